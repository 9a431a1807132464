import type { TrendPoint } from '../../core/contract/preview.ts';
import { middleOf, type Silence, silenceWords } from './silences.ts';
import { msOfNs } from './trend-span.ts';

/** One point as it is drawn; `value` is null in a gap. `silence`: it is no capture, but the time after that of `point` in which there was none. */
export type ChartRow = { ms: number; value: number | null; point: TrendPoint; silence: string | null };
/** `together`: so many captures are drawn by their smallest and largest; 1: each is drawn. */
export type ChartRows = { rows: ChartRow[]; together: number };

/** More slow recharts down. */
export const rowsMost = 2000;
/** Of each part its smallest, its largest, and one for a gap. */
const perPart = 3;

/** All points, with a break where there were none, or of each part of them the smallest and the largest, in their order, and a gap where there is one: no outlier is lost. */
export function chartRows(points: readonly TrendPoint[], silences: readonly Silence[] = []): ChartRows {
  const breaks = silences.map(rowOfSilence);
  if (points.length <= rowsMost) return { rows: inOrder([...points.map(rowOf), ...breaks]), together: 1 };
  const together = Math.ceil(points.length / Math.floor(rowsMost / perPart));
  const rows: ChartRow[] = [];
  for (let from = 0; from < points.length; from += together) rows.push(...kept(points.slice(from, from + together)).map(rowOf));
  return { rows: inOrder([...rows, ...breaks]), together };
}

function kept(part: readonly TrendPoint[]): TrendPoint[] {
  let least: number | null = null;
  let most: number | null = null;
  let gap: number | null = null;
  for (const [at, { value }] of part.entries()) {
    if (value === null) gap ??= at;
    else {
      if (least === null || value < (part[least]?.value ?? value)) least = at;
      if (most === null || value > (part[most]?.value ?? value)) most = at;
    }
  }
  const wanted = [...new Set([least, most, gap])].filter((at) => at !== null).sort((left, right) => left - right);
  return wanted.flatMap((at) => part[at] ?? []);
}

function rowOf(point: TrendPoint): ChartRow {
  return { ms: msOfNs(point.pulse.timestampNs), value: point.value, point, silence: null };
}

function rowOfSilence(silence: Silence): ChartRow {
  return { ms: middleOf(silence), value: null, point: silence.before, silence: silenceWords(silence) };
}

function inOrder(rows: readonly ChartRow[]): ChartRow[] {
  return rows.toSorted((left, right) => left.ms - right.ms);
}
