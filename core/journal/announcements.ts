import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { PulseFacts } from '../contract/api.ts';
import { inTransaction } from './database.ts';
import { type EntryPage, type GroupEntry, keptEntries } from './port.ts';
import { pageSize } from './reader.ts';
import { entryRowSchema } from './rows.ts';

const columns = 'id, at_ms, leader, epoch, seq, kind, pulse_id, timestamp_ns, plan, facts';
const idSchema = z.object({ id: z.number().nullable() });

/** So many more may be kept before the oldest are forgotten, all at once. */
const pruneStep = 1000;

/** What the leaders of the group announced, to be found by time and by pulse. */
export function announcementTable(database: DatabaseSync) {
  const insert = database.prepare(
    `INSERT INTO announcements (at_ms, leader, epoch, seq, kind, pulse_id, timestamp_ns, plan, facts)
     VALUES (:atMs, :leader, :epoch, :seq, :kind, :pulseId, :timestampNs, :plan, :facts) ON CONFLICT (leader, epoch, seq) DO NOTHING`,
  );
  const newest = database.prepare('SELECT max(id) AS id FROM announcements');
  // A plan stays as long as a pulse that was announced with it.
  const prune = database.prepare(
    `DELETE FROM announcements WHERE id <= :upTo AND NOT (kind = 'plan' AND EXISTS (
       SELECT 1 FROM announcements AS later INDEXED BY announcements_by_plan
       WHERE later.leader = announcements.leader AND later.epoch = announcements.epoch AND later.plan = announcements.plan
         AND later.kind = 'pulse' AND later.id > :upTo))`,
  );
  const page = database.prepare(
    `SELECT ${columns} FROM announcements
     WHERE id > max(:afterId, (SELECT coalesce(min(id), :afterId + 1) - 1 FROM announcements WHERE at_ms >= :atMs)) AND at_ms >= :atMs
     ORDER BY id LIMIT :limit`,
  );
  const open = database.prepare(
    `SELECT ${columns} FROM announcements WHERE id IN (
       SELECT id FROM announcements AS pulse INDEXED BY announced_pulses WHERE kind = 'pulse' AND NOT EXISTS (
         SELECT 1 FROM announcements AS other INDEXED BY announcements_by_pulse
         WHERE other.pulse_id = pulse.pulse_id AND other.timestamp_ns = pulse.timestamp_ns
           AND (other.kind = 'verdict' OR (other.kind = 'pulse' AND other.id > pulse.id)))
       ORDER BY id DESC LIMIT ?) ORDER BY id DESC`,
  );
  const planOf = database.prepare(
    `SELECT ${columns} FROM announcements INDEXED BY announcements_by_plan
     WHERE leader = ? AND epoch = ? AND plan = ? AND kind = 'plan' LIMIT 1`,
  );

  const lastUpload = database.prepare(
    `SELECT ${columns} FROM announcements INDEXED BY announcements_by_pulse
     WHERE pulse_id = ? AND timestamp_ns = ? AND kind IN ('verdict', 'upload') ORDER BY epoch DESC, seq DESC LIMIT 1`,
  );
  const waitingUploads = database.prepare(
    `SELECT ${columns} FROM announcements AS last
     WHERE kind IN ('verdict', 'upload') AND CASE WHEN json_valid(facts) THEN json_extract(facts, '$.upload.state') = 'waiting' END AND NOT EXISTS (
       SELECT 1 FROM announcements AS later INDEXED BY announcements_by_pulse
       WHERE later.pulse_id = last.pulse_id AND later.timestamp_ns = last.timestamp_ns AND later.kind IN ('verdict', 'upload')
         AND (later.epoch, later.seq) > (last.epoch, last.seq))
     ORDER BY id DESC LIMIT ?`,
  );

  const newestId = (): number => idSchema.parse(newest.get()).id ?? 0;

  function plansOf(pulses: readonly GroupEntry[]): GroupEntry[] {
    const wanted = new Map(pulses.map((pulse) => [JSON.stringify([pulse.leader, pulse.epoch, pulse.plan]), pulse]));
    return [...wanted.values()].flatMap(({ leader, epoch, plan }) => (plan === null ? [] : readable(planOf.all(leader, epoch, plan))));
  }

  return {
    keepEntries(entries: readonly GroupEntry[]): void {
      inTransaction(database, () => {
        const before = newestId();
        for (const { pulse, facts, atMs, ...rest } of entries) {
          insert.run({
            ...rest,
            atMs: Math.trunc(atMs),
            pulseId: pulse?.pulseId ?? null,
            timestampNs: pulse?.timestampNs ?? null,
            facts: JSON.stringify(facts ?? null),
          });
        }
        const last = newestId();
        if (Math.floor(last / pruneStep) > Math.floor(before / pruneStep)) prune.run({ upTo: last - keptEntries });
      });
    },

    entriesSince(atMs: number, afterId: number, limit: number): EntryPage {
      const rows = page.all({ atMs: Math.ceil(atMs), afterId, limit: pageSize(limit) });
      const last = rows.at(-1);
      return { entries: readable(rows), lastId: last === undefined ? null : idSchema.parse(last).id, newestId: newestId() };
    },

    lastUploadOf: ({ pulseId, timestampNs }: PulseFacts): GroupEntry | null => readable(lastUpload.all(pulseId, timestampNs))[0] ?? null,

    waitingUploads: (limit: number): GroupEntry[] => readable(waitingUploads.all(pageSize(limit))),

    openPulses(limit: number): { pulses: GroupEntry[]; plans: GroupEntry[] } {
      const pulses = readable(open.all(pageSize(limit)));
      return { pulses, plans: plansOf(pulses) };
    },
  };
}

function readable(rows: readonly unknown[]): GroupEntry[] {
  return rows.flatMap((row) => {
    const { success, data } = entryRowSchema.safeParse(row);
    if (!success) return [];
    const { at_ms: atMs, pulse_id: pulseId, timestamp_ns: timestampNs, leader, epoch, seq, kind, plan, facts } = data;
    const pulse = pulseId === null || timestampNs === null ? null : { pulseId, timestampNs };
    return [{ atMs, leader, epoch, seq, kind, pulse, plan, facts }];
  });
}
