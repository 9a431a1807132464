import { firstFrom } from './places.ts';
import { type Series, valueAt } from './series.ts';
import type { AxisKind, Span } from './span.ts';

/** Of all numbers in it; null where there are none. */
export function extentOf(numbers: Float64Array, kind: AxisKind = 'linear'): Span | null {
  return extentBetween(numbers, 0, numbers.length, kind);
}

/** Where x rises, its ends tell it. */
export function widthOf({ x, isRising }: Series): Span | null {
  const [from, to] = [valueAt(x, 0), valueAt(x, x.length - 1)];
  return isRising && Number.isFinite(from) && Number.isFinite(to) ? { from, to } : extentOf(x);
}

/** Of y, where x lies within the span. On a logarithmic axis only what is above zero counts. */
export function visibleExtent(series: Series, x: Span, kind: AxisKind): Span | null {
  const { y } = series;
  if (series.isRising) return extentBetween(y, firstFrom(series, x.from), firstFrom(series, x.to, true), kind);
  return extentBetween(
    y.filter((_, at) => valueAt(series.x, at) >= x.from && valueAt(series.x, at) <= x.to),
    0,
    y.length,
    kind,
  );
}

/** null where there is none at all. */
export function united(spans: readonly (Span | null)[]): Span | null {
  return spans.reduce((all, span) => {
    if (all === null || span === null) return all ?? span;
    return { from: Math.min(all.from, span.from), to: Math.max(all.to, span.to) };
  }, null);
}

function extentBetween(numbers: Float64Array, begin: number, end: number, kind: AxisKind): Span | null {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let at = begin; at < end && at < numbers.length; at++) {
    const value = valueAt(numbers, at);
    if (!Number.isFinite(value) || (kind === 'log' && value <= 0)) continue;
    if (value < from) from = value;
    if (value > to) to = value;
  }
  return from <= to ? { from, to } : null;
}
