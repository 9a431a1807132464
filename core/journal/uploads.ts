import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { ExporterError } from '../contract/errors.ts';
import type { UploadFacts } from '../contract/uploads.ts';
import { rowId } from './captures.ts';
import { inTransaction } from './database.ts';
import {
  capturedChannels,
  channelRowSchema,
  countsRowSchema,
  toDue,
  toUpload,
  uploadColumns,
  uploadRowSchema,
  withoutText,
} from './upload-rows.ts';
import type { DueUpload, UploadCounts, UploadEnd, Without } from './uploads-port.ts';

const localOnlySchema = z.object({ sentence: z.string().nullable() }).optional();

const unknownEnd = 'The exporter ended while it was sent: whether it arrived, the next attempt tells.';

/** Files on their way to the Gateway, and every attempt at them. */
export function uploadTable(database: DatabaseSync) {
  const byId = database.prepare(`SELECT ${uploadColumns} WHERE capture = ?`);
  /** The three states are those of the index. */
  const due = database.prepare(
    `SELECT ${uploadColumns} WHERE state IN ('queued', 'sending', 'waiting') AND state != 'sending' AND superseded IS NULL
       AND (devices IS NULL OR counted = 1)
       AND (state = 'queued' OR retry_at <= ?) ORDER BY capture LIMIT 1`,
  );
  const channels = database.prepare(capturedChannels);
  const counts = database.prepare(
    `SELECT count(*) FILTER (WHERE state != 'waiting') AS queued, count(*) FILTER (WHERE state = 'waiting') AS waiting,
       min(retry_at) FILTER (WHERE state = 'waiting') AS next FROM uploads WHERE state IN ('queued', 'sending', 'waiting')`,
  );
  const setSending = database.prepare(
    `UPDATE uploads SET state = 'sending', failures = failures + 1 WHERE capture = :id AND state IN ('queued', 'waiting')
       AND without IS :without AND (SELECT superseded FROM captures WHERE id = :id) IS NULL`,
  );
  const insertAttempt = database.prepare(
    `INSERT INTO upload_attempts (capture, attempt, at)
     SELECT :id, count(*) + 1, :at FROM upload_attempts WHERE capture = :id`,
  );
  const newest = 'attempt = (SELECT max(attempt) FROM upload_attempts WHERE capture = :id)';
  const endAttempt = database.prepare(
    `UPDATE upload_attempts SET took_ms = :tookMs, status = :status, words = :words, state = :state, facts = :facts
     WHERE capture = :id AND ${newest}`,
  );
  /** One that was superseded meanwhile is not sent again. */
  const setEnd = database.prepare(
    `UPDATE uploads SET retry_at = :retryAtMs, unknown_end = :unknownEnd, arrived = :arrived, facts = :facts,
       failures = CASE WHEN :state = 'waiting' THEN failures ELSE 0 END,
       state = CASE WHEN :state = 'waiting' AND (SELECT superseded FROM captures WHERE id = :id) IS NOT NULL THEN 'withdrawn' ELSE :state END
     WHERE capture = :id AND state = 'sending'`,
  );
  const leaveAttempts = database.prepare(
    `UPDATE upload_attempts SET facts = :facts WHERE took_ms IS NULL AND facts = '{}'
       AND capture IN (SELECT capture FROM uploads WHERE state = 'sending')`,
  );
  const requeue = database.prepare(
    `UPDATE uploads SET unknown_end = 1,
       state = CASE WHEN (SELECT superseded FROM captures WHERE id = capture) IS NULL THEN 'queued' ELSE 'withdrawn' END WHERE state = 'sending'`,
  );
  const localOnly = database.prepare(`SELECT json_extract(record, '$.localOnly') AS sentence FROM captures WHERE id = ?`);
  const setQueued = database.prepare(
    `UPDATE uploads SET state = 'queued', failures = 0, retry_at = NULL WHERE capture = ? AND state IN ('waiting', 'refused', 'partly-refused')`,
  );

  function uploadOf(captureId: string): UploadFacts | null {
    const row = byId.get(rowId(captureId));
    return row === undefined ? null : toUpload(uploadRowSchema.parse(row));
  }

  return {
    uploadOf,

    recoverUploads(): number {
      return inTransaction(database, () => {
        leaveAttempts.run({ facts: JSON.stringify({ sentence: unknownEnd }) });
        return Number(requeue.run().changes);
      });
    },

    dueUpload(nowMs: number): DueUpload | null {
      const found = due.get(nowMs);
      if (found === undefined) return null;
      const row = uploadRowSchema.parse(found);
      const names = z.array(channelRowSchema).parse(channels.all(row.capture));
      return toDue(
        row,
        names.map(({ channel }) => channel),
      );
    },

    beginUpload(captureId: string, at: string, without: Without | null = null): boolean {
      const id = rowId(captureId);
      return inTransaction(database, () => {
        if (setSending.run({ id, without: withoutText(without) }).changes !== 1) return false;
        insertAttempt.run({ id, at });
        return true;
      });
    },

    endUpload(captureId: string, end: UploadEnd): void {
      const id = rowId(captureId);
      const { tookMs, status, words, state, accepted, refused, alreadyPresent, sentence, failure, leftOut, retryAtMs, earlier } = end;
      inTransaction(database, () => {
        const { changes } = setEnd.run({
          ...{
            id,
            state,
            retryAtMs: retryAtMs === null ? null : Math.ceil(retryAtMs),
            unknownEnd: Number(earlier.unknownEnd),
            arrived: JSON.stringify(earlier.arrived),
          },
          facts: JSON.stringify({ sentence, failure, leftOut }),
        });
        if (changes !== 1) throw new ExporterError('JOURNAL_FAILED', `The journal knows of no upload of capture ${captureId} under way.`);
        const facts = JSON.stringify({ accepted, refused, alreadyPresent, sentence });
        endAttempt.run({ id, tookMs: Math.round(tookMs), status, words, state, facts });
      });
    },

    retryUpload(captureId: string): void {
      if (setQueued.run(rowId(captureId)).changes === 1) return;
      const upload = uploadOf(captureId);
      const stays = localOnlySchema.parse(localOnly.get(rowId(captureId)))?.sentence ?? null;
      if (stays !== null) throw new ExporterError('BAD_REQUEST', `Capture ${captureId} is not sent. ${stays}`);
      if (upload === null)
        throw new ExporterError('NOT_FOUND', `Capture ${captureId} has no file for the Gateway: there is none, or no gateway was named.`);
      if (upload.state === 'queued' || upload.state === 'sending') return;
      const why = upload.state === 'accepted' ? 'is in the Gateway already' : 'does not count: its devices were given to another exporter';
      throw new ExporterError('BAD_REQUEST', `${upload.file} ${why}, so it is not sent again.`);
    },

    uploadCounts(): UploadCounts {
      const { queued, waiting, next } = countsRowSchema.parse(counts.get());
      return { queued, waiting, nextRetryMs: next };
    },
  };
}
