import { counted } from '../words/numbers.ts';
import type { ChartRows } from './chart-rows.ts';
import { expectedPoints } from './read-trend.ts';
import type { TrendState } from './trend-reader.ts';

/** How far it is, and what is not drawn one by one. */
export function progressWords({ trend, state }: TrendState): string {
  const { points, captures, every } = trend;
  const expected = Math.max(points.length, expectedPoints(trend));
  if (state === 'reading')
    return points.length === 0 ? 'Reading the captures…' : `${counted(points.length, 'capture')} of ${expected} read…`;
  const part = state === 'stopped' || state === 'cut' ? ` of ${expected}` : '';
  const sampled = every > 1 ? `, every ${ordinal(every)} of ${counted(captures, 'capture')}` : '';
  const cut = state === 'cut' ? '; choose a shorter span for the others' : '';
  return `${counted(points.length, 'capture')}${part}${sampled}${cut}`;
}

export function togetherWords({ together }: ChartRows): string | null {
  return together === 1 ? null : `Drawn: smallest and largest of each ${together} captures.`;
}

export function ordinal(number: number): string {
  const tens = number % 100;
  const ending = tens >= 11 && tens <= 13 ? 'th' : ({ 1: 'st', 2: 'nd', 3: 'rd' }[number % 10] ?? 'th');
  return `${number}${ending}`;
}
