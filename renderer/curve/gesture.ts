import type { Frame } from './picture.ts';

/** Where a pointer begins says what it moves: both axes, or the one it is at. */
export type Region = 'plot' | 'x' | 'y';
export type Point = { x: number; y: number };

/** In places of the axes, 0 to 1, y upwards; null: that axis stays. */
export type Selected = { x: readonly [number, number] | null; y: readonly [number, number] | null };

/** A hand trembles by so many pixels; and who draws along one axis does not mean the other. */
const least = 6;

export function regionAt({ left, top, width, height }: Frame, { x, y }: Point): Region | null {
  const [across, down] = [x >= left && x <= left + width, y >= top && y <= top + height];
  if (across && down) return 'plot';
  if (across && y > top + height) return 'x';
  return down && x < left ? 'y' : null;
}

/** null: no box. A flat one chooses a part of x alone, a narrow one of y. */
export function selectedBy(region: Region, frame: Frame, from: Point, to: Point): Selected | null {
  const wide = Math.abs(to.x - from.x) > least && region !== 'y';
  const high = Math.abs(to.y - from.y) > least && region !== 'x';
  if (!wide && !high) return null;
  const [one, other] = [placeAt(frame, from), placeAt(frame, to)];
  return { x: wide ? [one.x, other.x] : null, y: high ? [one.y, other.y] : null };
}

/** 0 to 1 from the left and from the bottom; what lies outside is at the edge. */
export function placeAt({ left, top, width, height }: Frame, { x, y }: Point): Point {
  return { x: within((x - left) / width), y: within(1 - (y - top) / height) };
}

export type KeyChange = { kind: 'zoom'; axis: 'x' | 'y'; factor: number } | { kind: 'pan'; axis: 'x' | 'y'; by: number } | { kind: 'fit' };

const keyChanges: Readonly<Record<string, KeyChange>> = {
  '+': { kind: 'zoom', axis: 'x', factor: 0.8 },
  '=': { kind: 'zoom', axis: 'x', factor: 0.8 },
  '-': { kind: 'zoom', axis: 'x', factor: 1.25 },
  PageUp: { kind: 'zoom', axis: 'y', factor: 0.8 },
  PageDown: { kind: 'zoom', axis: 'y', factor: 1.25 },
  ArrowLeft: { kind: 'pan', axis: 'x', by: -0.1 },
  ArrowRight: { kind: 'pan', axis: 'x', by: 0.1 },
  ArrowUp: { kind: 'pan', axis: 'y', by: 0.1 },
  ArrowDown: { kind: 'pan', axis: 'y', by: -0.1 },
  Home: { kind: 'fit' },
  '0': { kind: 'fit' },
};
export const keysSay = 'Plus and minus zoom along x, Page up and Page down along y, arrows move, 0 shows all.';

export function keyChangeOf(key: string): KeyChange | null {
  return keyChanges[key] ?? null;
}

/** Of a wheel, whatever its steps are. */
export function wheelFactor(deltaY: number): number {
  return Math.exp(Math.max(-200, Math.min(200, deltaY)) * 0.0015);
}

function within(place: number): number {
  return Math.max(0, Math.min(1, place));
}
