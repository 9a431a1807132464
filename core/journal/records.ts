import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { PulseFacts } from '../contract/api.ts';
import type { RecordFacts } from '../contract/uploads.ts';
import type { Pulse } from '../pulses/pulse.ts';
import type { RecordSpan } from './port.ts';
import { recordRowSchema } from './rows.ts';

const pulseRowSchema = z.object({ pulse_id: z.string(), timestamp_ns: z.string() });

/** By time as text: of one span all have as many digits. */
const otherInSpan = `timestamp_ns BETWEEN :fromNs AND :toNs AND length(timestamp_ns) = length(:fromNs)
  AND NOT (pulse_id = :pulseId AND timestamp_ns = :timestampNs)`;

/** What others have announced may be of another version, and a row may make no sense: then it says nothing. */
function inAnnouncement(path: string): string {
  return `CASE WHEN json_valid(facts) THEN json_extract(facts, '${path}') END`;
}

/** How pulses stand in the Gateway, by captures of this exporter and by what leaders of its group announced. */
export function recordReader(database: DatabaseSync) {
  const captured = database.prepare(
    `SELECT record AS facts FROM captures WHERE pulse_id = ? AND timestamp_ns = ? AND record IS NOT NULL
     ORDER BY file IS NOT NULL AND step = 'kept' DESC, attempt LIMIT 1`,
  );
  const announced = database.prepare(
    `SELECT ${inAnnouncement('$.record')} AS facts FROM announcements INDEXED BY announcements_by_pulse
     WHERE pulse_id = ? AND timestamp_ns = ? AND kind = 'pulse' AND ${inAnnouncement('$.record')} IS NOT NULL ORDER BY id LIMIT 1`,
  );
  const capturing = database.prepare(
    `SELECT pulse_id, timestamp_ns FROM captures INDEXED BY captures_by_time
     WHERE ${otherInSpan} AND (record IS NULL OR json_extract(record, '$.localOnly') IS NULL) ORDER BY timestamp_ns LIMIT 1`,
  );
  const announcing = database.prepare(
    `SELECT pulse_id, timestamp_ns FROM announcements INDEXED BY announced_by_time
     WHERE kind = 'pulse' AND ${otherInSpan} AND ${inAnnouncement('$.record.localOnly')} IS NULL ORDER BY timestamp_ns LIMIT 1`,
  );

  return {
    of({ pulseId, timestampNs }: Pulse): RecordFacts | null {
      const key = [String(pulseId), String(timestampNs)];
      const row = captured.get(...key);
      if (row !== undefined) return recordRowSchema.parse(row).facts;
      return recordRowSchema.safeParse(announced.get(...key)).data?.facts ?? null;
    },

    holder({ pulseId, timestampNs }: Pulse, { fromNs, toNs }: RecordSpan): PulseFacts | null {
      const asked = { pulseId: String(pulseId), timestampNs: String(timestampNs), fromNs: String(fromNs), toNs: String(toNs) };
      const row = capturing.get(asked) ?? announcing.get(asked);
      if (row === undefined) return null;
      const { pulse_id, timestamp_ns } = pulseRowSchema.parse(row);
      return { pulseId: pulse_id, timestampNs: timestamp_ns };
    },
  };
}
