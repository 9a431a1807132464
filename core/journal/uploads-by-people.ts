import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { ExporterError } from '../contract/errors.ts';
import { type UploadAttempt, type UploadDetails, type UploadFacts, uploadStates } from '../contract/uploads.ts';
import { rowId } from './captures.ts';
import { inTransaction } from './database.ts';
import { pageSize } from './reader.ts';
import {
  attemptRowSchema,
  capturedChannels,
  channelRowSchema,
  toAttempt,
  toUpload,
  type UploadRow,
  uploadColumns,
  uploadRowSchema,
  withoutText,
} from './upload-rows.ts';
import type { UploadJournal, Without } from './uploads-port.ts';

/** What people ask about uploads, and what they leave out of one. */
export function uploadsByPeople(database: DatabaseSync) {
  const byId = database.prepare(`SELECT ${uploadColumns} WHERE capture = ?`);
  const page = database.prepare(
    `SELECT ${uploadColumns} WHERE capture < :before AND state IN (SELECT value FROM json_each(:states)) ORDER BY capture DESC LIMIT :limit`,
  );
  const attempts = database.prepare(
    'SELECT attempt, at, took_ms, status, words, state, superseded, facts FROM upload_attempts WHERE capture = ? ORDER BY attempt',
  );
  const channels = database.prepare(capturedChannels);
  const removed = database.prepare('SELECT removed_at FROM captures WHERE id = ? AND removed_at IS NOT NULL');
  const setWithout = database.prepare(
    `UPDATE uploads SET without = :without, state = 'queued', failures = 0, retry_at = NULL WHERE capture = :id`,
  );

  function known(captureId: string): UploadRow {
    const row = byId.get(rowId(captureId));
    if (row !== undefined) return uploadRowSchema.parse(row);
    throw new ExporterError('NOT_FOUND', `Capture ${captureId} has no file for the Gateway: there is none, or no gateway was named.`);
  }

  function attemptsOf(capture: number): UploadAttempt[] {
    return z.array(attemptRowSchema).parse(attempts.all(capture)).map(toAttempt);
  }

  return {
    uploadAttempts: (captureId: string) => attemptsOf(rowId(captureId)),

    listUploads({ limit, before, states = uploadStates }: Parameters<UploadJournal['listUploads']>[0]): UploadFacts[] {
      const found = page.all({
        before: before === undefined ? Number.MAX_SAFE_INTEGER : rowId(before),
        states: JSON.stringify(states),
        limit: pageSize(limit),
      });
      return z.array(uploadRowSchema).parse(found).map(toUpload);
    },

    uploadDetails(captureId: string): UploadDetails {
      const row = known(captureId);
      return { ...toUpload(row), attemptsMade: attemptsOf(row.capture), without: row.without?.channels ?? [] };
    },

    leaveOut(captureId: string, without: Without): void {
      inTransaction(database, () => {
        const row = known(captureId);
        const names = z.array(channelRowSchema).parse(channels.all(row.capture));
        const held = names.map(({ channel }) => channel);
        const left = [...new Set(without.channels)];
        const why = stateProblem(row, removed.get(row.capture) !== undefined) ?? channelProblem(row, held, left);
        if (why !== null) throw new ExporterError('BAD_REQUEST', `${row.file} ${why}`);
        setWithout.run({ id: row.capture, without: withoutText({ ...without, channels: left }) });
      });
    },
  };
}

/** Follows the file's name; null where it can be sent again. */
function stateProblem({ state }: UploadRow, isRemoved: boolean): string | null {
  if (isRemoved) return 'was removed from the data folder, so it cannot be sent again.';
  switch (state) {
    case 'accepted':
      return 'is in the Gateway already, with all its channels.';
    case 'withdrawn':
      return 'does not count: its devices were given to another exporter, so it is not sent.';
    case 'sending':
      return 'is being sent now; ask for it again when that is over.';
    default:
      return null;
  }
}

function channelProblem({ arrived }: UploadRow, held: readonly string[], left: readonly string[]): string | null {
  const unknown = left.filter((channel) => !held.includes(channel));
  if (unknown.length > 0) return `has no channel ${some(unknown)}; it holds ${some(held)}.`;
  const there = left.filter((channel) => arrived.includes(channel));
  if (there.length > 0) return `has brought ${some(there)} to the Gateway already, and the Gateway gives nothing back.`;
  if (left.length > 0 && left.length === held.length) return 'would have no channel left; to keep it here, leave it as it is.';
  return null;
}

const shown = 10;

function some(names: readonly string[]): string {
  return names.length > shown ? `${names.slice(0, shown).join(', ')} and ${names.length - shown} more` : names.join(', ');
}
