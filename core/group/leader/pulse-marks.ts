/** Announcements: 24 days of a pulse a second with its verdict. What is older counts as no pulse. */
const marked = 2 ** 22;

/** Which announcements were pulses, one bit each, so that it can still be said how many of those that left the memory were. */
export function createPulseMarks() {
  const bits = new Uint32Array(marked / 32);
  let last = 0;

  function set(seq: number, on: boolean): void {
    const at = (seq % marked) >>> 5;
    const mask = 1 << (seq & 31);
    bits[at] = on ? (bits[at] ?? 0) | mask : (bits[at] ?? 0) & ~mask;
    last = seq;
  }

  /** Both ends are counted. */
  function between(from: number, to: number): number {
    let pulses = 0;
    for (let seq = Math.max(from, last - marked + 1); seq <= Math.min(to, last); seq++)
      if (((bits[(seq % marked) >>> 5] ?? 0) & (1 << (seq & 31))) !== 0) pulses++;
    return pulses;
  }

  return { set, between };
}
