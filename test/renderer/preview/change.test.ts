import { expect, test } from 'vitest';
import { changeOf, isFar, percentWords, spreadOf } from '../../../renderer/preview/change.ts';
import { placesOf } from '../../../renderer/preview/places.ts';
import { orderedRows, scalarRows } from '../../../renderer/preview/scalars.ts';
import { channelOf, missingOf, numberOf, previewOf } from './previews.ts';

test('a change is told in per cent of the reference and in σ of the last captures', () => {
  const spread = spreadOf([1, 2, 3, 4, 5]);
  expect(spread).toBeCloseTo(Math.sqrt(2.5), 12);
  const change = changeOf(8, -4, spread);
  expect(change).toMatchObject({ delta: 12, percent: 300 });
  expect(change?.sigmas).toBeCloseTo(12 / Math.sqrt(2.5), 12);
  expect(isFar(change)).toBe(true);
  expect(isFar(changeOf(3, 2, spread))).toBe(false);
});

test('nothing is said in σ where fewer than five captures are known, or where the value never changed', () => {
  expect(spreadOf([1, null, 3, Number.NaN, 4, 5])).toBeNull();
  expect(changeOf(2, 1, null)?.sigmas).toBeNull();
  expect(changeOf(2, 1, 0)?.sigmas).toBeNull();
});

test('there is no share of nothing, and no change against what is no number', () => {
  expect(changeOf(2, 0, null)?.percent).toBeNull();
  expect(changeOf(Number.NaN, 1, 1)).toBeNull();
  expect(changeOf(1, null, 1)).toBeNull();
  expect(percentWords(null)).toBe('from 0');
});

test.each([
  [34.783, '+34.78'],
  [-0.104, '−0.10'],
  [0.001, '0.00'],
  [-1234.5, '−1235'],
  [0, '0.00'],
])('%f %% is written %s', (percent, words) => expect(percentWords(percent)).toBe(words));

const wandering = [1, 2, 3, 4, 5, 6];
const reference = previewOf(1, [numberOf('A', 3), numberOf('B', 3), numberOf('C', 3), channelOf('T', { kind: 'text', text: 'open' })]);
const preview = previewOf(
  2,
  [numberOf('A', 4), numberOf('B', 9), numberOf('C', 300), channelOf('T', { kind: 'text', text: 'shut' })],
  [missingOf('M')],
);
const rows = scalarRows(
  placesOf(preview, reference, null).values,
  new Map([
    ['A', wandering],
    ['B', wandering],
  ]),
);
const namesOf = (found: readonly { name: string }[]) => found.map(({ name }) => name).join('');

test('the largest change in σ comes first; before it what is missing and texts that changed, after it what is known only by share', () => {
  expect(namesOf(orderedRows(rows, 'change', ''))).toBe('MTBAC');
});

test('by name, what is missing still comes first, and a text finds names in any case', () => {
  expect(namesOf(orderedRows(rows, 'name', ''))).toBe('MABCT');
  expect(namesOf(orderedRows(rows, 'name', ' b '))).toBe('B');
});
