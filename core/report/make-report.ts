import type { Clock } from '../clock.ts';
import type { DayReport, ReportRequest } from '../contract/report.ts';
import type { Journal } from '../journal/port.ts';
import type { ReportJournal, TimeSpan } from '../journal/report-port.ts';
import { isoMs } from '../pulses/pulse.ts';
import type { Gateway } from '../upload/port.ts';
import { createAsker } from './ask-gateway.ts';
import { fateOf } from './fate.ts';
import { createFold } from './fold.ts';
import { rangeOf } from './range.ts';
import { createReading } from './read-journal.ts';
import { createSample } from './sample.ts';

export type ReportPorts = {
  exporter: string;
  journal: ReportJournal & Pick<Journal, 'earlier'>;
  /** null where the settings name none. `digits` of a second as it counts them. */
  gateway: { host: string; digits: 0 | 3; records: Pick<Gateway, 'record'> } | null;
  clock: Clock;
  /** How long the Gateway may be asked. */
  askLimitMs: number;
};

export type ReportProgress = { pulses: number; asked: number };

/**
 * What became of the pulses of a day or a shift: from the journal, and, as far as the request wants that, from the Gateway itself. Rejects with BAD_REQUEST, STOPPED or
 * JOURNAL_FAILED; a Gateway that does not answer stands in the report.
 */
export async function makeReport(
  request: ReportRequest,
  { exporter, journal, gateway, clock, askLimitMs }: ReportPorts,
  signal: AbortSignal,
  onProgress: (progress: ReportProgress) => void = () => undefined,
): Promise<DayReport> {
  const { from, to, span } = rangeOf(request);
  const fold = createFold({ from, to, exporter, madeAt: new Date(clock.wallMs()).toISOString() });
  const reading = createReading(journal);
  const sample = createSample();
  const asked = request.ask === 'none' ? null : gateway;
  const asker = asked && createAsker({ host: asked.host, gateway: asked.records, journal, clock, limitMs: askLimitMs });
  const progress: ReportProgress = { pulses: 0, asked: 0 };
  const tell = (more: Partial<ReportProgress>): void => onProgress(Object.assign(progress, more));
  const answered: Parameters<NonNullable<typeof asker>['ask']>[2] = (expected, standing) => {
    fold.asked(expected, standing);
    tell({ asked: progress.asked + 1 });
  };

  for await (const found of reading.pulses(span, signal)) {
    const missed = await reading.missedOf(found, signal);
    const fates = found.map((pulse) => fateOf(pulse, missed, { exporter, gateway }));
    for (const fate of fates) fold.add(fate);
    const expected = fates.flatMap((fate) => fate.expected ?? []);
    if (request.ask === 'all') await asker?.ask(expected, signal, answered);
    else for (const each of expected) sample.offer(each);
    tell({ pulses: progress.pulses + found.length });
  }

  const chosen = sample.chosen();
  if (request.ask === 'sample') await asker?.ask(chosen.pulses, signal, answered);
  fold.unreadable(reading.unreadable());
  const sentence = request.ask === 'all' ? 'All of them were asked for.' : chosen.sentence;
  const asking = asker && asked && { host: asked.host, sentence, failure: asker.failure() };
  return fold.report(asking, forgottenNotes(await journal.forgottenBefore(), span));
}

/** A pulse that was announced and captured by others only leaves no other trace here. */
function forgottenNotes(forgottenBeforeMs: number | null, { fromNs }: TimeSpan): string[] {
  if (forgottenBeforeMs === null) return [];
  const keptFromNs = BigInt(Math.trunc(forgottenBeforeMs)) * 1_000_000n;
  if (keptFromNs <= BigInt(fromNs)) return [];
  return [
    `What the group announced before ${isoMs(keptFromNs)} is not kept any more: of pulses before that, only what this exporter captured is counted.`,
  ];
}
