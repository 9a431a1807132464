import { type Bin, type Item, leastFirst, put, remove } from './bins.ts';

/** Milliseconds. No exporter with free devices should be above `most`, none below `least`. */
export type Bounds = { most: number; least: number };

/** With how many of those that have least an exchange is tried. */
const partnersTried = 4;
/** Relative. Less than this is no gain but rounding, and would never end. */
const gain = 1e-9;

/** Moves as few devices as brings all within the bounds. Answers whether all are below `most`. */
export function level(bins: readonly Bin[], bounds: Bounds): boolean {
  const steps = 100 + 2 * bins.reduce((count, { free }) => count + free.length, 0);
  for (let step = 0; step < steps; step++) {
    const sorted = bins.toSorted(leastFirst);
    const donors = sorted.filter(({ free }) => free.length > 0).reverse();
    const worst = donors[0];
    if (worst === undefined) return true;
    const takers = sorted.filter((bin) => bin !== worst);
    if (worst.load > bounds.most) {
      if (takers.some((taker) => give(worst, taker, bounds))) continue;
      if (takers.slice(0, partnersTried).some((partner) => exchange(worst, partner))) continue;
      return false;
    }
    const poorest = sorted[0];
    if (poorest === undefined || poorest.load >= bounds.least) return true;
    if (!donors.some((donor) => donor !== poorest && give(donor, poorest, bounds))) return true;
  }
  return bins.every(({ load, free }) => free.length === 0 || load <= bounds.most);
}

/** The heaviest that fits, so that few move; both end between what they had. */
function give(donor: Bin, taker: Bin, { most }: Bounds): boolean {
  const room = Math.min(most - taker.load, (donor.load - taker.load) * (1 - gain));
  const item = donor.free.find(({ ms }) => ms <= room);
  if (item === undefined) return false;
  remove(donor, item);
  put(taker, item);
  return true;
}

/** The two devices whose exchange brings the two exporters closest to each other. */
function exchange(worst: Bin, partner: Bin): boolean {
  const apart = worst.load - partner.load;
  let best: { from: Item; to: Item } | null = null;
  let left = apart * (1 - gain);
  for (const from of worst.free) {
    for (const to of partner.free) {
      const after = Math.abs(apart - 2 * (from.ms - to.ms));
      if (after >= left) continue;
      left = after;
      best = { from, to };
    }
  }
  if (best === null) return false;
  remove(worst, best.from);
  remove(partner, best.to);
  put(worst, best.to);
  put(partner, best.from);
  return true;
}
