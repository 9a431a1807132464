import type { Image } from './image.ts';
import { partOf, type Work } from './work.ts';

/** More than this are no single pixels any more, and none is called hot. */
export const mostHot = 10_000;
const times = 4;

/**
 * Places of pixels that stand out above all eight neighbours by more than four times what those differ among themselves, and by more than four
 * times `noise`. Pixels at the edge and saturated ones are not looked at.
 */
export function* hotPixels({ numbers, rows, columns, saturation }: Image, noise: number): Work<Uint32Array> {
  const found: number[] = [];
  const step = times * noise;
  const most = saturation ?? Number.POSITIVE_INFINITY;
  let sincePause = 0;
  for (let row = 1; row < rows - 1; row++) {
    for (let at = row * columns + 1; at < (row + 1) * columns - 1; at++) {
      const value = numbers[at] ?? 0;
      const limit = value - step;
      if (value < most && limit > (numbers[at - 1] ?? 0) && limit > (numbers[at + 1] ?? 0) && isAlone(at)) found.push(at);
    }
    if (found.length > mostHot) return new Uint32Array();
    sincePause += columns;
    if (sincePause > partOf) {
      sincePause = 0;
      yield;
    }
  }
  return Uint32Array.from(found);

  function isAlone(at: number): boolean {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const beside of [-columns - 1, -columns, -columns + 1, -1, 1, columns - 1, columns, columns + 1]) {
      const value = numbers[at + beside] ?? 0;
      if (!Number.isFinite(value)) return false;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    return (numbers[at] ?? 0) - high > times * Math.max(noise, high - low);
  }
}

const samples = 20_000;
const sigmasOfMedian = 3;

/** Three times the median of what neighbours in a row differ by: about three σ of the noise, wherever the beam is. */
export function noiseOf({ numbers }: Pick<Image, 'numbers'>): number {
  const step = Math.max(1, Math.floor(numbers.length / samples));
  const apart: number[] = [];
  for (let at = 1; at < numbers.length; at += step) {
    const difference = Math.abs((numbers[at] ?? 0) - (numbers[at - 1] ?? 0));
    if (Number.isFinite(difference)) apart.push(difference);
  }
  const sorted = Float64Array.from(apart).sort();
  return sigmasOfMedian * (sorted[sorted.length >> 1] ?? 0);
}
