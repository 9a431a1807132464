import type { ValueRange } from '../image/value-scale.ts';
import { leastCaptures, limitSigmas } from './change.ts';

/** Least and most of all of them that are numbers; null where none is. */
export function spanOf(...all: readonly Float32Array[]): ValueRange | null {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const points of all)
    for (const point of points) {
      if (point < low) low = point;
      if (point > high) high = point;
    }
  return low > high ? null : { low, high };
}

/** An SVG path in a box; what is no number is a gap, a lone point a short dash, a line that is constant lies in the middle. */
export function curvePath(points: Float32Array, { low, high }: ValueRange, width: number, height: number): string {
  const step = points.length < 2 ? 0 : width / (points.length - 1);
  const y = (point: number) => (high > low ? height - ((point - low) / (high - low)) * height : height / 2);
  let path = '';
  for (let at = 0; at < points.length; at++) {
    const point = points[at] ?? Number.NaN;
    if (Number.isNaN(point)) continue;
    const isLine = at > 0 && !Number.isNaN(points[at - 1] ?? Number.NaN);
    const isLone = !isLine && Number.isNaN(points[at + 1] ?? Number.NaN);
    path += `${isLine ? 'L' : 'M'}${(at * step).toFixed(1)} ${y(point).toFixed(1)}${isLone ? 'h1' : ''}`;
  }
  return path;
}

/** The same channel over the last captures: how much a curve wanders, root mean square over its points. null where too few are alike. */
export function curveSpread(history: readonly Float32Array[], points: number): number | null {
  const alike = history.filter(({ length }) => length === points);
  if (alike.length < leastCaptures || points === 0) return null;
  let squares = 0;
  let counted = 0;
  for (let at = 0; at < points; at++) {
    const values = alike.flatMap((curve) => (Number.isFinite(curve[at]) ? [curve[at] ?? 0] : []));
    if (values.length < leastCaptures) continue;
    const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
    squares += values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (values.length - 1);
    counted += 1;
  }
  return counted === 0 ? null : Math.sqrt(squares / counted);
}

/** Root mean square of what lies between two curves; null where they are not alike. */
export function curveDistance(curve: Float32Array, reference: Float32Array): number | null {
  if (curve.length !== reference.length || curve.length === 0) return null;
  let squares = 0;
  let counted = 0;
  for (let at = 0; at < curve.length; at++) {
    const between = (curve[at] ?? Number.NaN) - (reference[at] ?? Number.NaN);
    if (!Number.isFinite(between)) continue;
    squares += between * between;
    counted += 1;
  }
  return counted === 0 ? null : Math.sqrt(squares / counted);
}

export function isCurveFar(distance: number | null, spread: number | null): boolean {
  return distance !== null && spread !== null && spread > 0 && distance > limitSigmas * spread;
}
