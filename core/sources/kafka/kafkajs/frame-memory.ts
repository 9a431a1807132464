/** Below this a buffer of its own costs nothing. */
const leastBytes = 1024 * 1024;
/** Two answers of images on their way and one that is looked at. */
const keptBytes = 80 * 1024 * 1024;
/** A little more than asked for, so that the next answer of nearly the same size fits too. */
const steps = 8;
const mostTooLarge = 1.5;

export type FrameMemory = {
  /** Not cleared. */
  room(bytes: number): Buffer;
  /** Memory of long answers that nobody looks at any more; of anything else nothing happens. */
  giveBack(memory: ArrayBufferLike): void;
};

/**
 * Memory of long answers, used again. Without it every capture of 84 MB would leave as much garbage, which costs the thread two full collections, and the
 * machine 20,000 fresh pages.
 */
export function createFrameMemory(): FrameMemory {
  const lent = new WeakSet<ArrayBufferLike>();
  const free: ArrayBufferLike[] = [];

  return {
    room(bytes) {
      // A buffer of its own: what is cut from Node's pool would share memory with strangers.
      if (bytes < leastBytes) return Buffer.allocUnsafeSlow(bytes);
      const at = free.findIndex(({ byteLength }) => byteLength >= bytes && byteLength <= bytes * mostTooLarge);
      const [memory = Buffer.allocUnsafeSlow(sizeFor(bytes)).buffer] = at === -1 ? [] : free.splice(at, 1);
      lent.add(memory);
      return Buffer.from(memory, 0, bytes);
    },
    giveBack(memory) {
      if (!lent.delete(memory)) return;
      free.push(memory);
      let kept = free.reduce((sum, { byteLength }) => sum + byteLength, 0);
      // The longest unused go first.
      while (kept > keptBytes) kept -= free.shift()?.byteLength ?? kept;
    },
  };
}

function sizeFor(bytes: number): number {
  const step = 2 ** Math.floor(Math.log2(bytes)) / steps;
  return Math.ceil(bytes / step) * step;
}
