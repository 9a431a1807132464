import type { ExporterLoad, PlanPreview } from '../../contract/group.ts';
import { byName } from './order.ts';
import { ownersOf, type Shares } from './owners.ts';
import type { Weights } from './weights.ts';

/** By name of the exporter; those without devices too. */
export function loadsOf(shares: Shares, weights: Weights): ExporterLoad[] {
  return Object.keys(shares)
    .sort(byName)
    .map((exporter) => loadOf(exporter, shares[exporter] ?? [], weights));
}

function loadOf(exporter: string, devices: readonly string[], weights: Weights): ExporterLoad {
  const load = { exporter, devices: devices.length, channels: 0, bytes: 0, ms: 0 };
  for (const device of devices) {
    const weight = weights.get(device);
    if (weight === undefined) continue;
    load.channels += weight.channels;
    load.bytes += weight.bytes;
    load.ms += weight.ms;
  }
  // Averages have no more digits than these that mean anything.
  return { ...load, bytes: Math.round(load.bytes), ms: Number(load.ms.toFixed(2)) };
}

export function movesBetween(before: Shares, after: Shares): PlanPreview['moves'] {
  const was = ownersOf(before);
  const is = ownersOf(after);
  return [...new Set([...was.keys(), ...is.keys()])]
    .sort(byName)
    .map((device) => ({ device, from: was.get(device) ?? null, to: is.get(device) ?? null }))
    .filter(({ from, to }) => from !== to);
}

/** Above the worst load of a plan made afresh. Less is not worth that devices change hands. */
const unbalanced = 1.25;

/** `fresh`: what `spread` gives without a previous plan. */
export function worthBalancing(shares: Shares, fresh: Shares, weights: Weights): boolean {
  return worst(shares, weights) > unbalanced * worst(fresh, weights);
}

function worst(shares: Shares, weights: Weights): number {
  return Math.max(0, ...loadsOf(shares, weights).map(({ ms }) => ms));
}
