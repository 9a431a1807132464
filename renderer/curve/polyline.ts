import { firstFrom } from './places.ts';
import { type Series, valueAt } from './series.ts';
import type { Axis } from './span.ts';

/** x and y of each point in turn, in pixels from the left and the top of the box; NaN, NaN where the line is broken. */
export type Polyline = { points: number[] /** All points in sight stand in it: none was left out. */; isWhole: boolean };

export type Box = { width: number; height: number };

/** So far outside that no line to it comes in at another place, and near enough for a canvas. */
const outside = 1e6;

/** From so many points in a column of pixels on, where they end is found by halving instead of placing each of them: a million points take 3 ms instead of 10. */
const densePoints = 8;

/**
 * What is to be drawn of a curve: of points that follow each other within one column of pixels only the first, the lowest, the highest and the last, in their order. So no
 * spike is lost, wherever x goes; what is no number breaks the line.
 */
export function polylineOf(series: Series, axes: { x: Axis; y: Axis }, { width, height }: Box): Polyline {
  const { x, y } = series;
  const [begin, end] = inSight(series, axes.x);
  const points: number[] = [];
  let isWhole = true;
  let column = Number.NaN;
  // Of the run of points within one column: where they are.
  let [first, low, high, last] = [-1, -1, -1, -1];

  const put = (at: number) => {
    const left = axes.x.placeOf(valueAt(x, at)) * width;
    const top = (1 - axes.y.placeOf(valueAt(y, at))) * height;
    points.push(Math.max(-outside, Math.min(outside, left)), Math.max(-outside, Math.min(outside, top)));
  };
  const flush = () => {
    if (first < 0) return;
    const [one, other] = low < high ? [low, high] : [high, low];
    put(first);
    if (one !== first && one !== last) put(one);
    if (other !== one && other !== first && other !== last) put(other);
    if (last !== first) put(last);
    if (last - first > 3) isWhole = false;
    first = -1;
  };

  const pass = (from: number, to: number) => {
    for (let at = from; at < to; at++) {
      const place = axes.x.placeOf(valueAt(x, at)) * width;
      const value = valueAt(y, at);
      if (!Number.isFinite(place) || !Number.isFinite(axes.y.placeOf(value))) {
        flush();
        if (points.length > 0 && !Number.isNaN(points.at(-1))) points.push(Number.NaN, Number.NaN);
        continue;
      }
      const here = Math.max(-1, Math.min(Math.ceil(width), Math.floor(place)));
      if (first < 0 || here !== column) {
        flush();
        column = here;
        [first, low, high, last] = [at, at, at, at];
        continue;
      }
      if (value < valueAt(y, low)) low = at;
      if (value > valueAt(y, high)) high = at;
      last = at;
    }
    flush();
  };
  if (!series.isRising || end - begin < densePoints * width) {
    pass(begin, end);
    return { points, isWhole };
  }
  let from = begin;
  for (let here = -1; here <= Math.ceil(width) && from < end; here++) {
    const to = here < width ? Math.min(end, firstFrom(series, axes.x.valueAt((here + 1) / width))) : end;
    const ends = extremesOf(y, from, to);
    if (ends === null || !Number.isFinite(axes.y.placeOf(valueAt(y, ends.low)))) pass(from, to);
    else {
      [first, low, high, last] = [from, ends.low, ends.high, to - 1];
      flush();
    }
    from = to;
  }
  return { points, isWhole };
}

/** Where the lowest and the highest are; null where one is no number, or there are none. */
function extremesOf(y: Float64Array, from: number, to: number): { low: number; high: number } | null {
  let [low, high, isNumber] = [from, from, to > from];
  let [least, most] = [valueAt(y, from), valueAt(y, from)];
  for (let at = from; at < to && isNumber; at++) {
    const value = valueAt(y, at);
    if (value < least) [low, least] = [at, value];
    else if (value > most) [high, most] = [at, value];
    isNumber = Number.isFinite(value);
  }
  return isNumber ? { low, high } : null;
}

/** With one more point at each side, so that lines go on to the frame. */
function inSight(series: Series, axis: Axis): [number, number] {
  const { length } = series.x;
  if (!series.isRising) return [0, length];
  return [Math.max(0, firstFrom(series, axis.valueAt(0)) - 1), Math.min(length, firstFrom(series, axis.valueAt(1), true) + 1)];
}
