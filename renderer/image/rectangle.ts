import type { Image } from './image.ts';
import { widthAt } from './peak-width.ts';
import { partOf, type Work } from './work.ts';

/** Whole pixels of the image: those whose middles lie in it, from x to before x + width. */
export type Rectangle = { x: number; y: number; width: number; height: number };

/** Positions in pixels from the middle of the image's first pixel, lengths in pixels. null: there is none to tell. */
export type RectangleFigures = {
  /** In it, and how many of them are a number. */
  pixels: number;
  real: number;
  mean: number | null;
  sum: number;
  /** Of all its pixels: the mean square of what they differ from the mean, divided by their count. */
  deviation: number | null;
  least: number | null;
  most: number | null;
  /** Of the sums of its columns (x) or rows (y), each less the least of them: Σ(sum × position) / Σ sum. null where they are all the same. */
  centroidX: number | null;
  centroidY: number | null;
  /** Of the sums of its columns (x) or rows (y): from the largest outwards to where they first fall to the middle between it and the least, or to its edge. */
  fwhmX: number | null;
  fwhmY: number | null;
  /** At the most that the bit depth can tell, or above. null of floats. */
  saturated: number | null;
};

export function* figuresIn(image: Image, rectangle: Rectangle): Work<RectangleFigures> {
  const { numbers, columns, saturation } = image;
  const { x, y, width, height } = insideOf(rectangle, image);
  const [ofColumns, ofRows] = [new Float64Array(width), new Float64Array(height)];
  const limit = saturation ?? Number.POSITIVE_INFINITY;
  const origin = numbers[y * columns + x] ?? 0;
  const shift = Number.isFinite(origin) ? origin : 0; // squares of what is left keep their digits
  let [real, squares, least, most, saturated, sincePause] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0];
  for (let row = 0; row < height; row++) {
    const start = (y + row) * columns + x;
    let sum = 0;
    for (let at = 0; at < width; at++) {
      const value = numbers[start + at] ?? 0;
      if (!Number.isFinite(value)) continue;
      real += 1;
      sum += value;
      squares += (value - shift) * (value - shift);
      ofColumns[at] = (ofColumns[at] ?? 0) + value;
      if (value < least) least = value;
      if (value > most) most = value;
      if (value >= limit) saturated += 1;
    }
    ofRows[row] = sum;
    sincePause += width;
    if (sincePause > partOf) {
      sincePause = 0;
      yield;
    }
  }
  const sum = ofRows.reduce((all, each) => all + each, 0);
  const isReal = real > 0;
  const mean = sum / real;
  return {
    ...{ pixels: width * height, real, sum, mean: isReal ? mean : null },
    deviation: isReal ? Math.sqrt(Math.max(0, squares / real - (mean - shift) ** 2)) : null,
    ...{ least: isReal ? least : null, most: isReal ? most : null },
    ...{ centroidX: centroidOf(ofColumns, x), centroidY: centroidOf(ofRows, y) },
    ...{ fwhmX: widthAt(ofColumns, 0.5)?.width ?? null, fwhmY: widthAt(ofRows, 0.5)?.width ?? null },
    saturated: saturation === null ? null : saturated,
  };
}

/** As much of it as lies in the image; one pixel at least. */
export function insideOf({ x, y, width, height }: Rectangle, { rows, columns }: { rows: number; columns: number }): Rectangle {
  const [left, top] = [between(x, 0, columns - 1), between(y, 0, rows - 1)];
  return { x: left, y: top, width: between(x + width, left + 1, columns) - left, height: between(y + height, top + 1, rows) - top };
}

/** As large as it is, where the image has the room. */
export function movedTo(
  { width, height }: Rectangle,
  x: number,
  y: number,
  { rows, columns }: { rows: number; columns: number },
): Rectangle {
  return insideOf({ x: between(x, 0, columns - width), y: between(y, 0, rows - height), width, height }, { rows, columns });
}

/** Between two points of the image, whichever is first: edges lie where the nearest edges of pixels are. */
export function rectangleBetween(one: { x: number; y: number }, other: { x: number; y: number }): Rectangle {
  const [left, right] = [Math.round(Math.min(one.x, other.x)), Math.round(Math.max(one.x, other.x))];
  const [top, bottom] = [Math.round(Math.min(one.y, other.y)), Math.round(Math.max(one.y, other.y))];
  return { x: left, y: top, width: Math.max(1, right - left), height: Math.max(1, bottom - top) };
}

function centroidOf(sums: Float64Array, from: number): number | null {
  const least = sums.reduce((low, each) => Math.min(low, each), Number.POSITIVE_INFINITY);
  let [weight, moment] = [0, 0];
  for (const [at, each] of sums.entries()) {
    weight += each - least;
    moment += (each - least) * (from + at);
  }
  return weight > 0 ? moment / weight : null;
}

function between(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}
