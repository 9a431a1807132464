import { expect, test } from 'vitest';
import { cellAt, geometryOf } from '../../renderer/matrix/geometry.ts';
import { moved } from '../../renderer/matrix/keys.ts';

const spans = (...ends: number[]) => ends.map((to, at) => ({ name: String(at), from: at === 0 ? 0 : (ends[at - 1] ?? 0) + 1, to }));
const full = { columns: 150, rows: 60, outer: spans(49, 99, 149), inner: spans(24, 49, 74, 99, 124, 149) };

test('150 devices and 60 pulses fit where a window of 1920 × 1080 leaves them room', () => {
  const geometry = geometryOf({ ...full, width: 1438, height: 780 });
  expect(geometry).toMatchObject({ fits: true, width: 1438 });
  expect(geometry.pitchX).toBeGreaterThanOrEqual(7);
  expect(geometry.pitchY).toBeGreaterThanOrEqual(7);
});

test('150 devices and 60 pulses fit where a window of 1366 × 768 leaves them room', () => {
  expect(geometryOf({ ...full, width: 1244, height: 480 })).toMatchObject({ fits: true });
});

test('1,500 devices are wider than the window, and scroll', () => {
  const geometry = geometryOf({ columns: 1500, rows: 60, outer: spans(1499), inner: spans(1499), width: 1438, height: 780 });
  expect(geometry.fits).toBe(false);
  expect(geometry.width).toBeGreaterThan(1500 * 3);
});

test('a point finds its cell, and the gaps between groups are no cell', () => {
  const geometry = geometryOf({ ...full, width: 1438, height: 780 });
  const x = geometry.left[50] ?? 0;
  const y = geometry.top[7] ?? 0;
  expect(cellAt(geometry, x, y)).toEqual({ column: 50, row: 7 });
  expect(cellAt(geometry, x - 3, y)).toBeNull();
  expect(cellAt(geometry, 2, 2)).toBeNull();
});

test('without a device or a pulse there is no cell and nothing is divided by nothing', () => {
  const geometry = geometryOf({ columns: 0, rows: 0, outer: [], inner: [], width: 0, height: 0 });
  expect(cellAt(geometry, 5, 5)).toBeNull();
  expect(geometry.pitchX).toBeGreaterThan(0);
});

test('arrow keys begin at the newest pulse and stay within', () => {
  const size = { columns: 3, rows: 2 };
  expect(moved(null, 'ArrowDown', size)).toEqual({ column: 0, row: 0 });
  expect(moved({ column: 0, row: 0 }, 'ArrowLeft', size)).toEqual({ column: 0, row: 0 });
  expect(moved({ column: 2, row: 1 }, 'ArrowRight', size)).toEqual({ column: 2, row: 1 });
  expect(moved({ column: 1, row: 0 }, 'PageDown', size)).toEqual({ column: 1, row: 1 });
  expect(moved({ column: 1, row: 1 }, 'Home', size)).toEqual({ column: 0, row: 1 });
  expect(moved({ column: 1, row: 1 }, 'End', size)).toEqual({ column: 2, row: 1 });
  expect(moved({ column: 1, row: 1 }, 'a', size)).toBeNull();
  expect(moved(null, 'ArrowUp', { columns: 0, rows: 0 })).toBeNull();
});
