import { counted, grouped } from '../words/numbers.ts';
import type { ChartRows } from './chart-rows.ts';
import { expectedReads } from './read-trend.ts';
import type { Silence } from './silences.ts';
import type { TrendState } from './trend-reader.ts';

/** How far it is, and what is not drawn one by one. */
export function progressWords({ trend, state }: TrendState): string {
  const { points, read, captures, every } = trend;
  const expected = grouped(String(Math.max(read, expectedReads(trend))));
  if (state === 'reading') return captures === 0 ? 'Reading the captures…' : `${grouped(String(read))} of ${expected} captures read…`;
  const done = state === 'here' ? counted(read, 'capture') : `${grouped(String(read))} of ${expected} captures`;
  const sampled = every > 1 ? `, 1 in ${every} of ${grouped(String(captures))}` : '';
  const pulses = points.length < read ? `, ${counted(points.length, 'pulse')}` : '';
  return `${done}${sampled}${pulses}${state === 'cut' ? '; choose a shorter span for the others' : ''}`;
}

/** Said beside the chart, where each is a band. */
export function silencesWords(silences: readonly Silence[]): string | null {
  if (silences.length === 0) return null;
  return `${counted(silences.length, 'time')} without captures.`;
}

export function togetherWords({ together }: ChartRows): string | null {
  return together === 1 ? null : `Drawn: smallest and largest of each ${together} captures.`;
}
