import { describe, expect, test } from 'vitest';
import { inverseUnits, movedCursor, readCursors } from '../../../renderer/curve/cursors.ts';
import { differenceOf } from '../../../renderer/curve/difference.ts';
import { statisticsOf } from '../../../renderer/curve/statistics.ts';
import { bell, curve } from './curves.ts';

describe('the part in sight', () => {
  test('is told by its smallest, largest, mean and root mean square', () => {
    expect(statisticsOf(curve([0, 1, 2, 3], [100, 3, -4, 100]), { from: 1, to: 2 })).toMatchObject({
      ...{ points: 2, gaps: 0, min: -4, max: 3, mean: -0.5, rms: Math.sqrt(12.5), peakX: 1 },
    });
  });

  test('gives the full width at half maximum of its largest peak, over its smallest value', () => {
    const { peakX, fwhm } = statisticsOf(bell({ points: 2001, from: 700, to: 900, centre: 800, fwhm: 12, height: 500, floor: 40 }), {
      from: 700,
      to: 900,
    });
    expect(peakX).toBeCloseTo(800);
    expect(fwhm).toBeCloseTo(12, 2);
  });

  test('does not guess a width that is cut off by its edge, or by a gap', () => {
    const peak = bell({ points: 201, from: 0, to: 200, centre: 100, fwhm: 30, height: 1, floor: 0 });
    expect(statisticsOf(peak, { from: 0, to: 104 }).fwhm).toBeNull();
    peak.y[110] = Number.NaN;
    expect(statisticsOf(peak, { from: 0, to: 200 }).fwhm).toBeNull();
  });

  test('counts what is no number and leaves it out', () => {
    expect(statisticsOf(curve([0, 1, 2], [1, Number.NaN, 3]), { from: 0, to: 2 })).toMatchObject({ points: 3, gaps: 1, mean: 2 });
  });

  test.each([
    ['no point', [], 0],
    ['no number', [Number.NaN, Number.NaN], 2],
  ])('with %s has no figures', (_, y, points) => {
    expect(
      statisticsOf(
        curve(
          y.map((__, at) => at),
          y,
        ),
        { from: 0, to: 9 },
      ),
    ).toEqual({
      ...{ points, gaps: points, min: null, max: null, mean: null, rms: null, peakX: null, fwhm: null },
    });
  });

  test('of values that are all the same has no width', () => {
    expect(statisticsOf(curve([0, 1, 2], [7, 7, 7]), { from: 0, to: 2 })).toMatchObject({ min: 7, max: 7, fwhm: null });
  });
});

describe('two cursors', () => {
  const series = curve([0, 2, 4, 8], [10, 20, 15, 0]);

  test('read the points that are nearest, and tell their differences', () => {
    expect(readCursors(series, [1.2, 7])).toEqual({
      ...{ one: { at: 1, x: 2, y: 20 }, other: { at: 3, x: 8, y: 0 }, dx: 6, dy: -20, perDx: 1 / 6 },
    });
  });

  test('at one place have no 1/Δx', () => {
    expect(readCursors(series, [2, 2])?.perDx).toBeNull();
  });

  test('read the nearest point too where x goes back and forth', () => {
    expect(readCursors(curve([5, 1, 3], [50, 10, 30]), [3.2, 0])).toMatchObject({ one: { y: 30 }, other: { y: 10 } });
  });

  test('have nothing to read where there is no point', () => {
    expect(readCursors(curve([], []), [0, 1])).toBeNull();
  });

  test('go from point to point, by a pixel where points are denser, and no further than the last', () => {
    expect(movedCursor(series, 2, 1, 0.1)).toBe(4);
    expect(movedCursor(series, 0, 1, 3.9)).toBe(4);
    expect(movedCursor(series, 8, 10, 0.1)).toBe(8);
    expect(movedCursor(series, 4, -1, 0.1)).toBe(2);
  });

  test('tell 1/Δx as a frequency where x is a time', () => {
    expect(['ns', 's', 'nm', null].map(inverseUnits)).toEqual(['GHz', 'Hz', '1/nm', null]);
  });
});

describe('the difference to the reference', () => {
  test('is taken point by point', () => {
    expect([...differenceOf(curve([0, 1], [5, 7]), curve([0, 1], [1, 10])).y]).toEqual([4, -3]);
  });

  test('lies between two points of a reference with others, and is no number outside of it', () => {
    const { x, y } = differenceOf(curve([0, 1, 2, 5], [10, 10, 10, 10]), curve([0.5, 1.5, 2], [1, 3, 8]));
    expect([...x]).toEqual([0, 1, 2, 5]);
    expect([...y]).toEqual([Number.NaN, 8, 2, Number.NaN]);
  });
});
