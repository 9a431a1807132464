import type { ImageFigures, ThumbnailHeader } from '../contract/data.ts';
import type { Pixels } from './pixels.ts';

export type Image = {
  pixels: Pixels;
  rows: number;
  columns: number /** From here on a pixel is saturated; null: none can be. */;
  most: number | null;
};

const shares = [0.001, 0.01, 0.5, 0.99, 0.995, 0.999] as const;
const bins = 4096;

/**
 * An image made small, and what can be said of all its pixels, in one pass over them (two for pixels of more than 16 bits). Each small pixel is the mean of those it stands
 * for, NaN where none of them is a number. What is no finite number counts nowhere.
 */
export function figuresOf(image: Image, most: { width: number; height: number }): ThumbnailHeader & { small: Float32Array<ArrayBuffer> } {
  const { pixels, rows, columns, most: full } = image;
  const scale = Math.max(1, columns / most.width, rows / most.height);
  const [width, height] = [Math.max(1, Math.floor(columns / scale)), Math.max(1, Math.floor(rows / scale))];
  const at = Int32Array.from({ length: columns }, (_, column) => Math.min(width - 1, Math.floor(column / scale)));
  const [along, down] = [new Float64Array(columns), new Float64Array(rows)];
  const sums = new Float64Array(width * height);
  const counts = new Uint32Array(width * height);
  let [min, max, sum, known, saturated] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0, 0];
  const edge = full ?? Number.POSITIVE_INFINITY;
  for (let row = 0, index = 0; row < rows; row++) {
    const line = Math.min(height - 1, Math.floor(row / scale)) * width;
    let ofRow = 0;
    for (let column = 0; column < columns; column++, index++) {
      const pixel = pixels[index] ?? 0;
      if (!(pixel - pixel === 0)) continue; // NaN and infinities
      if (pixel < min) min = pixel;
      if (pixel > max) max = pixel;
      if (pixel >= edge) saturated++;
      known++;
      ofRow += pixel;
      along[column] = (along[column] ?? 0) + pixel;
      const small = line + (at[column] ?? 0);
      sums[small] = (sums[small] ?? 0) + pixel;
      counts[small] = (counts[small] ?? 0) + 1;
    }
    down[row] = ofRow;
    sum += ofRow;
  }
  const figures: ImageFigures = {
    ...(known === 0 ? { min: 0, max: 0, mean: 0, sum: 0 } : { min, max, mean: sum / known, sum }),
    ...{ centroidX: centroidOf(along), centroidY: centroidOf(down), fwhmX: fwhmOf(along), fwhmY: fwhmOf(down) },
    saturated: full === null ? null : saturated,
  };
  const small = Float32Array.from(sums, (total, index) => total / (counts[index] ?? 0));
  return { rows, columns, width, height, figures, percentiles: percentilesOf(pixels, known, min, max), small };
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

/** Exact for integers of 16 bits and fewer; else to a 4096th of the range. */
function percentilesOf(pixels: Pixels, known: number, min: number, max: number): ThumbnailHeader['percentiles'] {
  if (known === 0) return [0, 0, 0, 0, 0, 0];
  const isExact = pixels.BYTES_PER_ELEMENT <= 2;
  const width = isExact ? 1 : (max - min) / bins || 1;
  const counts = new Uint32Array(isExact ? max - min + 1 : bins + 1);
  for (let index = 0; index < pixels.length; index++) {
    const pixel = pixels[index] ?? 0;
    if (!(pixel - pixel === 0)) continue;
    const bin = isExact ? pixel - min : Math.floor((pixel - min) / width);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = shares.map((share) => {
    let [bin, seen] = [0, counts[0] ?? 0];
    while (seen < share * known && bin < counts.length - 1) seen += counts[++bin] ?? 0;
    return Math.min(max, min + bin * width);
  });
  return [a, b, c, d, e, f];
}
