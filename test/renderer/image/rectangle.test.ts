import { expect, test } from 'vitest';
import { figureRows, figureWords, signedWords } from '../../../renderer/image/figure-rows.ts';
import { figuresIn, insideOf, movedTo, rectangleBetween } from '../../../renderer/image/rectangle.ts';
import { dragged, rectangleKey, typed } from '../../../renderer/image/rectangle-change.ts';
import { workAtOnce } from '../../../renderer/image/work.ts';
import { imageBy, imageFrom } from './stage.ts';

const size = { rows: 30, columns: 40 };
const five = imageFrom(
  [
    [9, 9, 9, 9, 9],
    [9, 1, 2, 1, 9],
    [9, 2, 8, 2, 9],
    [9, 1, 2, 1, 9],
    [9, 9, 9, 9, 9],
  ],
  'uint8',
  3,
);
const inner = { x: 1, y: 1, width: 3, height: 3 };

test('pixels whose middles lie in the rectangle count, from its first edge to before its last', () => {
  const { pixels, real, sum, mean, least, most } = workAtOnce(figuresIn(five, inner));
  expect({ pixels, real, sum, mean, least, most }).toEqual({ pixels: 9, real: 9, sum: 20, mean: 20 / 9, least: 1, most: 8 });
});

test('the deviation is the root of the mean square of what they differ from the mean', () => {
  // 84 is the sum of the squares
  expect(workAtOnce(figuresIn(five, inner)).deviation).toBeCloseTo(Math.sqrt(84 / 9 - (20 / 9) ** 2), 12);
  expect(
    workAtOnce(
      figuresIn(
        imageBy(5, 5, () => 60_001),
        { x: 0, y: 0, width: 5, height: 5 },
      ),
    ).deviation,
  ).toBe(0);
});

test('the centroid is counted from the middle of the first pixel of the image, over the least of the sums', () => {
  const { centroidX, centroidY } = workAtOnce(figuresIn(five, inner));
  expect([centroidX, centroidY]).toEqual([2, 2]);
  const beside = imageFrom([[5, 5, 9, 6, 5]]); // over 5: 4 at 2 and 1 at 3
  expect(workAtOnce(figuresIn(beside, { x: 0, y: 0, width: 5, height: 1 })).centroidX).toBe(2.2);
});

test('the full width at half maximum is that of the sums of columns and rows', () => {
  // sums of columns 4, 12, 4: half is 8, crossed in the middle between two of them
  expect(workAtOnce(figuresIn(five, inner))).toMatchObject({ fwhmX: 1, fwhmY: 1 });
});

test('a dark rectangle has no centre and no width', () => {
  expect(
    workAtOnce(
      figuresIn(
        imageBy(4, 4, () => 7),
        { x: 0, y: 0, width: 4, height: 4 },
      ),
    ),
  ).toMatchObject({
    ...{ centroidX: null, centroidY: null, fwhmX: null, fwhmY: null, deviation: 0 },
  });
});

test('saturated are pixels at the most that the bit depth can tell, and above; floats never are', () => {
  expect(workAtOnce(figuresIn(five, inner)).saturated).toBe(1);
  expect(
    workAtOnce(
      figuresIn(
        imageBy(2, 2, () => 1e9, 'float32'),
        inner,
      ),
    ).saturated,
  ).toBe(null);
});

test('what is no number counts for nothing and is told', () => {
  const image = imageFrom([[1, Number.NaN, 3, Number.POSITIVE_INFINITY]], 'float64');
  const figures = workAtOnce(figuresIn(image, { x: 0, y: 0, width: 4, height: 1 }));
  expect(figures).toMatchObject({ pixels: 4, real: 2, sum: 4, mean: 2, least: 1, most: 3 });
  const none = workAtOnce(figuresIn(imageFrom([[Number.NaN]], 'float64'), { x: 0, y: 0, width: 1, height: 1 }));
  expect(none).toMatchObject({ real: 0, mean: null, deviation: null, least: null, most: null });
});

test('figures of a large part stop on their way, so that the page can answer', () => {
  const large = imageBy(900, 900, () => 1);
  const work = figuresIn(large, { x: 0, y: 0, width: 900, height: 900 });
  expect(work.next().done).toBe(false);
  expect(workAtOnce(work).sum).toBe(810_000);
});

test('a rectangle never leaves the image and keeps one pixel', () => {
  expect(insideOf({ x: -5, y: 28, width: 10, height: 10 }, size)).toEqual({ x: 0, y: 28, width: 5, height: 2 });
  expect(movedTo({ x: 1, y: 1, width: 10, height: 10 }, 99, -4, size)).toEqual({ x: 30, y: 0, width: 10, height: 10 });
  expect(rectangleBetween({ x: 8.6, y: 3.2 }, { x: 4.4, y: 3.3 })).toEqual({ x: 4, y: 3, width: 5, height: 1 });
});

test('handles move the edges they are at; the inside moves all of it', () => {
  const from = { x: 10, y: 10, width: 5, height: 5 };
  expect(dragged(from, null, 2.4, -3.6, size)).toEqual({ x: 12, y: 6, width: 5, height: 5 });
  expect(dragged(from, { x: -1, y: 0 }, 20, 7, size)).toEqual({ x: 14, y: 10, width: 1, height: 5 });
  expect(dragged(from, { x: 1, y: 1 }, 100, -2, size)).toEqual({ x: 10, y: 10, width: 30, height: 3 });
});

test('arrow keys move it, with Shift they size it, with Ctrl by ten', () => {
  const from = { x: 10, y: 10, width: 5, height: 5 };
  const key = (name: string, shiftKey = false, ctrlKey = false) => rectangleKey(from, { key: name, shiftKey, ctrlKey }, size);
  expect(key('ArrowRight')).toEqual({ ...from, x: 11 });
  expect(key('ArrowDown', true)).toEqual({ ...from, height: 6 });
  expect(key('ArrowLeft', true, true)).toEqual({ ...from, width: 1 });
  expect(key('a')).toBe(null);
});

test('typed numbers become whole pixels of the image', () => {
  expect(typed({ x: 1, y: 1, width: 4, height: 4 }, { x: 38.6 }, size)).toEqual({ x: 39, y: 1, width: 1, height: 4 });
});

test('values are compared by share, positions and counts by their difference, in the units of the axes', () => {
  const now = workAtOnce(figuresIn(five, inner));
  const rows = figureRows(now, { ...now, mean: 2, centroidX: 1.5, saturated: 0 }, 'counts', {
    x: { size: 2, units: 'mm' },
    y: { size: 1, units: 'px' },
  });
  const row = (name: string) => rows.find((each) => each.name === name);
  expect(row('Mean')).toEqual({ name: 'Mean', units: 'counts', now: '2.2222', before: '2', change: '+11.11 %' });
  expect(row('Centroid x')).toEqual({ name: 'Centroid x', units: 'mm', now: '4', before: '3', change: '+1' });
  expect(row('Saturated')).toMatchObject({ now: '1', before: '0', change: '+1' });
});

test('whole numbers keep all their digits, in groups', () => {
  expect(figureWords(3_345_122)).toBe('3\u2009345\u2009122');
  expect(figureWords(-0.123456)).toBe('−0.12346');
  expect(figureWords(null)).toBe('–');
  expect([signedWords(1.2345), signedWords(-0.5), signedWords(0)]).toEqual(['+1.23', '−0.5', '0']);
});
