import type { PulseFacts } from '../../core/contract/api.ts';
import { noFilter, type Query, queryOf } from '../captures/query.ts';
import { isoOf } from '../words/numbers.ts';

/** Digits of a pulse ID, a time of the shown pulse's day, or a day and a time, UTC: "423 648", "10:44", "2026-11-23 10:44". */
export function referenceQuery(text: string, beside: PulseFacts | null): Query {
  const trimmed = text.trim();
  if (!trimmed.includes(':')) return queryOf({ ...noFilter, pulseId: trimmed });
  const day = beside === null ? '' : isoOf(beside.timestampNs).slice(0, 10);
  const time = /^\d:/.test(trimmed) ? `0${trimmed}` : trimmed;
  const whole = /^\d\d:\d\d/.test(time) ? `${day} ${time}` : time;
  return queryOf({ ...noFilter, from: whole, to: whole });
}
