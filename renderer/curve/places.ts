import { type Series, valueAt } from './series.ts';

/** The first point whose x is not below the value, or, `after`, is above it; the number of points where there is none. Only where x rises. */
export function firstFrom({ x }: Series, value: number, after = false): number {
  let [low, high] = [0, x.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const found = valueAt(x, middle);
    if (found < value || (after && found === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The point whose x is nearest, of several the first; null where no x is a number. */
export function nearestTo(series: Series, value: number): number | null {
  const { x, isRising } = series;
  if (x.length === 0) return null;
  if (isRising) {
    const after = Math.min(x.length - 1, firstFrom(series, value));
    return after > 0 && value - valueAt(x, after - 1) <= valueAt(x, after) - value ? after - 1 : after;
  }
  let [best, least] = [-1, Number.POSITIVE_INFINITY];
  for (let at = 0; at < x.length; at++) {
    const far = Math.abs(valueAt(x, at) - value);
    if (far < least) [best, least] = [at, far];
  }
  return best < 0 ? null : best;
}
