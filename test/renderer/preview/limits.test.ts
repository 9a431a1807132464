import { expect, test } from 'vitest';
import { figureWords, imageChange } from '../../../renderer/preview/image-words.ts';
import { differenceLimits, differenceOf, limitsOf, unitedLimits } from '../../../renderer/preview/limits.ts';
import { darkFigures, smallHeader } from './previews.ts';

test('the range of an image is that of the percentiles that were chosen', () => {
  expect(limitsOf(smallHeader, 'inner')).toEqual({ low: 2, high: 70 });
  expect(limitsOf(smallHeader, 'outer')).toEqual({ low: 1, high: 90 });
  expect(limitsOf(smallHeader, 'full')).toEqual({ low: 0, high: 100 });
});

test('an image of one value alone has a range all the same', () => {
  expect(limitsOf({ ...smallHeader, percentiles: [7, 7, 7, 7, 7, 7] }, 'inner')).toEqual({ low: 7, high: 8 });
});

test('one scale for all spans the darkest and the brightest', () => {
  expect(
    unitedLimits([
      { low: 3, high: 9 },
      { low: 1, high: 4 },
    ]),
  ).toEqual({ low: 1, high: 9 });
  expect(unitedLimits([])).toBeNull();
});

test('a difference is drawn evenly about nothing, and one hot pixel does not make the others grey', () => {
  const difference = differenceOf(new Float32Array([5, 1, 2]), new Float32Array([1, 4, 2]));
  expect([...difference]).toEqual([4, -3, 0]);
  expect(differenceLimits(difference)).toEqual({ low: -4, high: 4 });
  const hot = new Float32Array(1000).fill(2).fill(60_000, 0, 1);
  expect(differenceLimits(hot)).toEqual({ low: -2, high: 2 });
  expect(differenceLimits(new Float32Array(4))).toEqual({ low: -1, high: 1 });
});

test('a drop of the sum by a fifth is framed, one of some per cent is told', () => {
  expect(imageChange({ ...darkFigures, sum: 790 }, darkFigures, 200)).toEqual({ words: 'sum −21 %', isFar: true });
  expect(imageChange({ ...darkFigures, sum: 1023 }, darkFigures, 200)).toEqual({ words: 'sum +2.3 %', isFar: false });
});

test('a middle that has moved is told before a sum that has not', () => {
  const moved = { ...darkFigures, centroidX: 80, centroidY: 63 };
  expect(imageChange(moved, darkFigures, 200)).toEqual({ words: 'centre 38 px off', isFar: true });
  expect(imageChange({ ...moved, centroidX: null }, darkFigures, 200).words).toBe('sum 0.0 %');
});

test('of an image about nothing, as a wavefront, the mean is told in shares of what its values span', () => {
  const wavefront = { ...darkFigures, min: -1, max: 1, mean: 0.01, sum: 3 };
  expect(imageChange({ ...wavefront, mean: 0.05, sum: 15 }, wavefront, 64)).toEqual({ words: '+2.0 % of span', isFar: false });
  expect(imageChange({ ...wavefront, mean: 0.5 }, wavefront, 64).isFar).toBe(true);
});

test('a mean has three digits that count', () => expect(figureWords({ mean: 845.123 })).toBe('mean 845'));
