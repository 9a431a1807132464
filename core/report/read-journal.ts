import type { ChannelOutcome } from '../contract/api.ts';
import { ExporterError } from '../contract/errors.ts';
import type { AnnouncedPulse, KeptAttempt, ReportJournal, TimePage, TimePlace, TimeSpan } from '../journal/report-port.ts';
import type { FoundPulse } from './found.ts';

/** Rows at once: so many hold the journal's thread for some milliseconds. A verdict of a large group may have 50 kB. */
const attemptsAtOnce = 300;
const announcedAtOnce = 50;
/** Outcomes that are looked through at once, and those of one capture are not divided. */
const outcomesAtOnce = 3000;

type Row = { pulse: { pulseId: string; timestampNs: string } };
type Ask<T> = (span: TimeSpan, after: TimePlace | null, limit: number) => Promise<TimePage<T>>;

export type JournalReading = {
  /** Every pulse that was announced in the span, or captured, in the order of time, some at once. */
  pulses(span: TimeSpan, signal: AbortSignal): AsyncGenerator<FoundPulse[]>;
  /** By capture, of those of these pulses that lack something. */
  missedOf(found: readonly FoundPulse[], signal: AbortSignal): Promise<Record<string, ChannelOutcome[]>>;
  unreadable(): number;
};

/** Page by page: neither the memory nor the journal's thread holds more than some pulses. Rejects with STOPPED where the signal is aborted. */
export function createReading(journal: ReportJournal): JournalReading {
  let unreadable = 0;

  async function* inOrder<T extends Row>(ask: Ask<T>, span: TimeSpan, limit: number, signal: AbortSignal): AsyncGenerator<T[]> {
    for (let after: TimePlace | null = null; ; ) {
      stopIf(signal);
      const page: TimePage<T> = await ask(span, after, limit);
      unreadable += page.unreadable;
      if (page.last === null) return;
      after = page.last;
      if (page.rows.length > 0) yield page.rows;
    }
  }

  return {
    async *pulses(span, signal) {
      const attempts = peekable(inOrder<KeptAttempt>(journal.attemptsIn, span, attemptsAtOnce, signal));
      const announced = peekable(inOrder<AnnouncedPulse>(journal.announcedIn, span, announcedAtOnce, signal));
      let batch: FoundPulse[] = [];
      for (;;) {
        const [time, other] = [await attempts.time(), await announced.time()];
        if (time === null && other === null) break;
        const next = time === null || (other !== null && other < time) ? other : time;
        batch.push(...together(next === other ? await announced.of(other) : [], next === time ? await attempts.of(time) : []));
        if (batch.length < attemptsAtOnce) continue;
        yield batch;
        batch = [];
      }
      if (batch.length > 0) yield batch;
    },

    async missedOf(found, signal) {
      const lacking = found.flatMap(({ attempts }) => attempts).filter(({ counts }) => missedIn(counts) > 0);
      const missed: Record<string, ChannelOutcome[]> = {};
      for (const some of inPortions(lacking)) {
        stopIf(signal);
        Object.assign(missed, await journal.missedOf(some.map(({ captureId }) => captureId)));
      }
      return missed;
    },

    unreadable: () => unreadable,
  };
}

function stopIf(signal: AbortSignal): void {
  if (signal.aborted) throw new ExporterError('STOPPED', 'The report was stopped before it was done.');
}

/** Pages, from which the rows of one time after another are taken. */
function peekable<T extends Row>(pages: AsyncGenerator<T[]>) {
  let rows: T[] = [];
  let at = 0;
  async function time(): Promise<string | null> {
    if (at < rows.length) return rows[at]?.pulse.timestampNs ?? null;
    const next = await pages.next();
    rows = next.done === true ? [] : next.value;
    at = 0;
    return rows[0]?.pulse.timestampNs ?? null;
  }
  return {
    time,
    async of(wanted: string | null): Promise<T[]> {
      const found: T[] = [];
      while (wanted !== null && (await time()) === wanted) found.push(...rows.slice(at, ++at));
      return found;
    },
  };
}

/** Pulses of the same time, by their IDs; one may have been announced by several leaders. */
function together(announced: readonly AnnouncedPulse[], attempts: readonly KeptAttempt[]): FoundPulse[] {
  const byId = new Map<string, FoundPulse>();
  const of = ({ pulse }: Row): FoundPulse => {
    const found = byId.get(pulse.pulseId) ?? { pulse, announced: null, attempts: [] };
    byId.set(pulse.pulseId, found);
    return found;
  };
  for (const each of announced) of(each).announced = each;
  for (const each of attempts) of(each).attempts.push(each);
  return [...byId.values()];
}

function missedIn(counts: KeptAttempt['counts']): number {
  return countedIn(counts) - (counts.captured ?? 0) - (counts.skipped ?? 0);
}

function countedIn(counts: KeptAttempt['counts']): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

function* inPortions(attempts: readonly KeptAttempt[]): Generator<KeptAttempt[]> {
  let portion: KeptAttempt[] = [];
  let outcomes = 0;
  for (const attempt of attempts) {
    const more = countedIn(attempt.counts);
    if (portion.length > 0 && outcomes + more > outcomesAtOnce) {
      yield portion;
      [portion, outcomes] = [[], 0];
    }
    portion.push(attempt);
    outcomes += more;
  }
  if (portion.length > 0) yield portion;
}
