import type { CaptureCells, CaptureSummary } from '../../core/contract/api.ts';
import type { CapturePage, CaptureSearch } from '../../core/contract/captures-search.ts';
import { isFound } from './query.ts';

/** What a line of the list says: a hundred thousand of them are held. */
export type ListRow = Pick<
  CaptureSummary,
  'captureId' | 'pulse' | 'attempt' | 'step' | 'verdict' | 'expected' | 'captured' | 'upload' | 'localOnly' | 'superseded'
>;

/** Newest first. `before`: where the journal is asked on; null at its end. `sinceId`: captures after it may be new to the list. */
export type Found = { rows: readonly ListRow[]; before: string | null; total: number | null; sinceId: number };

/** Some 40 MB. Older ones are found by a time. */
export const rowsMost = 100_000;

/** At the top of the list, what is far below is let go, and asked for again when it is scrolled to. */
export const rowsAtTop = 2_000;

export function rowOf({ captureId, pulse, attempt, step, verdict, expected, captured, ...more }: CaptureSummary): ListRow {
  const { upload, localOnly, superseded } = more;
  return {
    ...{ captureId, pulse, attempt, step, verdict, expected, captured },
    ...(upload === undefined ? {} : { upload }),
    ...(localOnly === undefined ? {} : { localOnly }),
    ...(superseded === undefined ? {} : { superseded }),
  };
}

/** What the list begins with. One that is in flight may be found by what it becomes. */
export function begunWith(live: readonly CaptureCells[]): Found {
  const ids = live.map(({ captureId }) => Number(captureId));
  const flying = live.filter(({ verdict }) => verdict === null).map(({ captureId }) => Number(captureId));
  return { rows: [], before: null, total: null, sinceId: flying.length > 0 ? Math.min(...flying) - 1 : Math.max(0, ...ids) };
}

export function withPage(found: Found, { captures, total, before }: CapturePage): Found {
  const last = Number(found.rows.at(-1)?.captureId ?? Number.POSITIVE_INFINITY);
  const rows = [...found.rows, ...captures.filter(({ captureId }) => Number(captureId) < last).map(rowOf)];
  const isFull = rows.length >= rowsMost;
  return { ...found, rows: isFull ? rows.slice(0, rowsMost) : rows, before: isFull ? null : before, total: total ?? found.total };
}

/** Those that came since, and are not in the list yet; newest first. */
export function freshOf({ rows, sinceId }: Found, search: CaptureSearch, live: readonly CaptureCells[]): CaptureCells[] {
  const known = new Set(rows.slice(0, live.length * 2).map(({ captureId }) => captureId));
  return live.filter((capture) => Number(capture.captureId) > sinceId && !known.has(capture.captureId) && isFound(search, capture));
}

export function withFresh(found: Found, fresh: readonly CaptureSummary[]): Found {
  const all = [...fresh.map(rowOf), ...found.rows].sort((left, right) => Number(right.captureId) - Number(left.captureId));
  const rows = all.slice(0, rowsAtTop);
  const before = rows.length < all.length ? (rows.at(-1)?.captureId ?? null) : found.before;
  return { ...found, rows, before, total: found.total === null ? null : found.total + fresh.length };
}

/** Captures are told of in batches, and only the newest are held: where all of them are new, some may have been passed over. */
export function mayHavePassed({ rows }: Found, live: readonly CaptureCells[], most: number): boolean {
  const newest = Number(rows[0]?.captureId ?? 0);
  return live.length >= most && live.every(({ captureId }) => Number(captureId) > newest + 1);
}

/** Where a key leads in so many rows; null: nowhere. */
export function movedTo(at: number, key: string, rows: number, page: number): number | null {
  if (rows === 0) return null;
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + page, PageUp: at - page, Home: 0, End: rows - 1 }[key];
  return to === undefined ? null : Math.min(Math.max(to, 0), rows - 1);
}
