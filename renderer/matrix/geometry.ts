import type { Span } from './columns.ts';

/** CSS pixels. */
export type Geometry = {
  width: number;
  height: number;
  /** Of a cell with its gap. */
  pitchX: number;
  pitchY: number;
  left: number[];
  top: number[];
  /** Where the cells end; captured counts stand beyond. */
  right: number;
  labelWidth: number;
  countWidth: number;
  fits: boolean;
};

const gap = 1;
const betweenInner = 4;
const betweenOuter = 12;
const head = 36;
const leastX = 3;
const leastY = 6;
const mostX = 18;
const mostY = 14;
/** The pulse in flight stands a little apart. */
const newestApart = 3;

type Wanted = { width: number; height: number; columns: number; rows: number; outer: readonly Span[]; inner: readonly Span[] };

/** Whole pixels, as large as fits. Where even the smallest does not fit, the matrix is larger than its room, which then scrolls. */
export function geometryOf({ width, height, columns, rows, outer, inner }: Wanted): Geometry {
  const wide = width > 1200;
  const labelWidth = wide ? 116 : 64;
  const countWidth = wide ? 66 : 44;
  const outerAt = new Set(outer.map(({ from }) => from));
  const innerAt = new Set(inner.map(({ from }) => from));
  const gaps = [...innerAt].reduce((sum, at) => sum + (at === 0 ? 0 : outerAt.has(at) ? betweenOuter : betweenInner), 0);
  const room = width - labelWidth - countWidth - gaps;
  const pitchX = clamp(Math.floor(room / Math.max(1, columns)), leastX, mostX);
  const pitchY = clamp(Math.floor((height - head - newestApart - 4) / Math.max(1, rows)), leastY, mostY);
  const left: number[] = [];
  let x = labelWidth;
  for (let at = 0; at < columns; at += 1) {
    if (at > 0) x += outerAt.has(at) ? betweenOuter : innerAt.has(at) ? betweenInner : 0;
    left.push(x);
    x += pitchX;
  }
  const top = Array.from({ length: rows }, (_, at) => head + at * pitchY + (at > 0 ? newestApart : 0));
  const neededHeight = head + newestApart + rows * pitchY + 4;
  return {
    ...{ pitchX, pitchY, left, top, labelWidth, countWidth, right: x },
    width: Math.max(width, x + countWidth),
    height: Math.max(Math.min(height, neededHeight), neededHeight),
    fits: x + countWidth <= width && neededHeight <= height,
  };
}

/** Numbers of column and row under a point; null beside the cells. */
export function cellAt(geometry: Geometry, x: number, y: number): { column: number; row: number } | null {
  const column = geometry.left.findLastIndex((left) => left <= x);
  const row = geometry.top.findLastIndex((top) => top <= y);
  if (column < 0 || row < 0) return null;
  const [left = 0, top = 0] = [geometry.left[column], geometry.top[row]];
  return x < left + geometry.pitchX && y < top + geometry.pitchY ? { column, row } : null;
}

export function cellSize({ pitchX, pitchY }: Geometry): { width: number; height: number } {
  return { width: pitchX - gap, height: pitchY - gap };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
