/** Part of the picture's place, in CSS pixels from its corner. */
export type Area = { x: number; y: number; width: number; height: number };

/** What is looked at: all of it, or around a point (in image pixels from its corner) with so many CSS pixels for each of the image's. */
export type View = 'fit' | { x: number; y: number; kx: number; ky: number };
export type Size = { rows: number; columns: number };

/** Where the image lies: `left` and `top` of its corner, and the part of it that is seen. */
export type Geometry = { kx: number; ky: number; left: number; top: number; box: Area };
export type Point = { x: number; y: number };

/** An image of a few rows would be a hairline: it is drawn higher than it is. */
const leastSide = 48;
const mostPerPixel = 80;

export function isStretched({ kx, ky }: Geometry): boolean {
  return Math.abs(kx / ky - 1) > 1e-6;
}

export function geometryOf(view: View, area: Area, size: Size): Geometry {
  const { kx, ky } = view === 'fit' ? fitted(area, size) : view;
  const x = placed(area.x, area.width, size.columns * kx, view === 'fit' ? null : view.x * kx);
  const y = placed(area.y, area.height, size.rows * ky, view === 'fit' ? null : view.y * ky);
  return { kx, ky, left: x.from, top: y.from, box: { x: x.seenFrom, y: y.seenFrom, width: x.seen, height: y.seen } };
}

export function fitted({ width, height }: Area, { columns, rows }: Size): { kx: number; ky: number } {
  const k = Math.min(width / columns, height / rows);
  return { kx: Math.max(k, Math.min(leastSide, width) / columns), ky: Math.max(k, Math.min(leastSide, height) / rows) };
}

/** The point under the pointer stays there. */
export function zoomedBy(geometry: Geometry, factor: number, at: Point, area: Area, size: Size): View {
  const fit = fitted(area, size);
  const least = Math.min(1, 0.25 / Math.max(geometry.kx, geometry.ky), Math.min(1, fit.kx) / geometry.kx);
  const most = Math.max(1, Math.max(mostPerPixel, fit.kx) / geometry.kx);
  const held = Math.min(most, Math.max(least, factor));
  const [kx, ky] = [geometry.kx * held, geometry.ky * held];
  if (factor < 1 && kx <= fit.kx * 1.001 && ky <= fit.ky * 1.001) return 'fit';
  const middle = middleOf(area);
  const under = imagePoint(geometry, at);
  return within({ kx, ky, x: under.x + (middle.x - at.x) / kx, y: under.y + (middle.y - at.y) / ky }, area, size);
}

export function panned(geometry: Geometry, by: Point, area: Area, size: Size): View {
  const { kx, ky } = geometry;
  const at = imagePoint(geometry, middleOf(area));
  return within({ kx, ky, x: at.x - by.x / kx, y: at.y - by.y / ky }, area, size);
}

/** So many CSS pixels for one of the image's, around the same point. */
export function scaledTo(geometry: Geometry, k: number, area: Area, size: Size): View {
  const at = imagePoint(geometry, middleOf(area));
  return within({ kx: k, ky: k, ...at }, area, size);
}

/** Image pixels from the image's corner; the middle of the first pixel is 0.5. */
export function imagePoint({ kx, ky, left, top }: Geometry, { x, y }: Point): Point {
  return { x: (x - left) / kx, y: (y - top) / ky };
}

/** null: none lies there. */
export function pixelAt(geometry: Geometry, at: Point, { rows, columns }: Size): { row: number; column: number } | null {
  const { x, y, width, height } = geometry.box;
  if (at.x < x || at.y < y || at.x >= x + width || at.y >= y + height) return null;
  const point = imagePoint(geometry, at);
  return { row: Math.max(0, Math.min(rows - 1, Math.floor(point.y))), column: Math.max(0, Math.min(columns - 1, Math.floor(point.x))) };
}

/** In image pixels: what of it is seen, in parts of pixels too. */
export function seenOf(geometry: Geometry): Area {
  const { box, kx, ky } = geometry;
  const { x, y } = imagePoint(geometry, box);
  return { x, y, width: box.width / kx, height: box.height / ky };
}

function middleOf({ x, y, width, height }: Area): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

function within(view: Exclude<View, 'fit'>, { width, height }: Area, { rows, columns }: Size): View {
  const held = (at: number, length: number, room: number) =>
    length <= room ? length / 2 : Math.max(room / 2, Math.min(length - room / 2, at));
  return { ...view, x: held(view.x, columns, width / view.kx), y: held(view.y, rows, height / view.ky) };
}

/** In the middle where there is room, else around the point and never with a gap. */
function placed(start: number, room: number, length: number, around: number | null) {
  if (length <= room || around === null) {
    const from = start + (room - length) / 2;
    return { from, seenFrom: Math.max(start, from), seen: Math.min(room, length) };
  }
  const from = start + Math.max(room - length, Math.min(0, room / 2 - around));
  return { from, seenFrom: start, seen: room };
}
