import type { DatabaseSync } from 'node:sqlite';
import type { CaptureStep, ChannelOutcome, Metadata, PulseFacts } from '../contract/api.ts';
import { ExporterError } from '../contract/errors.ts';
import { inTransaction } from './database.ts';
import type { CaptureEnd, CaptureStart } from './port.ts';

/** What changes captures and their outcomes. */
export function captureWriter(database: DatabaseSync) {
  const insert = database.prepare(
    `INSERT INTO captures (pulse_id, timestamp_ns, attempt, mode, step, metadata, devices, record, started_at)
     SELECT :pulseId, :timestampNs, coalesce(max(attempt), 0) + 1, :mode, 'chosen', :metadata, :devices, :record, :at
     FROM captures WHERE pulse_id = :pulseId AND timestamp_ns = :timestampNs
     RETURNING id, attempt`,
  );
  const setStep = database.prepare(
    `UPDATE captures SET step = :step, file = coalesce(:file, file), metadata = coalesce(:metadata, metadata)
     WHERE id = :id AND finished_at IS NULL`,
  );
  const setEnd = database.prepare(
    `UPDATE captures SET step = :step, verdict = :verdict, expected = :expected, file = :file, bytes = :bytes, phases = :phases,
       failure = :failure, finished_at = :at WHERE id = :id AND finished_at IS NULL`,
  );
  const queue = database.prepare(
    `INSERT INTO uploads (capture, state) SELECT id, 'queued' FROM captures WHERE id = ? AND file IS NOT NULL AND superseded IS NULL
       AND (record IS NULL OR json_extract(record, '$.localOnly') IS NULL)`,
  );
  const withdraw = database.prepare(`UPDATE uploads SET state = 'withdrawn' WHERE capture = ? AND state IN ('queued', 'waiting')`);
  const tellAttempt = database.prepare(
    `UPDATE upload_attempts SET superseded = :by WHERE capture = :id
       AND attempt = (SELECT max(attempt) FROM upload_attempts WHERE capture = :id)`,
  );
  const setSuperseded = database.prepare('UPDATE captures SET superseded = :by WHERE id = :id');
  const setCounted = database.prepare('UPDATE captures SET counted = 1 WHERE id = ?');
  const setUncounted = database.prepare('UPDATE captures SET counted = 0 WHERE pulse_id = ? AND timestamp_ns = ?');
  const exists = database.prepare('SELECT 1 FROM captures WHERE id = ?');
  const positions = database.prepare('SELECT coalesce(max(position), -1) AS last FROM outcomes WHERE capture = ?');
  const upsert = database.prepare(
    `INSERT INTO outcomes (capture, channel, position, code, facts) VALUES (:capture, :channel, :position, :code, :facts)
     ON CONFLICT (capture, channel) DO UPDATE SET code = excluded.code, facts = excluded.facts`,
  );
  const count = database.prepare(
    `UPDATE captures SET counts = (SELECT json_group_object(code, n) FROM
       (SELECT code, count(*) AS n FROM outcomes WHERE capture = :id GROUP BY code)) WHERE id = :id`,
  );

  function keepOutcomes(id: number, outcomes: readonly ChannelOutcome[]): void {
    let position = Number(positions.get(id)?.['last']);
    for (const outcome of outcomes) {
      position += 1;
      upsert.run({ capture: id, channel: outcome.channel, position, code: outcome.code, facts: JSON.stringify(outcome) });
    }
    count.run({ id });
  }

  return {
    begin(starts: readonly CaptureStart[]): { captureId: string; attempt: number }[] {
      return inTransaction(database, () =>
        starts.map(({ pulse, mode, metadata, devices, record, at }) => {
          const row = insert.get({
            pulseId: String(pulse.pulseId),
            timestampNs: String(pulse.timestampNs),
            mode,
            metadata: jsonOrNull(metadata),
            devices: jsonOrNull(devices),
            record: jsonOrNull(record),
            at,
          });
          return { captureId: String(row?.['id']), attempt: Number(row?.['attempt']) };
        }),
      );
    },

    step(captureId: string, step: CaptureStep, facts: { file?: string; metadata?: Metadata } = {}): void {
      const id = rowId(captureId);
      const { changes } = setStep.run({ id, step, file: facts.file ?? null, metadata: jsonOrNull(facts.metadata) });
      if (changes !== 1) throw notOpen(captureId);
    },

    finish(captureId: string, end: CaptureEnd): void {
      const id = rowId(captureId);
      inTransaction(database, () => {
        const { changes } = setEnd.run({
          id,
          step: end.verdict === 'failed' ? 'failed' : 'kept',
          verdict: end.verdict,
          expected: end.expected,
          file: end.file,
          bytes: end.bytes,
          phases: JSON.stringify(end.phases),
          failure: jsonOrNull(end.failure),
          at: end.at,
        });
        if (changes !== 1) throw notOpen(captureId);
        keepOutcomes(id, end.outcomes);
        if (end.upload === true) queue.run(id);
      });
    },

    amend(captureId: string, outcomes: readonly ChannelOutcome[]): void {
      const id = rowId(captureId);
      inTransaction(database, () => {
        if (exists.get(id) === undefined) throw notThere(captureId, 'no outcome of it can be changed');
        keepOutcomes(id, outcomes);
      });
    },

    counted(captureId: string): void {
      setCounted.run(rowId(captureId));
    },

    uncount({ pulseId, timestampNs }: PulseFacts): void {
      setUncounted.run(pulseId, timestampNs);
    },

    supersede(captureId: string, by: string): void {
      const id = rowId(captureId);
      inTransaction(database, () => {
        const { changes } = setSuperseded.run({ id, by });
        if (changes !== 1) throw notThere(captureId, 'it cannot be superseded');
        withdraw.run(id);
        tellAttempt.run({ id, by });
      });
    },
  };
}

/** Capture IDs are the rows' numbers: they sort by age. */
export function rowId(captureId: string): number {
  if (!/^\d{1,15}$/.test(captureId)) throw new ExporterError('BAD_REQUEST', `"${captureId}" is not a capture ID; these are whole numbers.`);
  return Number(captureId);
}

function jsonOrNull(facts: object | null | undefined): string | null {
  return facts ? JSON.stringify(facts) : null;
}

function notThere(captureId: string, so: string): ExporterError {
  return new ExporterError('NOT_FOUND', `There is no capture ${captureId} in the journal, so ${so}.`);
}

function notOpen(captureId: string): ExporterError {
  return new ExporterError(
    'JOURNAL_FAILED',
    `Capture ${captureId} has no open row in the journal: it has ended already or was never begun.`,
  );
}
