import { type Image, isWhole } from './image.ts';
import type { Drawable } from './paint-numbers.ts';
import { partOf, type Work } from './work.ts';

/** How many pixels have which value: `counts[n]` of them lie from low + n × width on. */
export type CountedValues = { low: number; width: number; counts: Uint32Array; below: number; pixels: number };

export const bins = 1 << 16;

export type Extent = { least: number; most: number /** Pixels that are no number, or infinite. */; unreal: number };

/** `least` is above `most` where there is no number at all. */
export function* extentOf({ numbers }: Pick<Image, 'numbers'>): Work<Extent> {
  let [least, most, unreal] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (let from = 0; from < numbers.length; from += partOf) {
    const to = Math.min(numbers.length, from + partOf);
    for (let at = from; at < to; at++) {
      const value = numbers[at] ?? 0;
      if (value - value !== 0) unreal += 1;
      else {
        if (value < least) least = value;
        if (value > most) most = value;
      }
    }
    yield;
  }
  return { least, most, unreal };
}

/** Whole numbers in a range that is short enough have a count each; of others a bin is a 65,536th of the range. */
export function* countValues(image: Pick<Image, 'numbers' | 'dtype'>, low: number, high: number): Work<CountedValues> {
  const { numbers } = image;
  const width = isWhole(image) && high - low < bins ? 1 : (high - low) / (bins - 1) || 1;
  const counted: CountedValues = { low, width, counts: new Uint32Array(Math.floor((high - low) / width) + 1), below: 0, pixels: 0 };
  for (let from = 0; from < numbers.length; from += partOf) {
    countPart(numbers, from, Math.min(numbers.length, from + partOf), counted);
    yield;
  }
  counted.pixels = counted.below + counted.counts.reduce((sum, each) => sum + each, 0);
  return counted;
}

function countPart(numbers: Drawable, from: number, to: number, counted: CountedValues): void {
  const { low, width, counts } = counted;
  let below = 0;
  for (let at = from; at < to; at++) {
    const bin = ((numbers[at] ?? 0) - low) / width;
    if (bin >= 0 && bin < counts.length) counts[Math.floor(bin)] = (counts[Math.floor(bin)] ?? 0) + 1;
    else if (bin < 0 && bin !== Number.NEGATIVE_INFINITY) below += 1;
  }
  counted.below += below;
}

/** Takes some pixels out again, such as hot ones. */
export function uncount(counted: CountedValues, values: Iterable<number>): void {
  for (const value of values) {
    const bin = Math.floor((value - counted.low) / counted.width);
    if (bin < 0) counted.below -= 1;
    const count = counted.counts[bin];
    if (count !== undefined && count > 0) counted.counts[bin] = count - 1;
  }
}

/**
 * The least value that at least this share of `pixels` does not exceed (nearest rank); of a bin that has several values its middle.
 * `pixels` are all, also those above what was counted.
 */
export function valueBelow({ low, width, counts, below }: CountedValues, share: number, pixels: number): number {
  const wanted = Math.max(1, Math.ceil(share * pixels));
  let sum = below;
  for (let bin = 0; bin < counts.length; bin++) {
    sum += counts[bin] ?? 0;
    if (sum >= wanted) return width === 1 ? low + bin : low + (bin + 0.5) * width;
  }
  return low + (counts.length - 1) * width;
}
