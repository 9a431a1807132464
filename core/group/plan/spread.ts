import { type Bin, fill, type Item, put } from './bins.ts';
import { type Bounds, level } from './level.ts';
import { byName } from './order.ts';
import { ownersOf, type Shares } from './owners.ts';
import type { Weights } from './weights.ts';

export type Spread = {
  devices: readonly string[];
  exporters: readonly string[];
  /** Device to exporter. One to an exporter that is not there does not hold until it is back. */
  pins: Readonly<Record<string, string>>;
  previous: Shares;
  weights: Weights;
};

/** A device that nothing is known of. */
const unknownMs = 1;
/** Without a cost, all would go to one exporter. */
const leastMs = 0.01;
/** Above the load of a plan made afresh, so that devices stay where they are. */
const slack = 1.05;
/** Of the least load of a plan made afresh; one that joined shall not stand idle. */
const idle = 0.8;

/** Each device to exactly one exporter, by what was measured; the same whatever the order of what comes in. Moves what it must, no more. */
export function spread(asked: Spread): Record<string, string[]> {
  const { bins, free } = pinnedOf(asked);
  const fresh = copied(bins);
  fill(fresh, free);
  const kept = copied(bins);
  fill(kept, leftOver(kept, free, ownersOf(asked.previous)));
  return sharesOf(level(kept, boundsOf(fresh)) ? kept : fresh);
}

/** All in order of name. */
function pinnedOf({ devices, exporters, pins, weights }: Spread): { bins: Bin[]; free: Item[] } {
  const bins = [...new Set(exporters)].sort(byName).map((exporter): Bin => ({ exporter, load: 0, pinned: [], free: [] }));
  const named = new Map(bins.map((bin) => [bin.exporter, bin]));
  const pinned = new Map(Object.entries(pins));
  const free: Item[] = [];
  for (const device of [...new Set(devices)].sort(byName)) {
    const ms = Math.max(weights.get(device)?.ms ?? unknownMs, leastMs);
    const bin = named.get(pinned.get(device) ?? '');
    if (bin === undefined) free.push({ device, ms });
    else {
      bin.pinned.push(device);
      bin.load += ms;
    }
  }
  return { bins, free };
}

/** Those whose owner is there stay; answers the others. */
function leftOver(bins: readonly Bin[], free: readonly Item[], owners: ReadonlyMap<string, string>): Item[] {
  const named = new Map(bins.map((bin) => [bin.exporter, bin]));
  const others: Item[] = [];
  for (const item of free) {
    const bin = named.get(owners.get(item.device) ?? '');
    if (bin === undefined) others.push(item);
    else put(bin, item);
  }
  return others;
}

/** An exporter that is full with pins alone bounds nobody else. */
function boundsOf(fresh: readonly Bin[]): Bounds {
  const loads = fresh.filter(({ free }) => free.length > 0).map(({ load }) => load);
  return { most: slack * Math.max(0, ...loads), least: idle * Math.min(...fresh.map(({ load }) => load)) };
}

function copied(bins: readonly Bin[]): Bin[] {
  return bins.map(({ exporter, load, pinned, free }) => ({ exporter, load, pinned, free: [...free] }));
}

function sharesOf(bins: readonly Bin[]): Record<string, string[]> {
  return Object.fromEntries(
    bins.map(({ exporter, pinned, free }) => [exporter, [...pinned, ...free.map(({ device }) => device)].sort(byName)]),
  );
}
