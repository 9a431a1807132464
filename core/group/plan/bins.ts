import { byName } from './order.ts';

/** A device that may go to any exporter, and the milliseconds it keeps one busy. */
export type Item = { device: string; ms: number };

/** What one exporter has. */
export type Bin = {
  readonly exporter: string;
  load: number;
  readonly pinned: string[];
  /** Heaviest first. */
  readonly free: Item[];
};

function heaviestFirst(a: Item, b: Item): number {
  return b.ms - a.ms || byName(a.device, b.device);
}

export function put(bin: Bin, item: Item): void {
  let at = bin.free.length;
  for (let before = bin.free[at - 1]; before !== undefined && heaviestFirst(item, before) < 0; before = bin.free[at - 1]) at--;
  bin.free.splice(at, 0, item);
  bin.load += item.ms;
}

export function remove(bin: Bin, item: Item): void {
  bin.free.splice(bin.free.indexOf(item), 1);
  bin.load -= item.ms;
}

/** Between equals the order stays, which is that of their names. */
export function leastFirst(a: Bin, b: Bin): number {
  return a.load - b.load;
}

/** Heaviest first, each to the exporter with the least ("longest processing time first"): near the best there is where devices are many. */
export function fill(bins: readonly Bin[], items: readonly Item[]): void {
  for (const item of items.toSorted(heaviestFirst)) {
    let least = bins[0];
    for (const bin of bins) if (least !== undefined && leastFirst(bin, least) < 0) least = bin;
    if (least !== undefined) put(least, item);
  }
}
