import { closeSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';

/** Elements of its dataset `large`, one byte each. */
export const largeLength = 3_000_000_000;
/** Where h5py has put the dataset, and what stands at its end and behind it. */
const begin = 2048;
const end = Uint8Array.of(1, 2, 3, 4, 7, 0, 0, 0, 8, 0, 0, 0);
const head = new URL('../fixtures/hdf5/large.head', import.meta.url);

/** Only what is written takes room on the disk. */
export function sparse(path: string, bytes: number, parts: readonly [number, Uint8Array][]): void {
  const file = openSync(path, 'w');
  ftruncateSync(file, bytes);
  for (const [at, part] of parts) writeSync(file, part, 0, part.length, at);
  closeSync(file);
}

/** Three gigabytes: `large` ends with 1, 2, 3, 4; `table` holds 7 and 8. */
export function writeLarge(path: string): void {
  sparse(path, begin + largeLength + 8, [
    [0, readFileSync(head)],
    [begin + largeLength - 4, end],
  ]);
}
