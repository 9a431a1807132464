import { expect, test } from 'vitest';
import { chartRows } from '../../../renderer/trends/chart-rows.ts';
import { silencesOf, silenceWords } from '../../../renderer/trends/silences.ts';
import { pointAt } from './points.ts';

const before = [1, 2, 3, 4].map((second) => pointAt(second));
const after = [3600, 3601, 3602].map((second) => pointAt(second));

test('where nobody captured for much longer than usual, the line is broken, and the time is told', () => {
  const points = [...before, ...after];
  const [silence, ...others] = silencesOf(points);
  expect(others).toEqual([]);
  expect(silence && silenceWords(silence)).toBe('No pulse was captured between 00:00:04 and 01:00:00 UTC.');
  const rows = chartRows(points, silencesOf(points)).rows.map(({ ms, value, silence: of }) => [ms, value, of === null]);
  expect(rows.slice(3, 6)).toEqual([
    [4000, 4, true],
    [1_802_000, null, false],
    [3_600_000, 3600, true],
  ]);
});

test('a capture without a value is no silence, nor is a step somewhat longer than the others', () => {
  expect(silencesOf([...before, pointAt(5, 'missing: silent'), pointAt(6), pointAt(9)])).toEqual([]);
});

test('of few captures nothing is usual', () => {
  expect(silencesOf([pointAt(1), pointAt(2), pointAt(3000)])).toEqual([]);
});
