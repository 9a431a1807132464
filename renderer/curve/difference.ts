import { firstFrom } from './places.ts';
import { type Series, valueAt } from './series.ts';

/**
 * The curve less the reference, at the points of the curve. Where the reference has other points, a straight line between its two nearest; outside of it, and where its x
 * does not rise and differs, there is no number.
 */
export function differenceOf(series: Series, reference: Series): Series {
  const isSame = series.x.length === reference.x.length && series.x.every((value, at) => Object.is(value, reference.x[at]));
  const y = series.y.map((value, at) => value - (isSame ? valueAt(reference.y, at) : between(reference, valueAt(series.x, at))));
  return { ...series, y };
}

/** NaN outside of it. */
function between(reference: Series, x: number): number {
  if (!reference.isRising || Number.isNaN(x)) return Number.NaN;
  const after = firstFrom(reference, x);
  const right = valueAt(reference.x, after);
  if (right === x) return valueAt(reference.y, after);
  const left = valueAt(reference.x, after - 1);
  const [low, high] = [valueAt(reference.y, after - 1), valueAt(reference.y, after)];
  return low + ((x - left) / (right - left)) * (high - low);
}
