import type { ThumbnailHeader } from '../contract/data.ts';
import type { Pixels } from './pixels.ts';

/** How the pixels of an image are spread; what is no finite number counts nowhere. `known`: the others. */
export type Spread = { min: number; max: number; known: number; saturated: number; percentiles: ThumbnailHeader['percentiles'] };

const shares = [0.001, 0.01, 0.5, 0.99, 0.995, 0.999] as const;
const bins = 4096;

/** Percentiles are exact for integers of 16 bits and fewer; else to a 4096th of the range. From `edge` on a pixel is saturated. */
export function spreadOf(pixels: Pixels, edge: number): Spread {
  if (pixels.BYTES_PER_ELEMENT <= 2) return spreadOfIntegers(pixels, edge);
  let [min, max, known, saturated] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0];
  for (let index = 0; index < pixels.length; index++) {
    const pixel = pixels[index] ?? 0;
    if (!(pixel - pixel === 0)) continue; // NaN and infinities
    if (pixel < min) min = pixel;
    if (pixel > max) max = pixel;
    if (pixel >= edge) saturated++;
    known++;
  }
  const width = (max - min) / bins || 1;
  const counts = new Uint32Array(bins + 1);
  for (let index = 0; index < pixels.length; index++) {
    const pixel = pixels[index] ?? 0;
    if (!(pixel - pixel === 0)) continue;
    const bin = Math.floor((pixel - min) / width);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return { min, max, known, saturated, percentiles: percentilesOf(counts, known, (bin) => Math.min(max, min + bin * width)) };
}

/** All of it follows from how often each value is there: one quick pass over the pixels. */
function spreadOfIntegers(pixels: Pixels, edge: number): Spread {
  const values = 2 ** (8 * pixels.BYTES_PER_ELEMENT);
  const lowest = pixels instanceof Int8Array || pixels instanceof Int16Array ? -values / 2 : 0;
  const counts = new Uint32Array(values);
  for (let index = 0; index < pixels.length; index++) {
    const bin = (pixels[index] ?? 0) - lowest;
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const [first, last] = [counts.findIndex((count) => count > 0), counts.findLastIndex((count) => count > 0)];
  const known = pixels.length;
  const saturated = counts.reduce((sum, count, bin) => (bin + lowest >= edge ? sum + count : sum), 0);
  const percentiles = percentilesOf(counts, known, (bin) => bin + lowest);
  return { min: first + lowest, max: last + lowest, known, saturated, percentiles };
}

function percentilesOf(counts: Uint32Array, known: number, inBin: (bin: number) => number): Spread['percentiles'] {
  if (known === 0) return [0, 0, 0, 0, 0, 0];
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = shares.map((share) => {
    let [bin, seen] = [0, counts[0] ?? 0];
    while (seen < share * known && bin < counts.length - 1) seen += counts[++bin] ?? 0;
    return inBin(bin);
  });
  return [a, b, c, d, e, f];
}
