import { type PreviewApi, type TrendPage, type TrendPoint, trendPageMost } from '../../core/contract/preview.ts';
import type { Choice } from './choices.ts';
import { nsOfMs, type TrendSpan } from './trend-span.ts';

/** Oldest first. `captures`: in the whole span; `every`: of so many one is read. */
export type Trend = { points: TrendPoint[]; units: string | null; captures: number; every: number };
export const noTrend: Trend = { points: [], units: null, captures: 0, every: 1 };

/** A day of pulses each two seconds; more is sampled by the exporter, or cut off here. */
export const pointsMost = 50_000;

type Reading = { trend: PreviewApi['trend']; choice: Choice; span: TrendSpan; signal: AbortSignal; onPage(trend: Trend): void };

/** Page after page, each told of. `isWhole` is false where there were more than are taken. Rejects with the signal's reason. */
export async function readTrend({ trend, choice, span, signal, onPage }: Reading): Promise<{ isWhole: boolean }> {
  let all: Trend = noTrend;
  let after: string | null = null;
  do {
    const page: TrendPage = await trend({
      ...choice,
      ...{ fromNs: nsOfMs(span.fromMs), toNs: nsOfMs(span.toMs), limit: trendPageMost },
      ...(after !== null && { after }),
    });
    signal.throwIfAborted();
    all = {
      points: [...all.points, ...page.points],
      units: page.units ?? all.units,
      captures: page.captures,
      every: page.every,
    };
    onPage(all);
    after = page.next;
  } while (after !== null && all.points.length < pointsMost);
  return { isWhole: after === null };
}

/** What came since, at the end; what has left the span, and beyond the bound, is dropped. Of a pulse that came again (a later attempt) the newer counts. */
export function withNewer(before: Trend, newer: Trend, span: TrendSpan): Trend {
  const again = new Set(newer.points.map(({ pulse }) => pulse.timestampNs));
  const fromNs = BigInt(nsOfMs(span.fromMs));
  const points = [...before.points.filter(({ pulse }) => !again.has(pulse.timestampNs)), ...newer.points].filter(
    ({ pulse }) => BigInt(pulse.timestampNs) >= fromNs,
  );
  const captures =
    before.captures +
    newer.points.filter(({ pulse }) => !before.points.some((each) => each.pulse.timestampNs === pulse.timestampNs)).length;
  return { points: points.slice(-pointsMost), units: newer.units ?? before.units, captures, every: before.every };
}

/** "240 of 1 440 captures". */
export function expectedPoints({ captures, every }: Pick<Trend, 'captures' | 'every'>): number {
  return Math.ceil(captures / Math.max(1, every));
}
