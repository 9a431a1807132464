import { describe, expect, test } from 'vitest';
import { axisOf, opened, padded, panned, part, zoomed } from '../../../renderer/curve/span.ts';
import { ticksOf } from '../../../renderer/curve/ticks.ts';

describe('an axis', () => {
  test('zoomed at a place keeps the value there', () => {
    const before = { from: 10, to: 20 };
    const after = zoomed(before, 'linear', 0.5, 0.25);
    expect(after).toEqual({ from: 11.25, to: 16.25 });
    expect(axisOf(after, 'linear').valueAt(0.25)).toBe(axisOf(before, 'linear').valueAt(0.25));
  });

  test('zoomed on a logarithmic axis keeps the value there too', () => {
    const after = zoomed({ from: 1, to: 10_000 }, 'log', 0.5, 0.5);
    expect(after.from).toBeCloseTo(10);
    expect(after.to).toBeCloseTo(1000);
  });

  test('moves by parts of what is seen', () => {
    expect(panned({ from: 0, to: 10 }, 'linear', 0.1)).toEqual({ from: 1, to: 11 });
  });

  test('goes no nearer than its ends can be told apart', () => {
    const span = { from: 1, to: 1 + 1e-11 };
    expect(zoomed(span, 'linear', 0.01, 0.5)).toBe(span);
  });

  test('takes a part drawn in either direction', () => {
    expect(part({ from: 0, to: 100 }, 'linear', 0.75, 0.25)).toEqual({ from: 25, to: 75 });
  });

  test('of values that are all the same has them in its middle', () => {
    expect(opened({ from: 0, to: 0 })).toEqual({ from: -0.5, to: 0.5 });
    expect(opened({ from: 100, to: 100 })).toEqual({ from: 95, to: 105 });
  });

  test('has room at its ends', () => {
    expect(padded({ from: 0, to: 10 }, 'linear')).toEqual({ from: -0.5, to: 10.5 });
  });

  test('that is logarithmic begins above zero, six decades below its end where its values do not', () => {
    expect(axisOf({ from: -5, to: 100 }, 'log').valueAt(0)).toBeCloseTo(1e-4);
    expect(axisOf({ from: -5, to: 100 }, 'log').placeOf(-1)).toBeNaN();
  });
});

describe('the numbers along an axis', () => {
  const labels = (from: number, to: number, most: number, kind: 'linear' | 'log' = 'linear') =>
    ticksOf({ from, to }, kind, most).map(({ label }) => label);

  test('end in 1, 2 or 5, with the decimals that tell them apart', () => {
    expect(labels(750, 852, 6)).toEqual(['760', '780', '800', '820', '840']);
    expect(labels(-0.25, 0.31, 6)).toEqual(['−0.2', '−0.1', '0.0', '0.1', '0.2', '0.3']);
    expect(labels(0, 1e-9, 3)).toEqual(['0', '5 × 10⁻¹⁰', '1 × 10⁻⁹']);
  });

  test('are decades on a logarithmic axis, and even numbers where it has less than two', () => {
    expect(labels(0.5, 20_000, 10, 'log')).toEqual(['1', '10', '100', '1000', '10000']);
    expect(labels(2, 9, 4, 'log')).toEqual(['2', '4', '6', '8']);
  });
});
