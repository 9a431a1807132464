import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { uploadStates } from '../contract/uploads.ts';
import { rowId } from './captures.ts';
import { inTransaction } from './database.ts';
import type { KeptKey, OldCapture, Pruned, UploadedCount, UploadedFile, UploadedPage } from './files-port.ts';
import { pageSize } from './reader.ts';
import { anyFactsRowSchema } from './rows.ts';

const nsPerMs = 1_000_000n;

const uploadedRowSchema = z.object({
  file: z.string(),
  bytes: z.number(),
  timestamp_ns: z.string(),
  is_uploaded: z.number(),
  uploaded_at: z.string(),
});
const countRowSchema = z.object({ seen: z.number(), files: z.number(), bytes: z.number(), last: z.string().nullable() });
const idRowSchema = z.object({ id: z.number().nullable() });
const oldRowSchema = z.object({
  id: z.number(),
  started_at: z.string(),
  is_finished: z.number(),
  has_file: z.number(),
  has_details: z.number(),
  upload: z.enum(uploadStates).nullable(),
  is_cut: z.number(),
});

/** Files that may be removed, and captures that may be forgotten. */
export function fileTable(database: DatabaseSync) {
  const here = 'file IS NOT NULL AND removed_at IS NULL';
  // What was sent without some channels is whole nowhere else.
  const seen = `FROM (SELECT id, file, bytes, timestamp_ns, coalesce(finished_at, started_at) AS ended_at
      FROM captures INDEXED BY captures_with_file WHERE ${here} AND file > :after ORDER BY file LIMIT :limit) AS seen
    LEFT JOIN uploads ON uploads.capture = seen.id AND uploads.state = 'accepted' AND uploads.without IS NULL`;
  const page = database.prepare(
    `SELECT file, bytes, timestamp_ns, uploads.capture IS NOT NULL AS is_uploaded, coalesce(
       (SELECT at FROM upload_attempts WHERE upload_attempts.capture = seen.id ORDER BY attempt DESC LIMIT 1), ended_at) AS uploaded_at
     ${seen} ORDER BY file`,
  );
  const count = database.prepare(
    `SELECT count(*) AS seen, count(uploads.capture) AS files, coalesce(sum(bytes) FILTER (WHERE uploads.capture IS NOT NULL), 0) AS bytes,
       max(file) AS last ${seen}`,
  );
  const setRemoved = database.prepare(`UPDATE captures SET removed_at = :at WHERE file = :file AND ${here} RETURNING id`);
  const oldest = database.prepare(
    `SELECT id, started_at, finished_at IS NOT NULL AS is_finished, ${here} AS has_file,
       EXISTS (SELECT 1 FROM outcomes WHERE outcomes.capture = captures.id) AS has_details, uploads.state AS upload,
       uploads.without IS NOT NULL AS is_cut
     FROM captures LEFT JOIN uploads ON uploads.capture = captures.id WHERE id > :after ORDER BY id LIMIT :limit`,
  );
  const newest = database.prepare('SELECT max(id) AS id FROM captures');
  const settled = `finished_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM uploads WHERE uploads.capture = captures.id
    AND state NOT IN ('accepted', 'withdrawn'))`;
  const isSettled = database.prepare(`SELECT id FROM captures WHERE id = ? AND ${settled}`);
  const isGone = database.prepare(`SELECT id FROM captures WHERE id = ? AND ${settled} AND NOT (${here})`);
  const deleteAttempts = database.prepare('DELETE FROM upload_attempts WHERE capture = ?');
  const deleteOutcomes = database.prepare('DELETE FROM outcomes WHERE capture = ?');
  const deleteUpload = database.prepare('DELETE FROM uploads WHERE capture = ?');
  const deleteCapture = database.prepare('DELETE FROM captures WHERE id = ?');
  // The table has its name from those who needed it first.
  const put = database.prepare('INSERT INTO group_kept (key, facts) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET facts = excluded.facts');
  const get = database.prepare('SELECT facts FROM group_kept WHERE key = ?');

  function keep(key: KeptKey, facts: unknown): void {
    put.run(key, JSON.stringify(facts ?? null));
  }

  return {
    keep,
    kept(key: KeptKey): unknown {
      const row = get.get(key);
      return row === undefined ? null : anyFactsRowSchema.parse(row).facts;
    },

    uploadedFiles(afterFile: string, limit: number): UploadedPage {
      const size = pageSize(limit);
      const rows = z.array(uploadedRowSchema).parse(page.all({ after: afterFile, limit: size }));
      const files = rows.filter((row) => row.is_uploaded === 1);
      return { files: files.map(toUploaded), lastFile: rows.length < size ? null : (rows.at(-1)?.file ?? null) };
    },

    countUploaded(afterFile: string, limit: number): UploadedCount {
      const size = pageSize(limit);
      const { seen, files, bytes, last } = countRowSchema.parse(count.get({ after: afterFile, limit: size }));
      return { files, bytes, lastFile: seen < size ? null : last };
    },

    filesRemoved(files: readonly string[], at: string): string[] {
      return inTransaction(database, () => {
        keep('removing', []);
        const ids = files.flatMap((file) => z.array(idRowSchema).parse(setRemoved.all({ file, at })));
        return ids.map(({ id }) => String(id));
      });
    },

    oldestCaptures(afterId: string, limit: number): { captures: OldCapture[]; newestId: number } {
      const rows = z.array(oldRowSchema).parse(oldest.all({ after: rowId(afterId), limit: pageSize(limit) }));
      return { captures: rows.map(toOld), newestId: idRowSchema.parse(newest.get()).id ?? 0 };
    },

    prune({ whole, details }: Pruned): void {
      inTransaction(database, () => {
        for (const id of details.map(rowId).filter((each) => isSettled.get(each) !== undefined)) {
          deleteAttempts.run(id);
          deleteOutcomes.run(id);
        }
        for (const id of whole.map(rowId).filter((each) => isGone.get(each) !== undefined))
          for (const statement of [deleteAttempts, deleteOutcomes, deleteUpload, deleteCapture]) statement.run(id);
      });
    },
  };
}

function toUploaded({ file, bytes, timestamp_ns, uploaded_at }: z.infer<typeof uploadedRowSchema>): UploadedFile {
  return { file, bytes, pulseMs: Number(BigInt(timestamp_ns) / nsPerMs), uploadedMs: Date.parse(uploaded_at) };
}

function toOld(row: z.infer<typeof oldRowSchema>): OldCapture {
  const { id, started_at: startedAt, upload } = row;
  return {
    ...{ captureId: String(id), startedAt, upload },
    ...{ isFinished: row.is_finished === 1, hasFile: row.has_file === 1, hasDetails: row.has_details === 1, isCut: row.is_cut === 1 },
  };
}
