import { expect, test } from 'vitest';
import { axesOf, hasPixelSize } from '../../../renderer/image/axes.ts';
import { excludedWords, pixelWords } from '../../../renderer/image/image-says.ts';
import { widthAt } from '../../../renderer/image/peak-width.ts';
import { profileAlong, profileFigures, profileOn } from '../../../renderer/image/profile.ts';
import { withNewest } from '../../../renderer/image/settings.ts';
import { imageBy, imageFrom } from './stage.ts';

const image = imageBy(5, 4, (row, column) => row * 10 + column);

test('a profile is the mean of some pixels side by side, around its place', () => {
  expect([...profileAlong(image, 'x', 2.5, 1)]).toEqual([20, 21, 22, 23]);
  expect([...profileAlong(image, 'x', 2.5, 3)]).toEqual([20, 21, 22, 23]);
  expect([...profileAlong(image, 'y', 0.5, 1)]).toEqual([0, 10, 20, 30, 40]);
  expect([...profileAlong(image, 'y', 2, 2)]).toEqual([1.5, 11.5, 21.5, 31.5, 41.5]);
});

test('at the edge of the image it has as many as there are', () => {
  expect([...profileAlong(image, 'x', 0.5, 5)]).toEqual([10, 11, 12, 13]);
  expect([...profileAlong(image, 'x', 99, 1)]).toEqual([40, 41, 42, 43]);
});

test('along a line there is a number for each pixel of its length', () => {
  expect([...profileOn(image, { from: { x: 0.5, y: 0.5 }, to: { x: 3.5, y: 0.5 } }, 1)]).toEqual([0, 1, 2, 3]);
  expect([...profileOn(image, { from: { x: 1.5, y: 0.5 }, to: { x: 1.5, y: 4.5 } }, 3)]).toEqual([1, 11, 21, 31, 41]);
  expect([...profileOn(image, { from: { x: 3.5, y: 0.5 }, to: { x: 5.5, y: 0.5 } }, 1)]).toEqual([3, Number.NaN, Number.NaN]);
});

test('what is no number is left out of its means', () => {
  expect([
    ...profileAlong(
      imageFrom(
        [
          [1, Number.NaN],
          [3, Number.NaN],
        ],
        'float32',
      ),
      'x',
      1,
      2,
    ),
  ]).toEqual([2, Number.NaN]);
});

test('widths are told between two numbers, on a straight line', () => {
  expect(widthAt(Float64Array.of(0, 0, 4, 8, 4, 0, 0), 0.5)).toEqual({ from: 2, to: 4, width: 2 });
  expect(widthAt(Float64Array.of(10, 10, 20, 10, 10), 0.5)).toEqual({ from: 1.5, to: 2.5, width: 1 });
});

test('the width of a Gaussian is 2.355 σ, and at 1/e² 4 σ', () => {
  const gaussian = Float64Array.from({ length: 201 }, (_, at) => 50 + 1000 * Math.exp(-((at - 90.3) ** 2) / (2 * 12 ** 2)));
  const { centre, fwhm, e2 } = profileFigures(gaussian);
  expect(centre).toBeCloseTo(90.3, 1);
  expect(fwhm).toBeCloseTo(2.3548 * 12, 1);
  expect(e2).toBeCloseTo(4 * 12, 1);
});

test('a peak at the edge ends there; what is flat has no width', () => {
  expect(widthAt(Float64Array.of(8, 4, 0), 0.5)).toEqual({ from: 0, to: 1, width: 1 });
  expect(widthAt(Float64Array.of(3, 3, 3), 0.5)).toBe(null);
  expect(widthAt(Float64Array.of(Number.NaN), 0.5)).toBe(null);
  expect(profileFigures(new Float64Array())).toEqual({ centre: null, fwhm: null, e2: null });
});

test('axes are in the units of the file where they are wanted and known', () => {
  const attributes = { x_pixel_size: 5.86, x_pixel_units: 'um', y_pixel_size: 'large' };
  expect(hasPixelSize(attributes)).toBe(true);
  expect(hasPixelSize({ x_pixel_size: 0 })).toBe(false);
  expect(axesOf(attributes, true, 2)).toEqual({ x: { size: 11.72, units: 'um' }, y: { size: 2, units: 'px' } });
  expect(axesOf(attributes, false, 1)).toEqual({ x: { size: 1, units: 'px' }, y: { size: 1, units: 'px' } });
});

test('a sentence counts what does not set the range', () => {
  expect(excludedWords({ saturated: 0, hot: new Uint32Array(), pixels: 9 })).toBe(null);
  expect(excludedWords({ saturated: 9, hot: Uint32Array.of(4), pixels: 19_200 })).toBe(
    '10 of 19\u2009200 pixels are saturated or hot. They do not set the range.',
  );
  expect(excludedWords({ saturated: 0, hot: Uint32Array.of(4), pixels: 20 })).toBe('1 of 20 pixels is hot. It does not set the range.');
  expect(excludedWords({ saturated: 4, hot: new Uint32Array(), pixels: 4 })).toBe(
    '4 of 4 pixels are saturated. All of them are, so they set the range.',
  );
});

test('the pixel under the pointer is told with its place and value', () => {
  expect(pixelWords(image, { column: 3, row: 2 }, 'counts')).toBe('x 3, y 2: 23 counts');
  expect(pixelWords(imageFrom([[Number.NaN]], 'float32'), { column: 0, row: 0 }, '')).toBe('x 0, y 0: no number');
});

test('settings of channels looked at longest ago are forgotten', () => {
  const three = ['a', 'b', 'c'].reduce<ReadonlyMap<string, number>>((map, name, at) => withNewest(map, name, at, 2), new Map());
  expect([...three]).toEqual([
    ['b', 1],
    ['c', 2],
  ]);
  expect([...withNewest(three, 'b', 9, 2).keys()]).toEqual(['c', 'b']);
});
