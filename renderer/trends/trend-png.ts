import { curvePng } from '../curve/curve-png.ts';
import { extentOf } from '../curve/extent.ts';
import { inkOf } from '../curve/paint-curve.ts';
import { frameIn, pictureOf } from '../curve/picture.ts';
import { seriesOf } from '../curve/series.ts';
import { padded } from '../curve/span.ts';
import type { ChartRow } from './chart-rows.ts';
import { timeTicks } from './time-ticks.ts';
import type { TrendSpan } from './trend-span.ts';

type TrendPicture = { title: string; units: string | null; rows: readonly ChartRow[]; span: TrendSpan };

/** In CSS pixels. */
const size = { width: 1200, height: 420 };
const ticksMost = 10;

/** Drawn as curves are. */
export function trendPng({ title, units, rows, span }: TrendPicture): Promise<Blob> {
  const y = Float64Array.from(rows, ({ value }) => value ?? Number.NaN);
  const main = seriesOf(
    y,
    Float64Array.from(rows, ({ ms }) => ms),
  );
  const spans = { x: { from: span.fromMs, to: span.toMs }, y: padded(extentOf(y) ?? { from: 0, to: 1 }, 'linear') };
  const picture = pictureOf({
    ...{ drawn: { main, reference: null, earlier: [] }, spans, yKind: 'linear', cursors: null },
    ...{ frame: frameIn(size), units: { x: 'UTC', y: units }, labels: null, ink: inkOf(document.documentElement) },
  });
  const xTicks = timeTicks(span, ticksMost).map(({ value, label }) => ({
    ...{ value, label },
    place: (value - span.fromMs) / (span.toMs - span.fromMs),
  }));
  return curvePng({ size, title, picture: { ...picture, xTicks } });
}
