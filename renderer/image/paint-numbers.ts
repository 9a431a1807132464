import type { Numbers } from '../preview/slice.ts';
import { type ColourMap, colourTable } from './colour-maps.ts';
import { logLow, placeIn, type ValueRange, type ValueScale } from './value-scale.ts';

/** Numbers that a calculation can take as they are. */
export type Drawable = Exclude<Numbers, BigInt64Array | BigUint64Array>;

export type Painting = { range: ValueRange; scale: ValueScale; map: ColourMap; isInverted?: boolean };

const steps = 256;

/** Red, green, blue and opacity of each number in turn, for ImageData. What is no number is left clear. */
export function paintNumbers(numbers: Drawable, painting: Painting): Uint8ClampedArray<ArrayBuffer> {
  const painted = new Uint8ClampedArray(numbers.length * 4);
  const pixels = new Uint32Array(painted.buffer);
  const least = leastOf(numbers);
  if (least === null || numbers.length < 1 << 12) paintAny(numbers, painting, pixels);
  else paintShort(numbers, least, painting, pixels);
  return painted;
}

/** A table of every value there can be. */
function paintShort(numbers: Drawable, least: number, painting: Painting, pixels: Uint32Array): void {
  const colourOf = colouring(painting);
  const ofValue = new Uint32Array(1 << (numbers.BYTES_PER_ELEMENT * 8)).map((_, at) => colourOf(at + least));
  for (let at = 0; at < pixels.length; at++) pixels[at] = ofValue[(numbers[at] ?? 0) - least] ?? 0;
}

/** A table of equal parts of the range, with a finer one for its first part: there a logarithm is steep. */
const parts = 1 << 14;
const finer = 1 << 7;

function paintAny(numbers: Drawable, painting: Painting, pixels: Uint32Array): void {
  const colourOf = colouring(painting);
  const { high } = painting.range;
  const low = (painting.scale === 'log' ? logLow(painting.range) : null) ?? painting.range.low;
  const [first, last] = [colourOf(Number.NEGATIVE_INFINITY), colourOf(Number.POSITIVE_INFINITY)];
  if (numbers.length < parts || !(high > low)) {
    for (let at = 0; at < pixels.length; at++) pixels[at] = colourOf(numbers[at] ?? 0);
    return;
  }
  const part = (high - low) / parts;
  const coarse = new Uint32Array(parts).map((_, at) => colourOf(low + (at + 0.5) * part));
  const fine = new Uint32Array(parts).map((_, at) => colourOf(low + ((at + 0.5) * part) / finer));
  const onset = parts / finer;
  for (let at = 0; at < pixels.length; at++) {
    const place = ((numbers[at] ?? 0) - low) / part;
    if (place >= parts) pixels[at] = last;
    else if (place >= onset) pixels[at] = coarse[place | 0] ?? 0;
    else if (place >= 0) pixels[at] = fine[(place * finer) | 0] ?? 0;
    else if (place < 0) pixels[at] = first;
  }
}

/** As the four bytes of a pixel lie in memory. */
function colouring({ range, scale, map, isInverted = false }: Painting): (value: number) => number {
  const table = colourTable(map, isInverted);
  const bytes = new Uint8Array(steps * 4).fill(255);
  for (let step = 0; step < steps; step++) bytes.set(table.subarray(step * 3, step * 3 + 3), step * 4);
  const colours = new Uint32Array(bytes.buffer);
  const place = placeIn(range, scale);
  return (value) => {
    const at = place(value) * steps;
    if (Number.isNaN(at)) return 0;
    return colours[at >= steps ? steps - 1 : Math.max(0, Math.floor(at))] ?? 0;
  };
}

/** Of integers with so few values that each can have its colour beforehand; null of others. */
function leastOf(numbers: Drawable): number | null {
  if (numbers instanceof Uint8Array || numbers instanceof Uint16Array) return 0;
  if (numbers instanceof Int8Array) return -(2 ** 7);
  return numbers instanceof Int16Array ? -(2 ** 15) : null;
}
