import { ExporterError } from '../../contract/errors.ts';
import type { ExporterLoad, PlanChange, PlanPreview } from '../../contract/group.ts';
import { byName } from './order.ts';
import { ownersOf, type Shares } from './owners.ts';
import { type Spread, spread } from './spread.ts';
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

export type PreviewRequest = Omit<Spread, 'previous'> & { current: Shares; change: PlanChange };
export type Previewed = { preview: PlanPreview; shares: Record<string, string[]>; pins: Record<string, string> };

/** What a change would do. Throws NOT_FOUND for a device or exporter that is not there. */
export function previewOf({ current, change, devices, exporters, pins, weights }: PreviewRequest): Previewed {
  const changed = changedPins({ change, devices, exporters, pins });
  const shares = spread({ devices, exporters, pins: changed, previous: current, weights });
  const preview = { before: loadsOf(current, weights), after: loadsOf(shares, weights), moves: movesBetween(current, shares) };
  return { preview, shares, pins: changed };
}

function changedPins({ change, devices, exporters, pins }: Pick<PreviewRequest, 'change' | 'devices' | 'exporters' | 'pins'>) {
  const known = new Set(devices);
  const changed = new Map(Object.entries(pins));
  for (const [device, exporter] of Object.entries(change.pins ?? {})) {
    // A pin of a device that the settings no longer have can still be taken back.
    if (!known.has(device) && !(exporter === null && changed.has(device))) throw unknownDevice(device);
    if (exporter === null) changed.delete(device);
    else if (exporters.includes(exporter)) changed.set(device, exporter);
    else throw unknownExporter(exporter, device, exporters);
  }
  return Object.fromEntries(changed);
}

function unknownDevice(device: string): ExporterError {
  const sentence = `The settings of the group have no device named ${device}. Look up how it is written there; capitals count.`;
  return new ExporterError('NOT_FOUND', sentence, { facts: { device } });
}

function unknownExporter(exporter: string, device: string, exporters: readonly string[]): ExporterError {
  const there = exporters.length === 0 ? 'No exporter can capture at the moment.' : `These can: ${exporters.toSorted(byName).join(', ')}.`;
  const sentence = `${device} cannot be pinned to ${exporter}: no exporter of that name is in the group and able to capture. ${there}`;
  return new ExporterError('NOT_FOUND', sentence, { facts: { exporter, device } });
}
