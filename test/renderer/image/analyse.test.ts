import { expect, test } from 'vitest';
import { analyse } from '../../../renderer/image/analyse.ts';
import { heightsOf, histogramEnds } from '../../../renderer/image/histogram.ts';
import { noiseOf } from '../../../renderer/image/hot-pixels.ts';
import { limitsOf, limitsOfDifference, unitedRanges, withLimit } from '../../../renderer/image/limits.ts';
import { workAtOnce, workInSlices } from '../../../renderer/image/work.ts';
import { imageBy, imageFrom } from './stage.ts';

/** 0 to 999, each once, so that a share is a value. */
const ramp = imageBy(10, 100, (row, column) => row * 100 + column);

test('percentiles of whole numbers are exact: the least value that the share does not exceed', () => {
  const { inner, outer, full, least, most } = workAtOnce(analyse(ramp));
  expect({ inner, outer, full, least, most }).toEqual({
    ...{ inner: { low: 9, high: 994 }, outer: { low: 0, high: 998 }, full: { low: 0, high: 999 }, least: 0, most: 999 },
  });
});

test('of floats they are as fine as the middle of them, however far a few lie off', () => {
  const far = imageBy(100, 100, (row, column) => (row === 50 && column === 50 ? 1e12 : (row * 100 + column) / 1e4), 'float64');
  const { inner } = workAtOnce(analyse(far));
  expect(inner.low).toBeCloseTo(0.01, 3);
  expect(inner.high).toBeCloseTo(0.995, 3);
});

test('saturated pixels are counted and do not set the range', () => {
  const image = imageBy(20, 20, (row) => (row === 0 ? 4095 : 100 + row), 'uint16', 12);
  expect(workAtOnce(analyse(image))).toMatchObject({
    saturated: 20,
    most: 4095,
    full: { low: 101, high: 119 },
    inner: { low: 101, high: 119 },
  });
});

test('an image in which all is saturated has their range all the same', () => {
  expect(workAtOnce(analyse(imageBy(4, 4, () => 255, 'uint8')))).toMatchObject({ saturated: 16, full: { low: 255, high: 255 } });
});

test('a pixel that stands out above all its neighbours is hot: counted, and not in the range', () => {
  const image = imageBy(40, 40, (row, column) => (row === 20 && column === 7 ? 3000 : 100 + ((row * 7 + column * 13) % 11)));
  const { hot, full } = workAtOnce(analyse(image));
  expect([...hot]).toEqual([20 * 40 + 7]);
  expect(full).toEqual({ low: 100, high: 110 });
});

test('the flank of a beam, noise and the edge of the image are not hot', () => {
  const beam = imageBy(60, 60, (row, column) => 100 + 3000 * Math.exp(-((row - 30) ** 2 + (column - 25) ** 2) / 18));
  expect(workAtOnce(analyse(beam)).hot).toHaveLength(0);
  const noise = imageBy(60, 60, (row, column) => 100 + ((row * 7919 + column * 104_729) % 41));
  expect(workAtOnce(analyse(noise)).hot).toHaveLength(0);
  expect(workAtOnce(analyse(imageBy(30, 30, (row, column) => (row === 0 && column === 3 ? 4000 : 5)))).hot).toHaveLength(0);
});

test('noise is what neighbours differ by, wherever they lie', () => {
  expect(noiseOf(imageFrom([[1, 3, 5, 7, 9, 11]]))).toBe(6);
});

test('what is no number is counted and left out', () => {
  const image = imageFrom([[Number.NaN, 1, 2, Number.NEGATIVE_INFINITY, 3]], 'float32');
  expect(workAtOnce(analyse(image))).toMatchObject({ unreal: 2, least: 1, most: 3, pixels: 5 });
  expect(workAtOnce(analyse(imageFrom([[Number.NaN]], 'float32')))).toMatchObject({
    unreal: 1,
    least: 0,
    most: 0,
    full: { low: 0, high: 0 },
  });
});

test('an image of one pixel, and a dark one, have a histogram too', () => {
  expect(workAtOnce(analyse(imageFrom([[7]]))).histogram).toEqual({ low: 7, width: 1, counts: [1, 0] });
  expect(workAtOnce(analyse(imageBy(3, 3, () => 0))).histogram.counts[0]).toBe(9);
});

test('bars of the histogram have as many whole values each, and none is lost', () => {
  const { histogram } = workAtOnce(analyse(ramp));
  expect(histogram.width).toBe(8);
  expect(new Set(histogram.counts.slice(0, -1))).toEqual(new Set([8]));
  expect(histogram.counts.reduce((sum, each) => sum + each, 0)).toBe(1000);
  expect(histogramEnds(histogram)).toEqual({ low: 0, high: 1000 });
});

test('a single pixel is seen in the histogram beside a million', () => {
  const [one = 0, million] = heightsOf({ low: 0, width: 1, counts: [1, 1_000_000] });
  expect(one).toBeGreaterThan(0.04);
  expect(million).toBe(1);
});

test('limits are those of the mode, and never of no length', () => {
  const ranges = workAtOnce(analyse(ramp));
  expect(limitsOf(ranges, { range: 'outer', fixed: null })).toEqual({ low: 0, high: 998 });
  expect(limitsOf(ranges, { range: 'fixed', fixed: { low: 5, high: 6 } })).toEqual({ low: 5, high: 6 });
  expect(limitsOf(workAtOnce(analyse(imageFrom([[3]]))), { range: 'full', fixed: null })).toEqual({ low: 3, high: 4 });
  expect(withLimit({ low: 5, high: 9 }, 'low', 12)).toEqual({ low: 9, high: 9 });
});

test('of a difference they lie as far below nothing as above it', () => {
  const range = (low: number, high: number) => ({ low, high });
  const ranges = { full: range(-9, 4), inner: range(-3, 2), outer: range(0, 0) };
  expect(limitsOfDifference(ranges, { range: 'full', fixedDifference: null })).toEqual(range(-9, 9));
  expect(limitsOfDifference(ranges, { range: 'fixed', fixedDifference: 7 })).toEqual(range(-7, 7));
  expect(limitsOfDifference(ranges, { range: 'outer', fixedDifference: 7 })).toEqual(range(-1, 1));
});

test('one scale for two images has what either of them has', () => {
  const range = (low: number, high: number) => ({ low, high });
  const one = { full: range(0, 5), inner: range(1, 4), outer: range(0, 5) };
  const other = { full: range(-1, 3), inner: range(2, 9), outer: range(2, 3) };
  expect(unitedRanges(one, other)).toEqual({ full: range(-1, 5), inner: range(1, 9), outer: range(0, 5) });
});

test('long work in slices is the same work, and ends with its signal', async () => {
  const signal = AbortSignal.abort(new Error('left'));
  await expect(workInSlices(analyse(ramp), signal)).rejects.toThrow('left');
  expect(await workInSlices(analyse(ramp), new AbortController().signal)).toEqual(workAtOnce(analyse(ramp)));
});
