import type { Spread } from '../contract/test-capture.ts';

const bars = 24;

/** null of nothing. Percentiles are numbers that are really among them. */
export function spreadOf(numbers: readonly number[]): Spread | null {
  const sorted = numbers.toSorted((left, right) => left - right);
  const [min] = sorted;
  const max = sorted.at(-1);
  if (min === undefined || max === undefined) return null;
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? min;
  const stepMs = stepFor(max - min);
  const fromMs = Math.floor(min / stepMs) * stepMs;
  const counts = Array.from({ length: Math.floor((max - fromMs) / stepMs) + 1 }, () => 0);
  for (const each of sorted) {
    const bar = Math.floor((each - fromMs) / stepMs);
    counts[bar] = (counts[bar] ?? 0) + 1;
  }
  return { p50: at(0.5), p95: at(0.95), min, max, histogram: { fromMs, stepMs, counts } };
}

/** 1, 2 or 5 with noughts, so that a person reads the axis; no narrower than a tenth of a millisecond. */
function stepFor(span: number): number {
  const wanted = Math.max(span / bars, 0.1);
  const ten = 10 ** Math.floor(Math.log10(wanted));
  const factor = [1, 2, 5, 10].find((each) => each * ten >= wanted) ?? 10;
  return factor * ten;
}

/** A slope is told from chance where it is so many times what chance makes of it. */
const surely = 3;

/** Milliseconds an hour, by least squares; null of too few, over too short a time, or where it could as well be none. */
export function driftOf(points: readonly { atMs: number; value: number }[]): number | null {
  const [first] = points;
  const last = points.at(-1);
  if (points.length < 10 || first === undefined || last === undefined || last.atMs - first.atMs < 20_000) return null;
  const middle = points.reduce((sum, { atMs }) => sum + atMs, 0) / points.length;
  const mean = points.reduce((sum, { value }) => sum + value, 0) / points.length;
  const spread = points.reduce((sum, { atMs }) => sum + (atMs - middle) ** 2, 0);
  const slope = points.reduce((sum, { atMs, value }) => sum + (atMs - middle) * (value - mean), 0) / spread;
  const left = points.reduce((sum, { atMs, value }) => sum + (value - mean - slope * (atMs - middle)) ** 2, 0);
  const byChance = Math.sqrt(left / (points.length - 2) / spread);
  return Math.abs(slope) < surely * byChance ? null : slope * 3_600_000;
}
