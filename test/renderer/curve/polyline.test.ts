import { describe, expect, test } from 'vitest';
import { polylineOf } from '../../../renderer/curve/polyline.ts';
import { type Series, seriesOf } from '../../../renderer/curve/series.ts';
import { axisOf, type Span } from '../../../renderer/curve/span.ts';
import { curve } from './curves.ts';

const box = { width: 100, height: 50 };

function drawn(series: Series, x: Span, y: Span, yKind: 'linear' | 'log' = 'linear') {
  return polylineOf(series, { x: axisOf(x, 'linear'), y: axisOf(y, yKind) }, box);
}

function pairs(points: readonly number[]): number[][] {
  return Array.from({ length: points.length / 2 }, (_, at) => points.slice(2 * at, 2 * at + 2));
}

describe('a curve as it is drawn', () => {
  test('has every point where there is room for them', () => {
    const { points, isWhole } = drawn(curve([0, 5, 10], [0, 10, 5]), { from: 0, to: 10 }, { from: 0, to: 10 });
    expect(pairs(points)).toEqual([
      [0, 50],
      [50, 0],
      [100, 25],
    ]);
    expect(isWhole).toBe(true);
  });

  test('of a million points keeps each spike, up and down, in four points for each column at most', () => {
    const y = new Float64Array(1_000_000);
    y[123_456] = 9;
    y[765_432] = -7;
    const { points, isWhole } = drawn(seriesOf(y, null), { from: 0, to: 999_999 }, { from: -10, to: 10 });
    const tops = pairs(points).map(([, top]) => top);
    expect(Math.min(...tops.map(Number))).toBeCloseTo((1 - 19 / 20) * 50);
    expect(Math.max(...tops.map(Number))).toBeCloseTo((1 - 3 / 20) * 50);
    expect(points.length / 2).toBeLessThanOrEqual(4 * 102);
    expect(isWhole).toBe(false);
  });

  test('of many points is broken where there is no number too, and only there', () => {
    const y = Float64Array.from({ length: 100_000 }, (_, at) => (at === 50_500 ? Number.NaN : at % 2));
    const { points } = drawn(seriesOf(y, null), { from: 0, to: 100_000 }, { from: -1, to: 2 });
    const broken = pairs(points).flatMap(([left], at) => (Number.isNaN(left) ? [at] : []));
    expect(broken).toHaveLength(1);
    expect(pairs(points)[(broken[0] ?? 0) - 1]?.[0]).toBeCloseTo(50.499);
    expect(pairs(points)[(broken[0] ?? 0) + 1]?.[0]).toBeCloseTo(50.501);
  });

  test('of many points is the same as each point placed by itself would make it', () => {
    const y = Float64Array.from({ length: 5000 }, (_, at) => Math.sin(at * 12.9898) * at);
    const rising = seriesOf(y, null);
    const sight = [
      { from: 100.5, to: 4700.25 },
      { from: -3000, to: 3000 },
    ] as const;
    const fast = pairs(drawn(rising, ...sight).points);
    const slow = pairs(drawn({ ...rising, isRising: false }, ...sight).points).filter(([left = 0]) => left >= 0 && left < 100);
    expect(fast.filter(([left = 0]) => left >= 0 && left < 100)).toEqual(slow);
  });

  test('begins and ends beyond the frame, so that lines run into it', () => {
    const { points } = drawn(curve([0, 1, 2, 3, 4, 5], [0, 1, 2, 3, 4, 5]), { from: 1.5, to: 3.5 }, { from: 0, to: 5 });
    expect(pairs(points).map(([left]) => left)).toEqual([-25, 25, 75, 125]);
  });

  test('is broken where there is no number, and before and after it goes on', () => {
    const { points } = drawn(curve([0, 1, 2, 3], [1, Number.NaN, 1, 1]), { from: 0, to: 4 }, { from: 0, to: 2 });
    expect(pairs(points)).toEqual([
      [0, 25],
      [Number.NaN, Number.NaN],
      [50, 25],
      [75, 25],
    ]);
  });

  test('has no place for zero and below on a logarithmic axis', () => {
    const { points } = drawn(curve([0, 1, 2], [0, 10, -1]), { from: 0, to: 2 }, { from: 1, to: 100 }, 'log');
    expect(pairs(points).filter(([left]) => !Number.isNaN(left))).toEqual([[50, 25]]);
  });

  test('follows its points in their order where x goes back', () => {
    const { points } = drawn(curve([0, 10, 5], [0, 10, 0]), { from: 0, to: 10 }, { from: 0, to: 10 });
    expect(pairs(points)).toEqual([
      [0, 50],
      [100, 0],
      [50, 50],
    ]);
  });

  test('is nothing without points, and nothing where none is a number', () => {
    expect(drawn(curve([], []), { from: 0, to: 1 }, { from: 0, to: 1 }).points).toEqual([]);
    expect(drawn(curve([0, 1], [Number.NaN, Number.NaN]), { from: 0, to: 1 }, { from: 0, to: 1 }).points).toEqual([]);
  });
});
