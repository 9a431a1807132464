import { expect, test } from 'vitest';
import { curveDistance, curvePath, curveSpread, isCurveFar, spanOf } from '../../../renderer/preview/curves.ts';

const curve = (...points: number[]) => new Float32Array(points);

test('a curve is drawn from its least at the bottom to its most at the top; what is no number breaks it', () => {
  const span = spanOf(curve(0, 10, Number.NaN, 5)) ?? { low: 0, high: 0 };
  expect(curvePath(curve(0, 10, Number.NaN, 5), span, 30, 10)).toBe('M0.0 10.0L10.0 0.0M30.0 5.0h1');
  expect(curvePath(curve(3, 3), { low: 3, high: 3 }, 10, 10)).toBe('M0.0 5.0L10.0 5.0');
  expect(spanOf(curve(Number.NaN))).toBeNull();
  expect(spanOf(curve(1, 2), curve(-5))).toEqual({ low: -5, high: 2 });
});

test('how much a curve wanders is taken from five captures or more that have as many points', () => {
  const history = [1, 2, 3, 4, 5].map((level) => curve(level, 0));
  expect(curveSpread(history, 2)).toBeCloseTo(Math.sqrt(2.5 / 2), 6);
  expect(curveSpread(history.slice(1), 2)).toBeNull();
  expect(curveSpread([...history.slice(1), curve(1, 2, 3)], 2)).toBeNull();
});

test('two curves differ where the way between them is more than three σ', () => {
  const distance = curveDistance(curve(4, 0), curve(0, 0));
  expect(distance).toBeCloseTo(Math.sqrt(8), 6);
  expect(isCurveFar(distance, 0.9)).toBe(true);
  expect(isCurveFar(distance, 1)).toBe(false);
  expect(isCurveFar(distance, null)).toBe(false);
  expect(curveDistance(curve(1), curve(1, 2))).toBeNull();
});
