import { counted, grouped } from '../words/numbers.ts';
import type { ChartRows } from './chart-rows.ts';
import { expectedReads } from './read-trend.ts';
import type { TrendState } from './trend-reader.ts';

/** How far it is, and what is not drawn one by one. */
export function progressWords({ trend, state }: TrendState): string {
  const { points, read, captures, every } = trend;
  const expected = grouped(String(Math.max(read, expectedReads(trend))));
  if (state === 'reading') return captures === 0 ? 'Reading the captures…' : `${grouped(String(read))} of ${expected} captures read…`;
  const done = state === 'here' ? counted(read, 'capture') : `${grouped(String(read))} of ${expected} captures`;
  const sampled = every > 1 ? `, every ${ordinal(every)} of ${grouped(String(captures))}` : '';
  const pulses = points.length < read ? `, ${counted(points.length, 'pulse')}` : '';
  return `${done}${sampled}${pulses}${state === 'cut' ? '; choose a shorter span for the others' : ''}`;
}

export function togetherWords({ together }: ChartRows): string | null {
  return together === 1 ? null : `Drawn: smallest and largest of each ${together} captures.`;
}

export function ordinal(number: number): string {
  const tens = number % 100;
  const ending = tens >= 11 && tens <= 13 ? 'th' : ({ 1: 'st', 2: 'nd', 3: 'rd' }[number % 10] ?? 'th');
  return `${number}${ending}`;
}
