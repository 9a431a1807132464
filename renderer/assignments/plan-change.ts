import type { ExporterLoad, PlanChange, PlanFacts, PlanPreview } from '../../core/contract/group.ts';
import { duration } from '../words/numbers.ts';

/** A pulse takes an exporter some hundred milliseconds: tenths of a second would hide what a move changes. */
export function loadTime(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : duration(ms);
}

type Pins = NonNullable<PlanChange['pins']>;

/** `to` null: whatever the plan's rule says, without a pin. */
export function pinsFor(devices: Iterable<string>, to: string | null): Pins {
  return Object.fromEntries([...devices].map((device) => [device, to]));
}

/** What brings the pins back to how they are now. */
export function pinsBack(pins: Pins, plan: PlanFacts | null): Pins {
  return Object.fromEntries(Object.keys(pins).map((device) => [device, plan?.pins[device] ?? null]));
}

/** One exporter before and after. One that is in only one of the two has nothing in the other. */
export type LoadChange = { exporter: string; before: ExporterLoad; after: ExporterLoad; changes: boolean };

export function loadChanges({ before, after }: Pick<PlanPreview, 'before' | 'after'>): LoadChange[] {
  const names = [...new Set([...before, ...after].map(({ exporter }) => exporter))].sort((l, r) =>
    l.localeCompare(r, 'en', { numeric: true }),
  );
  return names.map((exporter) => {
    const loads = { before: loadOf(before, exporter), after: loadOf(after, exporter) };
    return { exporter, ...loads, changes: (['devices', 'bytes', 'ms'] as const).some((each) => loads.before[each] !== loads.after[each]) };
  });
}

function loadOf(loads: readonly ExporterLoad[], exporter: string): ExporterLoad {
  return loads.find((each) => each.exporter === exporter) ?? { exporter, devices: 0, channels: 0, bytes: 0, ms: 0 };
}

/** What the change is about: a pulse is there when the slowest of them is ready. */
export function previewSentence({ before, after, moves }: PlanPreview): string {
  const [was, is] = [busiest(before), busiest(after)];
  if (was === null || is === null) return 'No exporter can capture at the moment.';
  if (moves.length === 0) return 'No device changes hands.';
  if (loadTime(was.ms) === loadTime(is.ms)) return `The busiest exporter, ${is.exporter}, stays at ${loadTime(is.ms)} a pulse.`;
  const whose = was.exporter === is.exporter ? `, ${is.exporter},` : '';
  const [from, to] = whose === '' ? [` (${was.exporter})`, ` (${is.exporter})`] : ['', ''];
  return `The busiest exporter${whose} goes from ${loadTime(was.ms)}${from} to ${loadTime(is.ms)}${to} a pulse.`;
}

function busiest(loads: readonly ExporterLoad[]): ExporterLoad | null {
  return loads.reduce<ExporterLoad | null>((most, each) => (most === null || each.ms > most.ms ? each : most), null);
}

/** Devices nobody chose, which change hands all the same. */
export function furtherMoves({ moves }: PlanPreview, chosen: ReadonlySet<string>): PlanPreview['moves'] {
  return moves.filter(({ device }) => !chosen.has(device));
}

/** Pins that a person set before and that this takes away or moves. */
export function pinsLost(pins: Pins, plan: PlanFacts | null): { device: string; exporter: string }[] {
  return Object.entries(pins).flatMap(([device, to]) => {
    const exporter = plan?.pins[device];
    return exporter === undefined || exporter === to ? [] : [{ device, exporter }];
  });
}
