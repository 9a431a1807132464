import { expect, test } from 'vitest';
import { startTime, windowOf } from '../../../core/sources/kafka/window.ts';
import { beginMs, channel, pulseOf } from './stage.ts';

const times = { leewayMs: 20, settleMs: 2000 };
const pulseMs = beginMs + 1000;

test('begins the leeway before the pulse and ends the settle time after it', () => {
  expect(windowOf(channel('A'), pulseOf(10), times)).toEqual({ pulseMs, floorMs: pulseMs - 20, ceilingMs: pulseMs + 2000 });
});

test('is as wide as the tolerance on both sides, and moved by the device’s clock', () => {
  const near = channel('A', 'A', { match: { kind: 'nearest', toleranceMs: 100 }, clockOffsetMs: 3000, settleMs: 500 });
  expect(windowOf(near, pulseOf(10), times)).toEqual({ pulseMs: pulseMs + 3000, floorMs: pulseMs + 2880, ceilingMs: pulseMs + 3600 });
});

test('begins later where readings came late, but never later than the last one came', () => {
  const window = windowOf(channel('A'), pulseOf(10), times);
  for (const lagMs of [0, 5, 39, 40, 100, 333, 1500, 60_000]) {
    const shift = startTime(channel('A'), window, lagMs, 20) - window.floorMs;
    expect(shift).toBeGreaterThanOrEqual(0);
    expect(shift).toBeLessThanOrEqual(lagMs / 2);
  }
});

test('begins early enough where Kafka’s times ran before the pulse’s', () => {
  const window = windowOf(channel('A'), pulseOf(10), times);
  for (const lagMs of [-4, -10, -100, -730, -60_000]) {
    expect(startTime(channel('A'), window, lagMs, 20)).toBeLessThanOrEqual(pulseMs + lagMs);
  }
});

test('brings topics of nearly the same lag to the same few moments', () => {
  const window = windowOf(channel('A'), pulseOf(10), times);
  const starts = new Set(Array.from({ length: 2000 }, (_, lagMs) => startTime(channel('A'), window, lagMs - 1000, 20)));
  expect(starts.size).toBeLessThan(16);
});

test('ignores a late lag where the nearest or the last is looked for', () => {
  const near = channel('A', 'A', { match: { kind: 'nearest', toleranceMs: 100 } });
  const window = windowOf(near, pulseOf(10), times);
  expect(startTime(near, window, 500, 20)).toBe(window.floorMs);
});
