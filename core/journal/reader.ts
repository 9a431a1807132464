import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { type CaptureCells, type CaptureDetails, type CaptureSummary, outcomeCodes, type PulseFacts } from '../contract/api.ts';
import { fromFacts, type Pulse } from '../pulses/pulse.ts';
import { rowId } from './captures.ts';
import type { Earlier, Unfinished } from './port.ts';
import { recordReader } from './records.ts';
import { type CaptureRow, captureRowSchema, metadataRowSchema, outcomeRowSchema } from './rows.ts';

export const captureColumns =
  'id, pulse_id, timestamp_ns, attempt, mode, step, metadata, devices, record, started_at, verdict, expected, counts, file, bytes, phases, failure, superseded, removed_at, (SELECT state FROM uploads WHERE capture = captures.id) AS upload';

/** More would hold the thread; ask for the next page. */
const mostAtOnce = 1000;

/** Older captures are not looked at for answers that never came. */
const lookedThrough = 5000;

/** Outcomes of 60 captures of 250 channels: some 50 ms at a start. */
const recalledMost = 15_000;

const cellSchema = z.object({ channel: z.string(), code: z.enum(outcomeCodes) });

/** What is asked about captures. */
export function captureReader(database: DatabaseSync) {
  const byId = database.prepare(`SELECT ${captureColumns} FROM captures WHERE id = ?`);
  const page = database.prepare(`SELECT ${captureColumns} FROM captures WHERE id < ? ORDER BY id DESC LIMIT ?`);
  const ended = database.prepare(`SELECT ${captureColumns} FROM captures WHERE finished_at IS NOT NULL ORDER BY id DESC LIMIT ?`);
  const cellsOf = database.prepare('SELECT channel, code FROM outcomes WHERE capture = ?');
  const open = database.prepare(`SELECT ${captureColumns} FROM captures WHERE finished_at IS NULL ORDER BY id`);
  const ofPulse = database.prepare(`SELECT ${captureColumns} FROM captures WHERE pulse_id = ? AND timestamp_ns = ? ORDER BY attempt`);
  const unanswered = database.prepare(
    `SELECT DISTINCT pulse_id, timestamp_ns FROM (SELECT * FROM captures ORDER BY id DESC LIMIT ${lookedThrough}) AS newest
     WHERE finished_at IS NOT NULL AND superseded IS NULL AND counted = 0 AND EXISTS (
       SELECT 1 FROM announcements INDEXED BY announcements_by_pulse
       WHERE announcements.pulse_id = newest.pulse_id AND announcements.timestamp_ns = newest.timestamp_ns)
     ORDER BY id DESC LIMIT ?`,
  );
  const records = recordReader(database);
  const outcomesOf = database.prepare('SELECT facts FROM outcomes WHERE capture = ? ORDER BY position');
  const capturedOf = database.prepare(
    `SELECT DISTINCT channel FROM outcomes JOIN captures ON captures.id = outcomes.capture
     WHERE pulse_id = ? AND timestamp_ns = ? AND file IS NOT NULL AND step = 'kept' AND superseded IS NULL AND code = 'captured' ORDER BY channel`,
  );
  const metadataOf = database.prepare(
    `SELECT metadata AS facts FROM captures WHERE pulse_id = ? AND timestamp_ns = ? AND metadata IS NOT NULL
     ORDER BY file IS NOT NULL AND step = 'kept' DESC, attempt LIMIT 1`,
  );

  function toDetails(row: CaptureRow): CaptureDetails {
    const outcomes = z.array(outcomeRowSchema).parse(outcomesOf.all(row.id));
    return { ...toSummary(row), outcomes: outcomes.map(({ facts }) => facts) };
  }

  return {
    unfinished: (): Unfinished[] => z.array(captureRowSchema).parse(open.all()).map(toUnfinished),

    recordHolder: records.holder,

    unanswered: (limit: number): PulseFacts[] =>
      z
        .array(z.object({ pulse_id: z.string(), timestamp_ns: z.string() }))
        .parse(unanswered.all(pageSize(limit)))
        .map((row) => ({ pulseId: row.pulse_id, timestampNs: row.timestamp_ns })),

    earlier(pulse: Pulse): Earlier {
      const key = [String(pulse.pulseId), String(pulse.timestampNs)];
      const captured = z.array(z.object({ channel: z.string() })).parse(capturedOf.all(...key));
      const row = metadataOf.get(...key);
      return {
        captured: captured.map(({ channel }) => channel),
        metadata: row === undefined ? null : metadataRowSchema.parse(row).facts,
        record: records.of(pulse),
      };
    },

    list: (limit: number, before?: string): CaptureSummary[] =>
      z
        .array(captureRowSchema)
        .parse(page.all(before === undefined ? Number.MAX_SAFE_INTEGER : rowId(before), pageSize(limit)))
        .map(toSummary),

    recall(limit: number): CaptureCells[] {
      const recalled: CaptureCells[] = [];
      let channels = 0;
      for (const row of z.array(captureRowSchema).parse(ended.all(pageSize(limit)))) {
        const cells = z.array(cellSchema).parse(cellsOf.all(row.id));
        channels += cells.length;
        if (channels > recalledMost && recalled.length > 0) break;
        recalled.push({ ...toSummary(row), codes: Object.fromEntries(cells.map(({ channel, code }) => [channel, code])) });
      }
      return recalled;
    },

    get(captureId: string): CaptureDetails | null {
      const row = byId.get(rowId(captureId));
      return row === undefined ? null : toDetails(captureRowSchema.parse(row));
    },

    capturesOf: (pulse: Pulse): CaptureDetails[] =>
      z
        .array(captureRowSchema)
        .parse(ofPulse.all(String(pulse.pulseId), String(pulse.timestampNs)))
        .map(toDetails),
  };
}

/** To SQLite a negative limit is none. */
export function pageSize(limit: number): number {
  return Math.min(Math.max(Math.trunc(limit), 0), mostAtOnce);
}

export function toSummary(row: CaptureRow): CaptureSummary {
  return {
    captureId: String(row.id),
    pulse: { pulseId: row.pulse_id, timestampNs: row.timestamp_ns },
    attempt: row.attempt,
    mode: row.mode,
    step: row.step,
    verdict: row.verdict,
    expected: row.expected,
    captured: row.counts.captured ?? 0,
    counts: row.counts,
    file: row.file,
    bytes: row.bytes,
    phases: row.phases,
    startedAt: row.started_at,
    failure: row.failure,
    ...(row.superseded === null ? {} : { superseded: row.superseded }),
    ...(row.record === null || row.record.localOnly === null ? {} : { localOnly: row.record.localOnly }),
    ...(row.upload === null ? {} : { upload: row.upload }),
    ...(row.metadata === null ? {} : { metadata: row.metadata }),
    ...(row.removed_at === null ? {} : { removedAt: row.removed_at }),
  };
}

function toUnfinished(row: CaptureRow): Unfinished {
  return {
    captureId: String(row.id),
    pulse: fromFacts({ pulseId: row.pulse_id, timestampNs: row.timestamp_ns }),
    attempt: row.attempt,
    mode: row.mode,
    step: row.step,
    metadata: row.metadata,
    devices: row.devices,
    record: row.record,
    file: row.file,
    startedAt: row.started_at,
  };
}
