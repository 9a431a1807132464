import { expect, test } from 'vitest';
import { bytes, clockOf, countdown, counted, duration, grouped } from '../../renderer/words/numbers.ts';

test('durations are as exact as a person needs them', () => {
  const told = [1.2, 40, 99.9, 100, 3100, 9949, 9960, 57_000, 99_400, 100_000, 552_000, 7_500_000, 200_000_000].map(duration);
  expect(told).toEqual([
    ...['0.001 s', '0.040 s', '0.100 s', '0.1 s', '3.1 s', '9.9 s', '10 s', '57 s', '99 s', '1 min 40 s', '9 min 12 s'],
    ...['2 h 5 min', '2 days'],
  ]);
  expect(duration(-4200)).toBe('−4.2 s');
});

test('sizes have two or three figures', () => {
  expect([0, 999, 1000, 12_400_000, 84_000_000, 999_600, 412e9, 5e15].map(bytes)).toEqual([
    ...['0 B', '999 B', '1.0 kB', '12.4 MB', '84.0 MB', '1.0 MB', '412 GB', '5000 TB'],
  ]);
});

test('pulse IDs have thin spaces, countdowns are clocks, plurals are right', () => {
  expect(grouped('423648100800')).toBe('423\u2009648\u2009100\u2009800');
  expect([0, 400, 57_000, 61_000, -5].map(countdown)).toEqual(['0:00', '0:01', '0:57', '1:01', '0:00']);
  expect([counted(1, 'file'), counted(2, 'file'), counted(1200, 'device')]).toEqual(['1 file', '2 files', '1\u2009200 devices']);
});

test('a time of a pulse is told in UTC to the second, never rounded up', () => {
  expect(clockOf('1795344480999999999')).toBe('10:48:00');
});
