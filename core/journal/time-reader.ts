import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { CaptureSummary, PulseFacts } from '../contract/api.ts';
import type { Neighbours } from '../contract/preview.ts';
import { rowId } from './captures.ts';
import { captureColumns, pageSize, toSummary } from './reader.ts';
import { captureRowSchema } from './rows.ts';

/** `every`: of so many captures one, about. `after`: the last one of the page before; it may have been forgotten meanwhile. */
export type SpanRequest = {
  fromNs: string;
  toNs: string;
  every: number;
  limit: number;
  after?: { captureId: string; timestampNs: string };
};
/** Oldest pulse first; of one pulse the first attempt. `total`: how many are in the span; null after the first page. */
export type CapturesInSpan = { captures: CaptureSummary[]; total: number | null };

/**
 * Of `every` captures one, wherever the page begins: 2^32 divided by the golden ratio spreads IDs evenly, and is in step with nothing. Every n-th ID
 * would be, of pulses with two attempts, always the first or always the second. 31 bits of the ID keep the product within 64.
 */
const isOneOfEvery = '((id & 2147483647) * 2654435769 & 4294967295) * :every < 4294967296';

const pulseRowSchema = z.object({ pulse_id: z.string(), timestamp_ns: z.string() });

/** Captures by the time of their pulse. Times are compared as text: from 2001 to 2286 all have 19 digits. */
export function timeReader(database: DatabaseSync) {
  const kept = "length(timestamp_ns) = 19 AND file IS NOT NULL AND step = 'kept' AND removed_at IS NULL AND superseded IS NULL";
  const one = 'SELECT pulse_id, timestamp_ns FROM captures INDEXED BY captures_by_time';
  const previous = database.prepare(`${one} WHERE timestamp_ns < ? AND ${kept} ORDER BY timestamp_ns DESC LIMIT 1`);
  const next = database.prepare(`${one} WHERE timestamp_ns > ? AND ${kept} ORDER BY timestamp_ns LIMIT 1`);
  const newest = database.prepare(`${one} WHERE ${kept} ORDER BY timestamp_ns DESC LIMIT 1`);
  const inSpan = 'length(timestamp_ns) = 19 AND timestamp_ns BETWEEN :fromNs AND :toNs AND finished_at IS NOT NULL AND superseded IS NULL';
  const count = database.prepare(`SELECT count(*) AS n FROM captures INDEXED BY captures_by_time WHERE ${inSpan}`);
  const some = database.prepare(
    `SELECT ${captureColumns} FROM captures INDEXED BY captures_by_time
     WHERE ${inSpan} AND (timestamp_ns, id) > (:afterNs, :afterId) AND ${isOneOfEvery} ORDER BY timestamp_ns, id LIMIT :limit`,
  );

  return {
    neighbours: (timestampNs: string): Neighbours => ({
      previous: pulseOf(previous.get(timestampNs)),
      next: pulseOf(next.get(timestampNs)),
      newest: pulseOf(newest.get()),
    }),

    capturesIn({ fromNs, toNs, every, limit, after }: SpanRequest): CapturesInSpan {
      const from = { afterNs: after?.timestampNs ?? '', afterId: after === undefined ? -1 : rowId(after.captureId) };
      const rows = some.all({ fromNs, toNs, every, limit: pageSize(limit), ...from });
      const total = after === undefined ? z.object({ n: z.number() }).parse(count.get({ fromNs, toNs })).n : null;
      return { captures: z.array(captureRowSchema).parse(rows).map(toSummary), total };
    },
  };
}

function pulseOf(row: unknown): PulseFacts | null {
  if (row === undefined) return null;
  const { pulse_id, timestamp_ns } = pulseRowSchema.parse(row);
  return { pulseId: pulse_id, timestampNs: timestamp_ns };
}
