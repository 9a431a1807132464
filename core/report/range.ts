import { ExporterError } from '../contract/errors.ts';
import type { ReportRequest } from '../contract/report.ts';
import type { TimeSpan } from '../journal/report-port.ts';

const dayMs = 86_400_000;
/** As nanoseconds these have 19 digits, by which the journal sorts. */
const earliestMs = Date.UTC(2002, 0, 1);
const latestMs = Date.UTC(2262, 0, 1);
const longestMs = 31 * dayMs;

export type ReportRange = { from: string; to: string; span: TimeSpan };

/** The day before this moment (ms since 1970), in UTC. */
export function dayBefore(nowMs: number): string {
  return new Date(nowMs - dayMs).toISOString().slice(0, 10);
}

/** Throws BAD_REQUEST with what is wrong. */
export function rangeOf(request: ReportRequest): ReportRange {
  const [fromMs, toMs] = 'day' in request ? dayOf(request.day) : [timeOf('from', request.from), timeOf('to', request.to)];
  if (fromMs >= toMs) throw wrong('The range ends before it begins: "to" must be later than "from".');
  if (fromMs < earliestMs || toMs > latestMs) throw wrong('A report is of days from 2002 to 2261.');
  if (toMs - fromMs > longestMs) throw wrong('A report is of 31 days at most. Ask for a shorter range.');
  return { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString(), span: { fromNs: nsOf(fromMs), toNs: nsOf(toMs) } };
}

function dayOf(day: string): [number, number] {
  const ms = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  // A 30th of February is taken for a day in March.
  if (Number.isNaN(ms) || !new Date(ms).toISOString().startsWith(day)) throw wrong(`"${day}" is no day such as 2026-11-21.`);
  return [ms, ms + dayMs];
}

function timeOf(name: string, text: string): number {
  const ms = Date.parse(text);
  if (Number.isNaN(ms) || !/^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:?\d\d)$/.test(text))
    throw wrong(`"${name}" must be a time with its zone such as 2026-11-21T06:00:00Z, not "${text.slice(0, 100)}".`);
  return ms;
}

function nsOf(ms: number): string {
  return String(BigInt(ms) * 1_000_000n);
}

function wrong(message: string): ExporterError {
  return new ExporterError('BAD_REQUEST', message);
}
