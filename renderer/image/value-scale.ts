export const valueScales = { linear: 'Linear', log: 'Log', sqrt: 'Root' } as const;
export type ValueScale = keyof typeof valueScales;

/** What gets the first and the last colour. */
export type ValueRange = { low: number; high: number };

const decades = 4;

/** A logarithm begins above zero: where the range does not, it shows four decades below its most. null: nothing above zero is in it. */
export function logLow({ low, high }: ValueRange): number | null {
  if (high <= 0) return null;
  return low > 0 ? low : high / 10 ** decades;
}

/** From 0 at the low end to 1 at the high one, and beyond; NaN for what is no number. Where the range has no length: 0 up to it, 1 above. */
export function placeIn(range: ValueRange, scale: ValueScale): (value: number) => number {
  const { high } = range;
  const low = scale === 'log' ? logLow(range) : range.low;
  if (low === null || !(high > low)) return (value) => (value > high ? 1 : Number.isNaN(value) ? value : 0);
  const span = scale === 'log' ? Math.log(high / low) : high - low;
  if (scale === 'linear') return (value) => (value - low) / span;
  if (scale === 'sqrt') return (value) => (value < low ? (value - low) / span : Math.sqrt((value - low) / span));
  return (value) => (value <= 0 ? Number.NEGATIVE_INFINITY : Math.log(value / low) / span);
}

/** The value at a place from 0 to 1: the other way of `placeIn`. */
export function valueAt(range: ValueRange, scale: ValueScale): (place: number) => number {
  const { high } = range;
  const low = scale === 'log' ? (logLow(range) ?? range.low) : range.low;
  if (scale === 'log' && low > 0) return (place) => low * (high / low) ** place;
  return (place) => low + (high - low) * (scale === 'sqrt' ? place * place : place);
}
