import { expect, test } from 'vitest';
import { barsOf, histogramSays, placeOf, ticksOf, withRoom } from '../../../renderer/test-capture/histogram.ts';
import { measured, offsetWords, progressOf, rateWords, settingWords, typeWords, valueWords } from '../../../renderer/test-capture/words.ts';
import { spread, summary } from './found.ts';

const size = { width: 100, height: 40 };

test('the tallest bar fills the box, the others stand to it as their counts do, and none is drawn for nothing', () => {
  const bars = barsOf(spread.histogram, size);
  expect(bars.map(({ x, y, height, count }) => [x, y, height, count])).toEqual([
    [0, 0, 40, 4],
    [40, 20, 20, 2],
    [60, 30, 10, 1],
    [80, 30, 10, 1],
  ]);
  expect(bars[1]).toMatchObject({ fromMs: 20, toMs: 30 });
});

test('one reading among thousands is still seen', () => {
  const [, one] = barsOf({ fromMs: 0, stepMs: 1, counts: [100_000, 1] }, size);
  expect(one?.height).toBeGreaterThan(1);
});

test('an empty histogram has no bars and no ticks', () => {
  expect(barsOf({ fromMs: 0, stepMs: 0, counts: [] }, size)).toEqual([]);
  expect(barsOf({ fromMs: 0, stepMs: 1, counts: [0, 0] }, size)).toEqual([]);
  expect(ticksOf({ fromMs: 0, stepMs: 0, counts: [] }, 100)).toEqual([]);
});

test('readings that are all alike are drawn as a line in the middle, at their own place', () => {
  const alike = withRoom({ fromMs: 5, stepMs: 0.1, counts: [174] });
  expect(alike.counts).toEqual([0, 0, 0, 0, 174, 0, 0, 0, 0]);
  expect(barsOf(alike, { width: 90, height: 40 }).map(({ x, width }) => [x, width])).toEqual([[40, 10]]);
  expect(placeOf(5, alike, 90)).toBeCloseTo(40);
});

test('ticks stand at round numbers, on both sides of the pulse', () => {
  expect(ticksOf({ fromMs: -0.3, stepMs: 0.1, counts: [1, 1, 1, 1, 1, 1] }, 60).map(({ ms }) => ms)).toEqual([-0.2, 0, 0.2]);
  expect(ticksOf(spread.histogram, 100).map(({ ms, x }) => [ms, x])).toEqual([
    [0, 0],
    [10, 20],
    [20, 40],
    [30, 60],
    [40, 80],
    [50, 100],
  ]);
  expect(placeOf(-5, spread.histogram, 100)).toBe(0);
});

test('what is drawn is said too', () => {
  expect(histogramSays('Latency', spread)).toBe('Latency of 8 readings: half at most 12 ms, 95 % at most 30 ms, from 2 to 48 ms.');
});

test('measures are written with their units, and offsets with their sign', () => {
  expect([0.25, 4.2, 350, 1479, -12_000].map(measured)).toEqual(['0.25 ms', '4.2 ms', '350 ms', '1.48 s', '−12 s']);
  expect([12.3, -500, 0].map(offsetWords)).toEqual(['+12.3 ms', '−500 ms', '0.00 ms']);
  expect([0.333333, 1, 120.4].map(rateWords)).toEqual(['0.33 Hz', '1.00 Hz', '120 Hz']);
  expect(typeWords({ kind: 'image', dtype: 'uint16', shape: [960, 1280], samples: 1 })).toBe('image 960 × 1280 uint16');
});

test('a suggested setting is read as a person says it', () => {
  expect(valueWords('match', { kind: 'nearest', toleranceMs: 40 })).toBe('nearest in time, ± 40 ms');
  expect(valueWords('match', { kind: 'last', maxAgeMs: 5000 })).toBe('last value, at most 5000 ms old');
  expect(valueWords('match', { kind: 'pulse-id' })).toBe('by pulse ID');
  expect(valueWords('clockOffsetMs', -250)).toBe('−250 ms');
  expect(valueWords('type', 'image')).toBe('image');
  expect(valueWords('settleMs', null)).toBe('not set');
  expect(settingWords('match', { kind: 'last', maxAgeMs: 60_000 })).toBe('last value, at most 60000 ms old');
  expect([undefined, 200, { x: 1 }].map((value) => settingWords('settleMs', value))).toEqual(['not set', '200 ms', '{"x":1}']);
});

test('how far it is counts pulses or time, whichever ends it', () => {
  expect(progressOf(summary({ pulses: 25 }), 0)).toBe(0.25);
  const seconds = summary({ request: { ...summary().request, until: { seconds: 60 } } });
  expect(progressOf(seconds, Date.parse('2026-11-22T10:00:30.000Z'))).toBe(0.5);
});
