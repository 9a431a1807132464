import { expect, test } from 'vitest';
import { tracePath } from '../../../renderer/devices/trace.ts';
import { readable } from '../../../renderer/devices/value-words.ts';

test('a trace reaches from the smallest at the bottom to the largest at the top', () => {
  expect(tracePath([1, 3, 2], 20, 10)).toBe('M0 10L10 0L19 5');
});

test('a constant line lies in the middle, and no point draws nothing', () => {
  expect(tracePath([7, 7], 20, 10)).toBe('M0 5L19 5');
  expect(tracePath([], 20, 10)).toBe('');
  expect(tracePath([null, null], 20, 10)).toBe('');
});

test('a gap stays a gap, and a point between two of them can be seen', () => {
  expect(tracePath([0, null, 10, null, 0, 0], 50, 10)).toBe('M0 10h1M20 0h1M40 10L49 10');
});

test('a number has five digits that count and a true minus; a whole one has all of its digits', () => {
  expect(['0', '-12.3456789', '0.018123456', '423648000010', '18446744073709551615'].map((text) => readable(text))).toEqual([
    ...['0', '−12.346', '0.018123', '423648000010', '18446744073709551615'],
  ]);
  expect(['7.4612e-6', '-1.5e12', 'NaN', 'Infinity'].map((text) => readable(text))).toEqual([
    '7.4612 × 10⁻⁶',
    '−1.5 × 10¹²',
    'NaN',
    'Infinity',
  ]);
});
