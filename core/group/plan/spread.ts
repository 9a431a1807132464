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
export function spread({ devices, exporters, pins, previous, weights }: Spread): Record<string, string[]> {
  const names = [...new Set(exporters)].sort(byName);
  const pinned = new Map(Object.entries(pins));
  const owners = ownersOf(previous);
  const empty = new Map(names.map((exporter): [string, Bin] => [exporter, { exporter, load: 0, pinned: [], free: [] }]));
  const free: Item[] = [];
  for (const device of [...new Set(devices)].sort(byName)) {
    const ms = Math.max(weights.get(device)?.ms ?? unknownMs, leastMs);
    const bin = empty.get(pinned.get(device) ?? '');
    if (bin === undefined) free.push({ device, ms });
    else {
      bin.pinned.push(device);
      bin.load += ms;
    }
  }
  const fresh = copied(empty);
  fill([...fresh.values()], free);
  const kept = copied(empty);
  fill(
    [...kept.values()],
    free.filter((item) => !keep(kept.get(owners.get(item.device) ?? ''), item)),
  );
  const within = level([...kept.values()], boundsOf([...fresh.values()]));
  return sharesOf(within ? kept : fresh);
}

function keep(bin: Bin | undefined, item: Item): boolean {
  if (bin !== undefined) put(bin, item);
  return bin !== undefined;
}

/** An exporter that is full with pins alone bounds nobody else. */
function boundsOf(fresh: readonly Bin[]): Bounds {
  const loads = fresh.filter(({ free }) => free.length > 0).map(({ load }) => load);
  if (loads.length === 0) return { most: 0, least: 0, usual: 0 };
  const usual = loads.reduce((whole, load) => whole + load, 0) / loads.length;
  return { most: slack * Math.max(...loads), least: idle * Math.min(...fresh.map(({ load }) => load)), usual };
}

function copied(bins: ReadonlyMap<string, Bin>): Map<string, Bin> {
  return new Map([...bins].map(([name, { exporter, load, pinned, free }]) => [name, { exporter, load, pinned, free: [...free] }]));
}

function sharesOf(bins: ReadonlyMap<string, Bin>): Record<string, string[]> {
  return Object.fromEntries(
    [...bins].map(([name, { pinned, free }]) => [name, [...pinned, ...free.map(({ device }) => device)].sort(byName)]),
  );
}
