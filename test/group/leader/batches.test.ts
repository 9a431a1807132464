import { expect, test } from 'vitest';
import { batchesOf, charactersIn } from '../../../core/group/leader/batches.ts';

const lengths = (batches: readonly unknown[][]) => batches.map(({ length }) => length);

test('a message carries at most 500 of a list, in order', () => {
  const batches = batchesOf(Array.from({ length: 1001 }).keys(), () => 1);
  expect(lengths(batches)).toEqual([500, 500, 1]);
  expect(batches.flat()).toEqual([...Array(1001).keys()]);
});

test('a message carries at most 4 MB of characters, or one item that is larger', () => {
  expect(lengths(batchesOf([3_000_000, 1_000_000, 1, 5_000_000, 1], (size) => size))).toEqual([2, 1, 1, 1]);
});

test('of nothing there is no message', () => {
  expect(batchesOf([], () => 1)).toEqual([]);
});

test('names are counted with their quotes and commas', () => {
  expect(charactersIn(['ab', 'c'])).toBe(JSON.stringify(['ab', 'c']).length - 1);
});
