import { type Cursors, placesOf } from './cursors.ts';
import { type Polyline, polylineOf } from './polyline.ts';
import { type Drawn, strengthOf } from './seen.ts';
import { type AxisKind, axisOf, type Span } from './span.ts';
import { type Tick, ticksOf } from './ticks.ts';

/** In CSS pixels, from the corner of the canvas. */
export type Frame = { left: number; top: number; width: number; height: number };
export type Ink = {
  plot: string;
  reference: string;
  grid: string;
  line: string;
  text: string;
  title: string;
  surface: string;
  font: string;
};
export type Stroke = { line: Polyline; colour: 'plot' | 'reference' /** 0 to 1. */; strength: number; isDashed: boolean };
export type Picture = {
  frame: Frame;
  strokes: readonly Stroke[];
  xTicks: readonly Tick[];
  yTicks: readonly Tick[];
  /** Places along x, 0 to 1. */
  cursors: readonly number[];
  xTitle: string;
  yTitle: string;
  ink: Ink;
};

export type Size = { width: number; height: number };
export type CurveUnits = { x: string | null; y: string | null };
type PictureRequest = {
  drawn: Drawn;
  spans: { x: Span; y: Span };
  yKind: AxisKind;
  cursors: Cursors | null;
  frame: Frame;
  units: CurveUnits;
  /** Of a vector's elements. */
  labels: readonly string[] | null;
  ink: Ink;
};

/** Room for the numbers along the axes, in CSS pixels. */
const [left, right, top, bottom] = [76, 14, 22, 40];
const pixelsPerTick = { x: 90, y: 44 };

export function frameIn({ width, height }: Size): Frame {
  return { left, top, width: Math.max(1, width - left - right), height: Math.max(1, height - top - bottom) };
}

/** The newest on top, older ones and the reference below it. */
export function pictureOf({ drawn, spans, yKind, cursors, frame, units, labels, ink }: PictureRequest): Picture {
  const axes = { x: axisOf(spans.x, 'linear'), y: axisOf(spans.y, yKind) };
  const earlier = drawn.earlier.map(
    (series, at): Stroke => ({
      line: polylineOf(series, axes, frame),
      colour: 'reference',
      strength: strengthOf(at, drawn.earlier.length),
      isDashed: false,
    }),
  );
  const reference: Stroke[] =
    drawn.reference === null ? [] : [{ line: polylineOf(drawn.reference, axes, frame), colour: 'reference', strength: 1, isDashed: true }];
  const xTicks = ticksOf(spans.x, 'linear', Math.max(2, frame.width / pixelsPerTick.x));
  return {
    frame,
    strokes: [
      ...earlier.reverse(),
      ...reference,
      { line: polylineOf(drawn.main, axes, frame), colour: 'plot', strength: 1, isDashed: false },
    ],
    xTicks: labels === null ? xTicks : labelled(xTicks, labels),
    yTicks: ticksOf(spans.y, yKind, Math.max(2, frame.height / pixelsPerTick.y)),
    cursors: cursors === null ? [] : placesOf(drawn.main, cursors).map((x) => axes.x.placeOf(x)),
    xTitle: units.x ?? '',
    yTitle: units.y ?? '',
    ink,
  };
}

/** Elements stand at whole numbers. */
function labelled(ticks: readonly Tick[], labels: readonly string[]): Tick[] {
  return ticks.filter(({ value }) => Number.isInteger(value)).map((tick) => ({ ...tick, label: cut(labels[tick.value] ?? tick.label) }));
}

function cut(label: string): string {
  return label.length > 14 ? `${label.slice(0, 13)}…` : label;
}
