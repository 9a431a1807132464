import type { ImageFigures, ThumbnailHeader } from '../contract/data.ts';
import type { Pixels } from './pixels.ts';
import { spreadOf } from './spread.ts';

export type Image = {
  pixels: Pixels;
  rows: number;
  columns: number /** From here on a pixel is saturated; null: none can be. */;
  most: number | null;
};

/**
 * An image made small, and what can be said of all its pixels. Each small pixel is the mean of those it stands for, NaN where none of them is a number. What is no finite
 * number counts nowhere.
 */
export function figuresOf(image: Image, most: { width: number; height: number }): ThumbnailHeader & { small: Float32Array<ArrayBuffer> } {
  const { pixels, rows, columns, most: full } = image;
  const scale = Math.max(1, columns / most.width, rows / most.height);
  const [width, height] = [Math.max(1, Math.floor(columns / scale)), Math.max(1, Math.floor(rows / scale))];
  const { along, down, small } = projected(image, { scale, width, height });
  const { min, max, known, saturated, percentiles } = spreadOf(pixels, full ?? Number.POSITIVE_INFINITY);
  const sum = down.reduce((total, each) => total + each, 0);
  const figures: ImageFigures = {
    ...(known === 0 ? { min: 0, max: 0, mean: 0, sum: 0 } : { min, max, mean: sum / known, sum }),
    ...{ centroidX: centroidOf(along), centroidY: centroidOf(down), fwhmX: fwhmOf(along), fwhmY: fwhmOf(down) },
    saturated: full === null ? null : saturated,
  };
  return { rows, columns, width, height, figures, percentiles, small };
}

type Size = { scale: number; width: number; height: number };
type Projected = { along: Float64Array; down: Float64Array; small: Float32Array<ArrayBuffer> };

/** Sums of columns and rows, and the means of the small pixels, in one pass. */
function projected({ pixels, rows, columns }: Image, { scale, width, height }: Size): Projected {
  const ends = Uint32Array.from({ length: width }, (_, cell) => (cell === width - 1 ? columns : Math.ceil((cell + 1) * scale)));
  const [along, down] = [new Float64Array(columns), new Float64Array(rows)];
  const sums = new Float64Array(width * height);
  const counts = new Uint32Array(width * height);
  for (let row = 0, index = 0; row < rows; row++) {
    const line = Math.min(height - 1, Math.floor(row / scale)) * width;
    let ofRow = 0;
    for (let cell = 0, column = 0; cell < width; cell++) {
      const end = ends[cell] ?? columns;
      let [sum, known] = [0, 0];
      for (; column < end; column++, index++) {
        const pixel = pixels[index] ?? 0;
        if (!(pixel - pixel === 0)) continue; // NaN and infinities
        sum += pixel;
        known++;
        along[column] = (along[column] ?? 0) + pixel;
      }
      sums[line + cell] = (sums[line + cell] ?? 0) + sum;
      counts[line + cell] = (counts[line + cell] ?? 0) + known;
      ofRow += sum;
    }
    down[row] = ofRow;
  }
  return { along, down, small: Float32Array.from(sums, (total, at) => total / (counts[at] ?? 0)) };
}

/** Of a projection, its smallest value taken for the background; null where it is flat. In pixels, from the middle of the first. */
export function centroidOf(projection: Float64Array): number | null {
  const ground = projection.reduce((least, each) => Math.min(least, each), Number.POSITIVE_INFINITY);
  let [weight, moment] = [0, 0];
  projection.forEach((each, index) => {
    weight += each - ground;
    moment += index * (each - ground);
  });
  return weight > 0 ? moment / weight : null;
}

/** Between the two places, left and right of its peak, where a projection falls below half its height above its smallest value; an edge of the picture ends it too. */
export function fwhmOf(projection: Float64Array): number | null {
  const ground = projection.reduce((least, each) => Math.min(least, each), Number.POSITIVE_INFINITY);
  const peak = projection.reduce((best, each, index) => (each > (projection[best] ?? 0) ? index : best), 0);
  const half = ground + ((projection[peak] ?? ground) - ground) / 2;
  if (!(half > ground)) return null;
  const crossing = (step: 1 | -1): number => {
    let index = peak;
    while ((projection[index + step] ?? Number.NEGATIVE_INFINITY) > half) index += step;
    const [inside = half, outside] = [projection[index], projection[index + step]];
    return outside === undefined ? index : index + (step * (inside - half)) / (inside - outside);
  };
  return crossing(1) - crossing(-1);
}
