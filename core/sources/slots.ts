import { ExporterError } from '../contract/errors.ts';

/** Shared memory lent to one value. `bytes` is exactly as long as was asked for. */
export type Slot = { readonly id: number; readonly bytes: Uint8Array<SharedArrayBuffer> };

/** All shared memory between source and file; its bound is the back-pressure. */
export type SlotPool = {
  /** Null where there is no room now or others wait already. VALUE_TOO_LARGE where the whole pool would not do. `place` is where it begins within eight bytes. */
  tryTake(bytes: number, place?: number): Slot | null;
  /** Waits for room, first come first served. Rejects with STOPPED when the signal is aborted. */
  take(bytes: number, signal: AbortSignal, place?: number): Promise<Slot>;
  /** Giving back twice is once. */
  release(ids: readonly number[]): void;
  heldBytes(): number;
};

type Waiter = { bytes: number; place: number; serve: (slot: Slot) => void };

/** Beyond each slot, for those that begin a little later; not counted. */
const spareBytes = 8;

export function createSlotPool({ maxBytes }: { maxBytes: number }): SlotPool {
  const free = new Map<number, SharedArrayBuffer[]>();
  const held = new Map<number, SharedArrayBuffer>();
  const waiters = new Set<Waiter>();
  let allocated = 0;
  let heldTotal = 0;
  let lastId = 0;

  const makeRoom = (needed: number): boolean => {
    if (heldTotal + needed > maxBytes) return false;
    for (const [size, buffers] of free) {
      while (allocated + needed > maxBytes && buffers.pop() !== undefined) allocated -= size;
    }
    return allocated + needed <= maxBytes;
  };

  const lend = (bytes: number, place: number): Slot | null => {
    const size = Math.min(sizeClass(bytes), maxBytes);
    let buffer = free.get(size)?.pop();
    if (buffer === undefined) {
      if (!makeRoom(size)) return null;
      buffer = new SharedArrayBuffer(size + spareBytes);
      allocated += size;
    }
    lastId += 1;
    held.set(lastId, buffer);
    heldTotal += size;
    return { id: lastId, bytes: new Uint8Array(buffer, place, bytes) };
  };

  const serveNext = (): void => {
    for (const waiter of waiters) {
      const slot = lend(waiter.bytes, waiter.place);
      if (slot === null) return;
      waiters.delete(waiter);
      waiter.serve(slot);
    }
  };

  const refuseTooLarge = (bytes: number): void => {
    if (bytes <= maxBytes) return;
    throw new ExporterError(
      'VALUE_TOO_LARGE',
      `A value of ${bytes} bytes is larger than all memory for values (${maxBytes} bytes): raise limits.memoryMb in the settings.`,
      { facts: { bytes, maxBytes } },
    );
  };

  return {
    tryTake(bytes, place = 0) {
      refuseTooLarge(bytes);
      return waiters.size > 0 ? null : lend(bytes, place);
    },
    async take(bytes, signal, place = 0) {
      refuseTooLarge(bytes);
      if (signal.aborted) throw stopped();
      const now = waiters.size > 0 ? null : lend(bytes, place);
      if (now !== null) return now;
      return new Promise((resolve, reject) => {
        const abort = () => {
          waiters.delete(waiter);
          reject(stopped());
          serveNext();
        };
        const waiter: Waiter = {
          bytes,
          place,
          serve: (slot) => {
            signal.removeEventListener('abort', abort);
            resolve(slot);
          },
        };
        waiters.add(waiter);
        signal.addEventListener('abort', abort, { once: true });
      });
    },
    release(ids) {
      for (const id of ids) {
        const buffer = held.get(id);
        if (buffer === undefined) continue;
        held.delete(id);
        const size = buffer.byteLength - spareBytes;
        heldTotal -= size;
        const sameSize = free.get(size);
        if (sameSize === undefined) free.set(size, [buffer]);
        else sameSize.push(buffer);
      }
      serveNext();
    },
    heldBytes: () => heldTotal,
  };
}

/** Eight classes to a doubling, so that images of nearly one size share slots and at most an eighth is wasted. */
function sizeClass(bytes: number): number {
  const step = Math.max(4096, 2 ** (Math.floor(Math.log2(Math.max(bytes, 1))) - 3));
  return Math.ceil(Math.max(bytes, 1) / step) * step;
}

function stopped(): ExporterError {
  return new ExporterError('STOPPED', 'The capture was stopped while a value waited for memory.');
}
