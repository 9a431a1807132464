import type { ReportAsk, ReportRequest } from '../../core/contract/report.ts';
import { timeIn, typed } from '../words/typed-time.ts';
import { shiftHours, shiftMs } from './service-ends.ts';

export const spanKinds = ['day', 'shift-0', 'shift-8', 'shift-16', 'free'] as const;
export type SpanKind = (typeof spanKinds)[number];
export const spanWords = {
  day: 'Day',
  'shift-0': '00–08',
  'shift-8': '08–16',
  'shift-16': '16–24',
  free: 'From, to',
} as const satisfies Record<SpanKind, string>;

/** As a person types them, all in UTC: a day as 2026-11-21, times as 2026-11-21 06:00. */
export type SpanFields = { kind: SpanKind; day: string; from: string; to: string };

const dayMs = 86_400_000;

/** The shift that runs now. */
export function firstFields(nowMs: number): SpanFields {
  const begun = iso(Math.floor(nowMs / shiftMs) * shiftMs);
  return { kind: kindAt(Number(begun.slice(11, 13))), day: begun.slice(0, 10), from: typed(begun), to: typed(iso(nowMs)) };
}

/** A sentence where the fields are not a range. */
export function requestOf({ kind, day, from, to }: SpanFields, ask: ReportAsk): ReportRequest | { wrong: string } {
  if (kind === 'free') {
    const [fromMs, toMs] = [timeIn(from), timeIn(to)];
    if (fromMs === null || toMs === null) return { wrong: `“${fromMs === null ? from : to}” is no time such as 2026-11-21 06:00.` };
    return fromMs < toMs ? { ask, from: iso(fromMs), to: iso(toMs) } : { wrong: 'The range ends before it begins.' };
  }
  const midnight = timeIn(`${day} 00:00`);
  if (midnight === null) return { wrong: `“${day}” is no day such as 2026-11-21.` };
  if (kind === 'day') return { ask, day };
  const fromMs = midnight + Number(kind.slice('shift-'.length)) * 3_600_000;
  return { ask, from: iso(fromMs), to: iso(fromMs + shiftMs) };
}

/** So many days later, or earlier; as it is where it is no day. */
export function dayFrom(day: string, days: number): string {
  const midnight = timeIn(`${day} 00:00`);
  return midnight === null ? day : iso(midnight + days * dayMs).slice(0, 10);
}

/** "2026-11-22, 08:00 to 16:00 UTC", and both days where it goes over midnight. */
export function spanTitle(from: string, to: string): string {
  const end = Date.parse(to);
  const lastDay = iso(end - 1).slice(0, 10);
  const endClock = iso(end).slice(11, 16) === '00:00' ? '24:00' : iso(end).slice(11, 16);
  const day = from.slice(0, 10);
  return `${day}, ${from.slice(11, 16)} to ${lastDay === day ? '' : `${lastDay}, `}${endClock} UTC`;
}

function kindAt(hour: number): SpanKind {
  const begun = shiftHours.findLast((each) => each <= hour) ?? 0;
  return spanKinds.find((kind) => kind === `shift-${begun}`) ?? 'day';
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
