import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { uploadStates } from '../contract/uploads.ts';
import { rowId } from './captures.ts';
import { inTransaction } from './database.ts';
import type { KeptKey, OldCapture, Pruned, UploadedCount, UploadedFile } from './files-port.ts';
import { pageSize } from './reader.ts';
import { anyFactsRowSchema } from './rows.ts';

const nsPerMs = 1_000_000n;

const uploadedRowSchema = z.object({ file: z.string(), bytes: z.number(), timestamp_ns: z.string(), uploaded_at: z.string() });
const countRowSchema = z.object({ files: z.number(), bytes: z.number(), last: z.string().nullable() });
const idRowSchema = z.object({ id: z.number().nullable() });
const oldRowSchema = z.object({
  id: z.number(),
  started_at: z.string(),
  is_finished: z.number(),
  has_file: z.number(),
  upload: z.enum(uploadStates).nullable(),
  is_cut: z.number(),
});

/** Files that may be removed, and captures that may be forgotten. */
export function fileTable(database: DatabaseSync) {
  const here = 'file IS NOT NULL AND removed_at IS NULL';
  // What was sent without some channels is whole nowhere else.
  const uploaded = `FROM captures INDEXED BY captures_with_file CROSS JOIN uploads ON uploads.capture = captures.id
    WHERE ${here} AND file > :after AND uploads.state = 'accepted' AND uploads.without IS NULL`;
  const page = database.prepare(
    `SELECT file, bytes, timestamp_ns, coalesce(
       (SELECT at FROM upload_attempts WHERE upload_attempts.capture = captures.id ORDER BY attempt DESC LIMIT 1),
       finished_at, started_at) AS uploaded_at ${uploaded} ORDER BY file LIMIT :limit`,
  );
  const count = database.prepare(
    `SELECT count(*) AS files, coalesce(sum(bytes), 0) AS bytes, max(file) AS last
     FROM (SELECT file, bytes ${uploaded} ORDER BY file LIMIT :limit)`,
  );
  const setRemoved = database.prepare(`UPDATE captures SET removed_at = :at WHERE file = :file AND ${here} RETURNING id`);
  const oldest = database.prepare(
    `SELECT id, started_at, finished_at IS NOT NULL AS is_finished, ${here} AS has_file, uploads.state AS upload,
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

    uploadedFiles: (afterFile: string, limit: number): UploadedFile[] =>
      z
        .array(uploadedRowSchema)
        .parse(page.all({ after: afterFile, limit: pageSize(limit) }))
        .map(({ file, bytes, timestamp_ns, uploaded_at }) => ({
          ...{ file, bytes, pulseMs: Number(BigInt(timestamp_ns) / nsPerMs), uploadedMs: Date.parse(uploaded_at) },
        })),

    countUploaded(afterFile: string, limit: number): UploadedCount {
      const { files, bytes, last } = countRowSchema.parse(count.get({ after: afterFile, limit: pageSize(limit) }));
      return { files, bytes, lastFile: last };
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

function toOld(row: z.infer<typeof oldRowSchema>): OldCapture {
  const { id, started_at: startedAt, upload } = row;
  return {
    ...{ captureId: String(id), startedAt, upload },
    ...{ isFinished: row.is_finished === 1, hasFile: row.has_file === 1, isCut: row.is_cut === 1 },
  };
}
