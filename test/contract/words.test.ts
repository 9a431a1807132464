import { expect, test } from 'vitest';
import { counted, duration, listed } from '../../core/contract/words.ts';

test.each([
  [0.25, '0.25 ms'],
  [7.46, '7.5 ms'],
  [42.3, '42 ms'],
  [4200, '4.2 s'],
  [300_000, '5 min'],
  [7_200_000, '2 h'],
  [864_000_000, '10 days'],
])('%d milliseconds are said as %s', (value, text) => expect(duration(value)).toBe(text));

test('one is one, and others are many', () => {
  expect([0, 1, 2].map((count) => counted(count, 'pulse'))).toEqual(['0 pulses', '1 pulse', '2 pulses']);
});

test('so many names are told, and the rest are counted', () => {
  expect(listed([], 2)).toBe('');
  expect(listed(['A', 'B'], 2)).toBe('A, B');
  expect(listed(['A', 'B', 'C', 'D'], 2)).toBe('A, B and 2 more');
});
