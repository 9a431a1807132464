import { type Area, type Geometry, geometryOf, panned, type Size, type View, zoomedBy } from './geometry.ts';

export type StageKey = { kind: 'view'; view: View } | { kind: 'pixel'; column: number; row: number };

const zoomStep = 1.25;
/** Of what is seen. */
const panStep = 0.1;
const directions: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export const keysSay = 'Plus and minus zoom, 0 shows all, arrow keys move the picture, with Shift they read one pixel after the other.';

/** What a key at the picture does; null: nothing. `pixel`: the one that was read last. */
export function stageKey(
  { key, shiftKey, ctrlKey }: { key: string; shiftKey: boolean; ctrlKey: boolean },
  geometry: Geometry,
  area: Area,
  size: Size,
  pixel: { column: number; row: number } | null,
): StageKey | null {
  const middle = { x: area.x + area.width / 2, y: area.y + area.height / 2 };
  if (key === '+' || key === '=') return { kind: 'view', view: zoomedBy(geometry, zoomStep, middle, area, size) };
  if (key === '-') return { kind: 'view', view: zoomedBy(geometry, 1 / zoomStep, middle, area, size) };
  if (key === '0') return { kind: 'view', view: 'fit' };
  const direction = directions[key];
  if (direction === undefined) return null;
  const [dx, dy] = direction;
  if (!shiftKey) {
    const fit = geometryOf('fit', area, size);
    if (geometry.kx <= fit.kx && geometry.ky <= fit.ky) return null;
    return { kind: 'view', view: panned(geometry, { x: -dx * panStep * area.width, y: -dy * panStep * area.height }, area, size) };
  }
  const from = pixel ?? { column: Math.floor(size.columns / 2), row: Math.floor(size.rows / 2) };
  const steps = ctrlKey ? 10 : 1;
  return {
    kind: 'pixel',
    column: Math.max(0, Math.min(size.columns - 1, from.column + dx * steps)),
    row: Math.max(0, Math.min(size.rows - 1, from.row + dy * steps)),
  };
}
