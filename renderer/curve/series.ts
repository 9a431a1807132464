import type { Numbers } from '../preview/slice.ts';

/** Points of one curve, in the order of the file. `isRising`: x never falls, and has no NaN; then places in it are found by halving. */
export type Series = { x: Float64Array; y: Float64Array; isRising: boolean };

/** Of a vector, or where x is not known: the index, from 0. Where one of both is longer, what has no partner is left out. */
export function seriesOf(y: Numbers, x: Numbers | null): Series {
  const count = x === null ? y.length : Math.min(x.length, y.length);
  const up = floatsOf(y).subarray(0, count);
  if (x === null) return { x: Float64Array.from({ length: count }, (_, at) => at), y: up, isRising: true };
  const along = floatsOf(x).subarray(0, count);
  return { x: along, y: up, isRising: isRising(along) };
}

export function floatsOf(numbers: Numbers): Float64Array {
  if (numbers instanceof Float64Array) return numbers;
  if (numbers instanceof BigInt64Array || numbers instanceof BigUint64Array)
    return Float64Array.from({ length: numbers.length }, (_, at) => Number(numbers[at]));
  return new Float64Array(numbers);
}

function isRising(x: Float64Array): boolean {
  if (Number.isNaN(x[0])) return false;
  for (let at = 1; at < x.length; at++) if (!(valueAt(x, at) >= valueAt(x, at - 1))) return false;
  return true;
}

/** For who reads within the length. */
export function valueAt(numbers: Float64Array, at: number): number {
  return numbers[at] ?? Number.NaN;
}
