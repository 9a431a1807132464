import { nearestTo } from './places.ts';
import { type Series, valueAt } from './series.ts';

/** x of both, in units of x; each reads the point that is nearest. */
export type Cursors = readonly [number, number];

export const cursorNames = ['A', 'B'] as const;

export type Reading = { at: number; x: number; y: number };
export type CursorFacts = {
  one: Reading;
  other: Reading;
  dx: number;
  dy: number /** null where both are at the same place. */;
  perDx: number | null;
};

/** null where there is no point. */
export function readCursors(series: Series, [one, other]: Cursors): CursorFacts | null {
  const [first, second] = [readAt(series, one), readAt(series, other)];
  if (first === null || second === null) return null;
  const dx = second.x - first.x;
  return { one: first, other: second, dx, dy: second.y - first.y, perDx: dx === 0 ? null : 1 / dx };
}

/** Where the cursors stand: at the points they read. */
export function placesOf(series: Series, cursors: Cursors): number[] {
  return cursors.map((x) => readAt(series, x)?.x ?? x);
}

export function readAt(series: Series, x: number): Reading | null {
  const at = nearestTo(series, x);
  return at === null ? null : { at, x: valueAt(series.x, at), y: valueAt(series.y, at) };
}

/** By points, and where many of them lie in one pixel by pixels: each key moves it on the screen. `pixel`: in units of x. */
export function movedCursor(series: Series, from: number, steps: number, pixel: number): number {
  const at = nearestTo(series, from);
  if (at === null) return from;
  const here = valueAt(series.x, at);
  const next = valueAt(series.x, Math.max(0, Math.min(series.x.length - 1, at + steps)));
  if (!series.isRising) return Number.isNaN(next) ? from : next;
  const least = here + steps * pixel;
  const found = nearestTo(series, steps > 0 ? Math.max(next, least) : Math.min(next, least));
  return found === null ? from : valueAt(series.x, found);
}

const inverses: Readonly<Record<string, string>> = {
  ...{ s: 'Hz', ms: 'kHz', us: 'MHz', µs: 'MHz', μs: 'MHz', ns: 'GHz', ps: 'THz', fs: 'PHz' },
  ...{ Hz: 's', kHz: 'ms', MHz: 'µs', GHz: 'ns', THz: 'ps', PHz: 'fs' },
};

/** Of 1/Δx. */
export function inverseUnits(units: string | null): string | null {
  return units === null ? null : (inverses[units] ?? `1/${units}`);
}
