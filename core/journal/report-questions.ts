import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { ChannelOutcome } from '../contract/api.ts';
import { rowId } from './captures.ts';
import { pageSize } from './reader.ts';
import type { AnnouncedPulse, KeptAttempt, TimePage, TimePlace, TimeSpan } from './report-port.ts';
import { announcedRowSchema, attemptRowSchema, missedRowSchema, placeSchema, toAnnounced, toKeptAttempt } from './report-rows.ts';

/** By time as text: from 2001 to 2286 all have as many digits. */
const inSpan = `timestamp_ns < :toNs AND length(timestamp_ns) = 19 AND (timestamp_ns, id) > (:afterNs, :afterId)
  ORDER BY timestamp_ns, id LIMIT :limit`;

/** A verdict tells of uploads as well, as far as they were by then. */
const newestOf = (kind: 'verdict' | 'upload') => `(
       SELECT facts FROM announcements AS said INDEXED BY announcements_by_pulse
       WHERE said.pulse_id = announcements.pulse_id AND said.timestamp_ns = announcements.timestamp_ns AND said.kind = '${kind}'
       ORDER BY said.id DESC LIMIT 1)`;

/** What a report asks of a span of time. */
export function reportQuestions(database: DatabaseSync) {
  const attempts = database.prepare(
    `SELECT id, pulse_id, timestamp_ns, attempt, verdict, expected, counts, file, captures.failure AS failure, superseded IS NOT NULL AS superseded,
       devices IS NOT NULL AS of_group, record, removed_at, state, uploads.facts AS facts, unknown_end, without
     FROM captures INDEXED BY captures_by_time LEFT JOIN uploads ON uploads.capture = captures.id WHERE ${inSpan}`,
  );
  const announced = database.prepare(
    `SELECT id, pulse_id, timestamp_ns, facts, ${newestOf('verdict')} AS verdict, ${newestOf('upload')} AS upload
     FROM announcements INDEXED BY announced_by_time WHERE kind = 'pulse' AND ${inSpan}`,
  );
  const missed = database.prepare(`SELECT facts FROM outcomes WHERE capture = ? AND code NOT IN ('captured', 'skipped') ORDER BY position`);
  const oldest = database.prepare('SELECT id, at_ms FROM announcements ORDER BY id LIMIT 1');

  function page<Row, T>(found: readonly unknown[], schema: z.ZodType<Row>, toRow: (row: Row) => T): TimePage<T> {
    const last = found.at(-1);
    if (last === undefined) return { rows: [], unreadable: 0, last: null };
    const { id, timestamp_ns: timestampNs } = placeSchema.parse(last);
    const rows = found.flatMap((row) => {
      const { data } = schema.safeParse(row);
      return data === undefined ? [] : [toRow(data)];
    });
    return { rows, unreadable: found.length - rows.length, last: { timestampNs, id } };
  }

  const placed = ({ fromNs, toNs }: TimeSpan, after: TimePlace | null, limit: number) => ({
    ...{ toNs, afterNs: after?.timestampNs ?? fromNs, afterId: after?.id ?? 0, limit: pageSize(limit) },
  });

  return {
    attemptsIn: (span: TimeSpan, after: TimePlace | null, limit: number): TimePage<KeptAttempt> =>
      page(attempts.all(placed(span, after, limit)), attemptRowSchema, toKeptAttempt),

    announcedIn: (span: TimeSpan, after: TimePlace | null, limit: number): TimePage<AnnouncedPulse> =>
      page(announced.all(placed(span, after, limit)), announcedRowSchema, toAnnounced),

    missedOf(captureIds: readonly string[]): Record<string, ChannelOutcome[]> {
      const read = (row: unknown) => missedRowSchema.safeParse(row).data?.facts ?? [];
      return Object.fromEntries(captureIds.map((id) => [id, missed.all(rowId(id)).flatMap(read)]));
    },

    forgottenBefore(): number | null {
      const row = oldest.get();
      if (row === undefined) return null;
      const { id, at_ms: atMs } = z.object({ id: z.number(), at_ms: z.number() }).parse(row);
      return id > 1 ? atMs : null;
    },
  };
}
