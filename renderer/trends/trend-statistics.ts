import type { TrendPoint } from '../../core/contract/preview.ts';
import { msOfNs } from './trend-span.ts';

/** Of the values; what has none does not count. */
export type TrendStatistics = {
  values: number;
  mean: number;
  /** Of the sample; null of one value. */
  sigma: number | null;
  min: number;
  max: number;
  /** Of the straight line with the least squares; null where all are at one time. */
  driftPerHour: number | null;
};

const hourMs = 3_600_000;

/** null where there is no value. */
export function trendStatistics(points: readonly TrendPoint[]): TrendStatistics | null {
  const known = points.flatMap(({ value, pulse }) =>
    value === null || !Number.isFinite(value) ? [] : [{ value, ms: msOfNs(pulse.timestampNs) }],
  );
  const [first] = known;
  if (first === undefined) return null;
  const count = known.length;
  // From the first on: nanoseconds since 1970 would leave no digits for squares.
  const hours = known.map(({ ms }) => (ms - first.ms) / hourMs);
  const mean = known.reduce((sum, { value }) => sum + value, 0) / count;
  const meanHours = hours.reduce((sum, each) => sum + each, 0) / count;
  let [squares, across, along] = [0, 0, 0];
  for (const [at, { value }] of known.entries()) {
    const beside = (hours[at] ?? 0) - meanHours;
    squares += (value - mean) ** 2;
    across += beside * (value - mean);
    along += beside ** 2;
  }
  return {
    ...{ values: count, mean, sigma: count < 2 ? null : Math.sqrt(squares / (count - 1)) },
    min: known.reduce((least, { value }) => Math.min(least, value), Number.POSITIVE_INFINITY),
    max: known.reduce((most, { value }) => Math.max(most, value), Number.NEGATIVE_INFINITY),
    driftPerHour: along === 0 ? null : across / along,
  };
}
