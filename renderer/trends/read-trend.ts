import { type PreviewApi, type TrendPage, type TrendPoint, trendPageMost } from '../../core/contract/preview.ts';
import { keyOf } from '../preview/places.ts';
import type { Choice } from './choices.ts';
import { nsOfMs, type TrendSpan } from './trend-span.ts';

/** Oldest first, one for each pulse. `read`: captures so far, of `captures` in the whole span; `every`: of so many one is read. */
export type Trend = { points: TrendPoint[]; units: string | null; read: number; captures: number; every: number };
export const noTrend: Trend = { points: [], units: null, read: 0, captures: 0, every: 1 };

/** The exporter samples long before; this bounds what following new captures adds. */
export const pointsMost = 20_000;

type Reading = { trend: PreviewApi['trend']; choice: Choice; span: TrendSpan; signal: AbortSignal; onPage(trend: Trend): void };

/** Page after page, each told of. `isWhole` is false where there were more than are taken. Rejects with the signal's reason. */
export async function readTrend({ trend, choice, span, signal, onPage }: Reading): Promise<{ isWhole: boolean }> {
  let all: Trend = noTrend;
  let after: string | null = null;
  do {
    signal.throwIfAborted();
    const page: TrendPage = await trend({
      ...choice,
      ...{ fromNs: nsOfMs(span.fromMs), toNs: nsOfMs(span.toMs), limit: trendPageMost },
      ...(after !== null && { after }),
    });
    signal.throwIfAborted();
    all = {
      ...{ points: withPoints(all.points, page.points), units: page.units ?? all.units },
      ...{ read: all.read + page.points.length, captures: page.captures, every: page.every },
    };
    onPage(all);
    after = page.next;
  } while (after !== null && all.points.length < pointsMost);
  return { isWhole: after === null };
}

/** What came since, at the end; what has left the span, and the oldest beyond the bound, are dropped. */
export function withNewer(before: Trend, newer: Trend, span: TrendSpan): Trend {
  const fromNs = BigInt(nsOfMs(span.fromMs));
  const points = withPoints(before.points, newer.points).filter(({ pulse }) => BigInt(pulse.timestampNs) >= fromNs);
  const came = withPoints(before.points, newer.points).length - before.points.length;
  return {
    ...{ points: points.slice(-pointsMost), units: newer.units ?? before.units },
    ...{ read: before.read + came, captures: before.captures + came, every: before.every },
  };
}

/** Of several captures of one pulse that which has the value counts: later attempts take what was missing. */
function withPoints(before: readonly TrendPoint[], more: readonly TrendPoint[]): TrendPoint[] {
  const ofPulse = new Map(before.map((point) => [keyOf(point.pulse), point]));
  for (const point of more) {
    const key = keyOf(point.pulse);
    if ((ofPulse.get(key)?.value ?? null) === null) ofPulse.set(key, point);
  }
  return [...ofPulse.values()];
}

/** How many are to be read. */
export function expectedReads({ captures, every }: Pick<Trend, 'captures' | 'every'>): number {
  return Math.ceil(captures / Math.max(1, every));
}
