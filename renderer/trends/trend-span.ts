import type { TrendPoint } from '../../core/contract/preview.ts';
import { timeIn, typed } from '../words/typed-time.ts';

export const spanWords = { hour: 'Hour', day: 'Day', week: 'Week', free: 'From, to' } as const;
export type SpanKind = keyof typeof spanWords;
/** `from` and `to` as a person types them in UTC; they count where the kind is free. */
export type SpanFields = { kind: SpanKind; from: string; to: string };

/** Of pulses, milliseconds since 1970, both ends with it. */
export type TrendSpan = { fromMs: number; toMs: number };

const hourMs = 3_600_000;
const lengths: Readonly<Record<Exclude<SpanKind, 'free'>, number>> = { hour: hourMs, day: 24 * hourMs, week: 7 * 24 * hourMs };
const nsPerMs = 1_000_000n;

export function firstFields(nowMs: number): SpanFields {
  return { kind: 'hour', from: typed(isoOfMs(nowMs - hourMs)), to: typed(isoOfMs(nowMs)) };
}

/** A sentence where the fields are no span. */
export function trendSpanOf({ kind, from, to }: SpanFields, nowMs: number): TrendSpan | { wrong: string } {
  if (kind !== 'free') return { fromMs: nowMs - lengths[kind], toMs: nowMs };
  const [fromMs, toMs] = [timeIn(from), timeIn(to)];
  if (fromMs === null || toMs === null) return { wrong: `“${fromMs === null ? from : to}” is no time such as 2026-11-21 06:00.` };
  return fromMs < toMs ? { fromMs, toMs } : { wrong: 'The range ends before it begins.' };
}

/** Its end is the newest pulse's, or now. */
export function movedOn({ fromMs, toMs }: TrendSpan, nowMs: number): TrendSpan {
  return nowMs > toMs ? { fromMs: fromMs + nowMs - toMs, toMs: nowMs } : { fromMs, toMs };
}

/** A part of the span that is left free at either end of the captures. */
const margin = 0.02;
/** A single capture is shown with as much time around it. */
const leastMs = 10_000;

/** Where the captures lie, never more than the span; the span itself where there are none. */
export function fittedSpan(span: TrendSpan, points: readonly TrendPoint[]): TrendSpan {
  const times = points.map(({ pulse }) => msOfNs(pulse.timestampNs));
  const [first, last] = [least(times), -least(times.map((time) => -time))];
  if (!Number.isFinite(first)) return span;
  const free = Math.max((last - first) * margin, (leastMs - (last - first)) / 2);
  return { fromMs: Math.max(span.fromMs, first - free), toMs: Math.min(span.toMs, last + free) };
}

function least(values: readonly number[]): number {
  return values.reduce((found, value) => Math.min(found, value), Number.POSITIVE_INFINITY);
}

export function nsOfMs(ms: number): string {
  return String(BigInt(Math.floor(ms)) * nsPerMs);
}

export function msOfNs(ns: string): number {
  return Number(BigInt(ns) / nsPerMs);
}

export function isoOfMs(ms: number): string {
  return new Date(ms).toISOString();
}
