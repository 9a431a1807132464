import { expect, test } from 'vitest';
import {
  type Geometry,
  geometryOf,
  imagePoint,
  isStretched,
  panned,
  pixelAt,
  scaledTo,
  seenOf,
  zoomedBy,
} from '../../../renderer/image/geometry.ts';
import { barOf, belowOf, besideOf, layoutOf } from '../../../renderer/image/layout.ts';
import { stageKey } from '../../../renderer/image/stage-keys.ts';

const area = { x: 10, y: 20, width: 400, height: 300 };
const size = { rows: 100, columns: 200 };
const fit = geometryOf('fit', area, size);

test('all of it is shown as large as there is room, in the middle', () => {
  expect(fit).toEqual({ kx: 2, ky: 2, left: 10, top: 70, box: { x: 10, y: 70, width: 400, height: 200 } });
});

test('a pixel of the image is found under the pointer, and none beside the image', () => {
  expect(pixelAt(fit, { x: 10, y: 70 }, size)).toEqual({ row: 0, column: 0 });
  expect(pixelAt(fit, { x: 409, y: 269 }, size)).toEqual({ row: 99, column: 199 });
  expect(pixelAt(fit, { x: 410, y: 100 }, size)).toBe(null);
  expect(pixelAt(fit, { x: 50, y: 60 }, size)).toBe(null);
});

test('what lies under the pointer stays there when it is zoomed', () => {
  const at = { x: 150, y: 190 };
  const before = imagePoint(fit, at);
  const nearer = geometryOf(zoomedBy(fit, 4, at, area, size), area, size);
  expect(nearer.kx).toBe(8);
  expect(imagePoint(nearer, at).x).toBeCloseTo(before.x, 9);
  expect(imagePoint(nearer, at).y).toBeCloseTo(before.y, 9);
  const nearest = geometryOf(zoomedBy(nearer, 2, { x: 380, y: 30 }, area, size), area, size);
  expect(imagePoint(nearest, { x: 380, y: 30 }).x).toBeCloseTo(imagePoint(nearer, { x: 380, y: 30 }).x, 9);
});

test('zoomed out again it fits, and no further', () => {
  const near = geometryOf(zoomedBy(fit, 4, { x: 150, y: 190 }, area, size), area, size);
  expect(zoomedBy(near, 1 / 8, { x: 150, y: 190 }, area, size)).toBe('fit');
  expect(zoomedBy(fit, 0.5, { x: 150, y: 190 }, area, size)).toBe('fit');
});

test('it is zoomed to a limit where one pixel is as large as a hand can use', () => {
  const near = geometryOf(zoomedBy(fit, 1e9, { x: 150, y: 190 }, area, size), area, size);
  expect(near.kx).toBe(80);
});

test('it is moved by as much as the pointer, and never leaves a gap', () => {
  const near = geometryOf(scaledTo(fit, 8, area, size), area, size);
  const moved = geometryOf(panned(near, { x: 30, y: -20 }, area, size), area, size);
  expect([moved.left - near.left, moved.top - near.top]).toEqual([30, -20]);
  const end = geometryOf(panned(near, { x: 1e6, y: 1e6 }, area, size), area, size);
  expect([end.left, end.top]).toEqual([10, 20]);
  expect(seenOf(end)).toEqual({ x: 0, y: 0, width: 50, height: 37.5 });
});

test('a large image is shown pixel by pixel too', () => {
  const large = { rows: 1200, columns: 1900 };
  const one = geometryOf(scaledTo(geometryOf('fit', area, large), 1, area, large), area, large);
  expect(one.kx).toBe(1);
  expect(seenOf(one)).toMatchObject({ width: 400, height: 300 });
});

test('an image of few rows is drawn higher than it is, and that is known', () => {
  const wide = geometryOf('fit', area, { rows: 2, columns: 4000 });
  expect(wide.box).toEqual({ x: 10, y: 146, width: 400, height: 48 });
  expect(isStretched(wide)).toBe(true);
  expect(isStretched(fit)).toBe(false);
});

test('one pixel alone fills the room', () => {
  expect(geometryOf('fit', area, { rows: 1, columns: 1 }).box).toEqual({ x: 60, y: 20, width: 300, height: 300 });
});

test('keys zoom at the middle, move what is larger than its place, and leave arrows to others where all is seen', () => {
  const press = (key: string, geometry: Geometry, shiftKey = false) =>
    stageKey({ key, shiftKey, ctrlKey: false }, geometry, area, size, null);
  expect(press('+', fit)).toMatchObject({ kind: 'view', view: { kx: 2.5 } });
  expect(press('0', fit)).toEqual({ kind: 'view', view: 'fit' });
  expect(press('ArrowRight', fit)).toBe(null);
  const near = geometryOf(scaledTo(fit, 8, area, size), area, size);
  expect(press('ArrowRight', near)).toMatchObject({ kind: 'view', view: { x: 105 } });
  expect(press('ArrowLeft', fit, true)).toEqual({ kind: 'pixel', column: 99, row: 50 });
  expect(press('a', fit)).toBe(null);
});

test('image, profiles and colour bar have each their own place', () => {
  const layout = layoutOf({ width: 1300, height: 800, profiles: 'centre', images: 1 });
  const [room = area] = layout.areas;
  const geometry = geometryOf('fit', room, { rows: 480, columns: 640 });
  const { box } = geometry;
  expect(besideOf(layout, geometry).x).toBeGreaterThan(box.x + box.width);
  expect(belowOf(layout, geometry).y).toBeGreaterThan(box.y + box.height);
  expect(barOf(layout, geometry).x).toBeGreaterThan(besideOf(layout, geometry).x + besideOf(layout, geometry).width);
  expect(barOf(layout, geometry).x + 60).toBeLessThan(1300);
  expect(belowOf(layout, geometry).y + belowOf(layout, geometry).height).toBeLessThan(800);
});

test('two images have as much room each', () => {
  const [one, other] = layoutOf({ width: 1300, height: 800, profiles: 'none', images: 2 }).areas;
  expect(one?.width).toBe(other?.width);
  expect(other?.x).toBeGreaterThan((one?.x ?? 0) + (one?.width ?? 0));
});
