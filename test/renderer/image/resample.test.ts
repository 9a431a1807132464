import { expect, test } from 'vitest';
import { differenceOf } from '../../../renderer/image/difference.ts';
import { imageCsv, imageFileName, pixelsIn } from '../../../renderer/image/export-csv.ts';
import { everyOf, imageOf } from '../../../renderer/image/image.ts';
import { addPlaces, paintMarks } from '../../../renderer/image/marks.ts';
import { markedIn, resample } from '../../../renderer/image/resample.ts';
import { workAtOnce } from '../../../renderer/image/work.ts';
import { imageBy, imageFrom } from './stage.ts';

const four = imageFrom([
  [1, 2, 3, 4],
  [5, 6, 7, 8],
]);
const window = { left: 0, top: 0, kx: 1, ky: 1, width: 4, height: 2 };

test('enlarged, each pixel is as it is, with sharp edges', () => {
  expect([...resample(four, { ...window, left: 1, kx: 2, ky: 2, width: 4, height: 2 })]).toEqual([2, 2, 3, 3, 2, 2, 3, 3]);
  expect([...resample(four, { ...window, left: 0.5, kx: 3, ky: 1, width: 3, height: 1 })]).toEqual([1, 2, 2]);
});

test('made smaller, it is the mean of those that lie in one pixel', () => {
  expect([...resample(four, { ...window, kx: 0.5, ky: 0.5, width: 2, height: 1 })]).toEqual([4, 6]); // 3.5 and 5.5, as whole numbers
  expect([
    ...resample(
      imageBy(2, 4, (row, column) => row * 4 + column + 1, 'float32'),
      { ...window, kx: 0.5, ky: 0.5, width: 2, height: 1 },
    ),
  ]).toEqual([3.5, 5.5]);
});

test('one way smaller and the other larger works too, for images of few rows', () => {
  expect([...resample(four, { ...window, kx: 0.5, ky: 2, width: 2, height: 4 })]).toEqual([2, 4, 2, 4, 6, 8, 6, 8]);
});

test('what is no number is left out of a mean, and seen where it is alone', () => {
  const image = imageFrom([[Number.NaN, 4, Number.NaN, Number.NaN]], 'float32');
  expect([...resample(image, { ...window, kx: 0.5, width: 2, height: 1 })]).toEqual([4, Number.NaN]);
});

test('every pixel of the image is in the picture at any size', () => {
  const image = imageBy(1, 997, () => 1, 'float32');
  for (const width of [10, 333, 700, 996]) {
    const marked = markedIn(
      { ...image, numbers: image.numbers.map((_, at) => (at % 50 === 0 ? 9 : 0)) },
      { ...window, kx: width / 997, width, height: 1 },
      9,
    );
    expect(
      marked.reduce((sum, each) => sum + each, 0),
      String(width),
    ).toBe(Math.min(width, 20));
  }
});

test('a single saturated pixel is marked however small it is drawn, with its neighbours', () => {
  const painted = new Uint8ClampedArray(5 * 3 * 4);
  const marked = new Uint8Array(15);
  addPlaces(marked, Uint32Array.of(4 * 10 + 4), 10, { left: 0, top: 0, kx: 0.5, ky: 0.25, width: 5, height: 3 });
  paintMarks(painted, marked, 5, [9, 8, 7], 1);
  const red = [...painted].filter((_, at) => at % 4 === 0);
  expect(red).toEqual([0, 9, 9, 9, 0, 0, 9, 9, 9, 0, 0, 9, 9, 9, 0]);
});

test('enlarged, the mark is as large as the pixel; what is out of sight is not marked', () => {
  const marked = new Uint8Array(16);
  addPlaces(marked, Uint32Array.of(0, 3), 2, { left: 0, top: 0, kx: 2, ky: 2, width: 4, height: 4 });
  expect([...marked]).toEqual([1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 1, 1, 0, 0, 1, 1]);
});

test('a difference goes below zero, and there is none of images of different shapes', () => {
  const other = imageFrom([
    [4, 3, 2, 1],
    [0, 0, 0, 60_000],
  ]);
  expect([...(differenceOf(four, other)?.numbers ?? [])]).toEqual([-3, -1, 1, 3, 5, 6, 7, -59_992]);
  expect(
    differenceOf(
      four,
      imageBy(4, 2, () => 0),
    ),
  ).toBe(null);
});

test('a bit depth says where a pixel is saturated; without one its type does', () => {
  const numbers = Uint16Array.of(1);
  const of = (bits: number | undefined) =>
    imageOf({ dtype: 'uint16', shape: [1, 1], numbers }, { attributes: bits === undefined ? {} : { bit_depth: bits } }, 1).saturation;
  expect([of(12), of(undefined), of(20)]).toEqual([4095, 65_535, 65_535]);
  expect(imageOf({ dtype: 'float32', shape: [1, 1], numbers: Float32Array.of(1) }, { attributes: { bit_depth: 12 } }, 1).saturation).toBe(
    null,
  );
});

test('of an image above 64 MB every so many-th pixel is read', () => {
  expect(everyOf({ dtype: 'uint16', shape: [4096, 8192] })).toBe(1);
  expect(everyOf({ dtype: 'uint16', shape: [10_000, 10_000] })).toBe(2);
  expect(everyOf({ dtype: 'float64', shape: [20_000, 20_000] })).toBe(7);
});

test('CSV has the places along x first, then a line for each row, with all digits', () => {
  const image = imageFrom(
    [
      [0, 0, 0],
      [0, 0.1, 123_456.789],
      [0, Number.NaN, -1e-9],
    ],
    'float64',
  );
  expect(workAtOnce(imageCsv(image, { x: 1, y: 1, width: 9, height: 9 })).join('')).toBe('y\\x,1,2\r\n1,0.1,123456.789\r\n2,NaN,-1e-9\r\n');
});

test('the pixels in sight are those whose middles are', () => {
  expect(pixelsIn({ x: 3.4, y: 0.6, width: 10, height: 2 })).toEqual({ x: 3, y: 1, width: 10, height: 2 });
});

test('a file is named by its channel and its pulse', () => {
  expect(imageFileName('PM 1/a', '42', 'seen')).toBe('PM_1_a_42_seen');
});
