import { pulsesMost } from '../protocol.ts';

/** Characters of one batch: far below the largest message in whatever alphabet, so that only a single item can be more. */
const charactersMost = 4_000_000;

/** Lists as they fit into messages, in order. */
export function batchesOf<T>(items: Iterable<T>, charactersOf: (item: T) => number): T[][] {
  const batches: T[][] = [];
  let characters = 0;
  for (const item of items) {
    const batch = batches.at(-1);
    const more = charactersOf(item);
    if (batch === undefined || batch.length >= pulsesMost || characters + more > charactersMost) {
      batches.push([item]);
      characters = more;
    } else {
      batch.push(item);
      characters += more;
    }
  }
  return batches;
}

/** As JSON writes them, or nearly. */
export function charactersIn(names: readonly string[]): number {
  return names.reduce((sum, { length }) => sum + length + 3, 0);
}
