import { insideOf, movedTo, type Rectangle } from './rectangle.ts';

/** Which of its edges a handle moves: -1 the first, 1 the last, 0 neither of that direction. */
export type Handle = { x: -1 | 0 | 1; y: -1 | 0 | 1 };
type Size = { rows: number; columns: number };

export const handles: readonly Handle[] = ([-1, 0, 1] as const).flatMap((y) =>
  ([-1, 0, 1] as const).filter((x) => x !== 0 || y !== 0).map((x) => ({ x, y })),
);

/** By whole pixels, from how it was when the drag began. null: all of it is moved. */
export function dragged(from: Rectangle, handle: Handle | null, dx: number, dy: number, size: Size): Rectangle {
  const [x, y] = [Math.round(dx), Math.round(dy)];
  if (handle === null) return movedTo(from, from.x + x, from.y + y, size);
  const across = edges(from.x, from.width, handle.x, x, size.columns);
  const down = edges(from.y, from.height, handle.y, y, size.rows);
  return { x: across.from, y: down.from, width: across.length, height: down.length };
}

/** Arrow keys move it, with Shift its right and lower edges; with Ctrl ten pixels at a time. null for other keys. */
export function rectangleKey(
  from: Rectangle,
  { key, shiftKey, ctrlKey }: { key: string; shiftKey: boolean; ctrlKey: boolean },
  size: Size,
): Rectangle | null {
  const step = ctrlKey ? 10 : 1;
  const x = key === 'ArrowRight' ? step : key === 'ArrowLeft' ? -step : 0;
  const y = key === 'ArrowDown' ? step : key === 'ArrowUp' ? -step : 0;
  if (x === 0 && y === 0) return null;
  return dragged(from, shiftKey ? { x: x === 0 ? 0 : 1, y: y === 0 ? 0 : 1 } : null, x, y, size);
}

/** As typed: whole pixels, as much as lies in the image. */
export function typed(from: Rectangle, change: Partial<Rectangle>, size: Size): Rectangle {
  const { x, y, width, height } = { ...from, ...change };
  return insideOf({ x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height) }, size);
}

function edges(start: number, length: number, edge: -1 | 0 | 1, by: number, most: number): { from: number; length: number } {
  const end = start + length;
  if (edge === 0) return { from: start, length };
  if (edge === 1) return { from: start, length: Math.max(1, Math.min(most, end + by) - start) };
  const from = Math.max(0, Math.min(end - 1, start + by));
  return { from, length: end - from };
}
