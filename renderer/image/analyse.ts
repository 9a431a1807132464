import { type CountedValues, countValues, type Extent, extentOf, uncount, valueBelow } from './counted-values.ts';
import { type Histogram, histogramOf } from './histogram.ts';
import { hotPixels, noiseOf } from './hot-pixels.ts';
import { type Image, isWhole } from './image.ts';
import type { ValueRange } from './value-scale.ts';
import type { Work } from './work.ts';

/** Ranges that leave saturated and hot pixels out, unless there are no others. `inner`: 1 to 99.5 %, `outer`: 0.1 to 99.9 %. */
export type Ranges = { full: ValueRange; inner: ValueRange; outer: ValueRange };

/** What all pixels together say. `hot`: their places. */
export type Analysis = Extent & Ranges & { pixels: number; saturated: number; hot: Uint32Array; histogram: Histogram };

/** Percentiles are those of whole numbers exactly, of others to a 30,000th of the range that the middle 99.8 % of them have. */
export function* analyse(image: Image): Work<Analysis> {
  const extent = yield* extentOf(image);
  const pixels = image.numbers.length;
  if (extent.least > extent.most) {
    const none = { low: 0, high: 0 };
    const histogram = { low: 0, width: 1, counts: [0] };
    return { unreal: extent.unreal, least: 0, most: 0, pixels, saturated: 0, hot: new Uint32Array(), ...same(none), histogram };
  }
  const { least, most } = extent;
  const values = yield* countValues(image, least, most);
  const hot = yield* hotPixels(image, isWhole(image) ? Math.max(1, noiseOf(image)) : noiseOf(image));
  const saturated = saturatedIn(values, image);
  const facts = { ...extent, pixels, saturated, hot };
  if (values.pixels - saturated - hot.length <= 0) {
    const all = { low: least, high: most };
    return { ...facts, ...same(all), histogram: histogramOf(values, all, isWhole(image)) };
  }
  const ranges = yield* rangesOf(image, values, facts);
  const histogram = yield* shownHistogram(image, values, ranges, most);
  return { ...facts, ...ranges, histogram };
}

/** Each time the bins become up to 30,000 times smaller. */
const mostFiner = 4;

function* rangesOf(
  image: Image,
  all: CountedValues,
  { saturated, hot, least, most }: Omit<Analysis, keyof Ranges | 'histogram'>,
): Work<Ranges> {
  let values: CountedValues = { ...all, counts: all.counts.slice() };
  const hotValues = [...hot].map((at) => image.numbers[at] ?? 0);
  const left = values.pixels - saturated - hot.length;
  uncount(values, hotValues);
  if (image.saturation !== null) values.counts.fill(0, Math.max(0, Math.ceil((image.saturation - values.low) / values.width)));
  const highest = valueBelow(values, 1, left);
  const full = { low: least, high: Math.min(most, values.width === 1 ? highest : highest + values.width / 2) };
  for (let finer = 0; values.width !== 1 && finer < mostFiner; finer++) {
    const { width, counts } = values;
    const [low, high] = [valueBelow(values, 0.001, left) - width, valueBelow(values, 0.999, left) + width];
    if (high - low > (width * counts.length) / 2) break;
    values = yield* countValues(image, low, high);
    uncount(values, hotValues);
  }
  const between = (low: number, high: number) => ({ low: valueBelow(values, low, left), high: valueBelow(values, high, left) });
  return { full, inner: between(0.01, 0.995), outer: between(0.001, 0.999) };
}

/** A few values that lie far off would leave no room for all the others. */
const mostWider = 20;
const mostBeyond = 4;

function* shownHistogram(image: Image, values: CountedValues, { full, outer }: Ranges, most: number): Work<Histogram> {
  const whole = isWhole(image);
  const span = full.high - full.low;
  if (!whole && span > mostWider * (outer.high - outer.low) && outer.high > outer.low) {
    const room = outer.high - outer.low;
    const range = { low: outer.low - room, high: outer.high + room };
    return histogramOf(yield* countValues(image, range.low, range.high), range, whole);
  }
  const high = most - full.low <= mostBeyond * span ? most : full.high;
  return histogramOf(values, { low: full.low, high: high > full.low ? high : full.low + 1 }, whole);
}

function same(range: ValueRange): Ranges {
  return { full: range, inner: range, outer: range };
}

function saturatedIn({ low, width, counts }: CountedValues, { saturation }: Image): number {
  if (saturation === null) return 0;
  return counts.subarray(Math.max(0, Math.ceil((saturation - low) / width))).reduce((sum, each) => sum + each, 0);
}
