import { firstFrom } from './places.ts';
import { type Series, valueAt } from './series.ts';
import type { Span } from './span.ts';

/** Of the points whose x is in sight. null: there is none, or it can't be told from what is in sight. */
export type CurveStatistics = {
  points: number;
  /** Of them without a number. */
  gaps: number;
  min: number | null;
  max: number | null;
  mean: number | null;
  rms: number | null;
  /** x of the largest value, of several the first. */
  peakX: number | null;
  /** Of the largest peak, at half its height over the smallest value in sight. */
  fwhm: number | null;
};

export function statisticsOf(series: Series, span: Span): CurveStatistics {
  const { x, y, isRising } = series;
  const [begin, end] = isRising ? [firstFrom(series, span.from), firstFrom(series, span.to, true)] : [0, y.length];
  let [points, known, sum, squares, peak, lowest] = [0, 0, 0, 0, -1, -1];
  for (let at = begin; at < end; at++) {
    const along = valueAt(x, at);
    if (!(along >= span.from && along <= span.to)) continue;
    points += 1;
    const value = valueAt(y, at);
    if (!Number.isFinite(value)) continue;
    known += 1;
    sum += value;
    squares += value * value;
    if (peak < 0 || value > valueAt(y, peak)) peak = at;
    if (lowest < 0 || value < valueAt(y, lowest)) lowest = at;
  }
  const gaps = points - known;
  if (known === 0) return { points, gaps, min: null, max: null, mean: null, rms: null, peakX: null, fwhm: null };
  const [min, max] = [valueAt(y, lowest), valueAt(y, peak)];
  const fwhm = max > min ? widthAt({ x, y }, span, peak, (min + max) / 2) : null;
  return { points, gaps, min, max, mean: sum / known, rms: Math.sqrt(squares / known), peakX: valueAt(x, peak), fwhm };
}

type Points = Pick<Series, 'x' | 'y'>;

function widthAt(points: Points, span: Span, peak: number, level: number): number | null {
  const [left, right] = [crossing(points, span, peak, level, -1), crossing(points, span, peak, level, 1)];
  return left === null || right === null ? null : Math.abs(right - left);
}

/** From the peak on, where the curve first comes down to the level: between two points on a straight line. */
function crossing({ x, y }: Points, span: Span, peak: number, level: number, step: 1 | -1): number | null {
  for (let at = peak + step; at >= 0 && at < y.length; at += step) {
    const [here, before] = [valueAt(y, at), valueAt(y, at - step)];
    const along = valueAt(x, at);
    if (!Number.isFinite(here) || !(along >= span.from && along <= span.to)) return null;
    if (here > level) continue;
    const from = valueAt(x, at - step);
    return from + ((before - level) / (before - here)) * (along - from);
  }
  return null;
}
