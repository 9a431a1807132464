import { ExporterError } from '../../contract/errors.ts';
import type { PlanChange, PlanPreview } from '../../contract/group.ts';
import { loadsOf, movesBetween } from './loads.ts';
import { byName } from './order.ts';
import type { Shares } from './owners.ts';
import { type Spread, spread } from './spread.ts';

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
