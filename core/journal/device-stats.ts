import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { PulseFacts } from '../contract/api.ts';
import { type DeviceStats, statsPulses } from '../contract/device-stats.ts';
import { channelStats, type SeenCapture, type SeenReading } from './channel-stats.ts';

/** Outcomes held in memory: 100 captures of 150 channels; some 2 MB. */
const outcomesMost = 15_000;

/** Outcomes read for one question: 10 captures of 150 channels hold the thread for about 10 ms. The next question goes on. */
const readMost = 1_500;

const captureRowSchema = z.object({
  id: z.number(),
  pulse_id: z.string(),
  timestamp_ns: z.string(),
  expected: z.number(),
  verdict: z.string().nullable(),
});
const number = z.number().nullable().catch(null);
const readingRowSchema = z.object({ channel: z.string(), code: z.string(), offset: number, age: number, latency: number, bytes: number });

/** How the channels of the newest captures have done. What was read is kept: outcomes of an ended capture hardly change, and those captured never. */
export function deviceStatsQuestion(database: DatabaseSync) {
  const newest = database.prepare(
    `SELECT id, pulse_id, timestamp_ns, expected, verdict FROM captures
     WHERE finished_at IS NOT NULL AND superseded IS NULL ORDER BY id DESC LIMIT ${statsPulses}`,
  );
  const outcomesOf = database.prepare(
    `SELECT channel, code, facts ->> 'offsetMs' AS offset, facts ->> 'ageMs' AS age, facts ->> 'latencyMs' AS latency, facts ->> 'bytes' AS bytes
     FROM outcomes WHERE capture = ? AND code <> 'skipped'`,
  );
  let known = new Map<number, readonly SeenReading[]>();

  function readingsOf(id: number, isKept: boolean): SeenReading[] {
    return z
      .array(readingRowSchema)
      .parse(outcomesOf.all(id))
      .map(({ channel, code, offset, age, latency, bytes }) => ({
        ...{ channel, captured: isKept && code === 'captured', offsetMs: offset, ageMs: age, latencyMs: latency, bytes },
      }));
  }

  return {
    deviceStats(): DeviceStats {
      const seen: SeenCapture[] = [];
      const kept = new Map<number, readonly SeenReading[]>();
      let held = 0;
      let read = 0;
      let isMore = false;
      for (const row of z.array(captureRowSchema).parse(newest.all())) {
        const before = known.get(row.id);
        if (seen.length > 0 && held + row.expected > outcomesMost) break;
        isMore = seen.length > 0 && before === undefined && read + row.expected > readMost;
        if (isMore) break;
        const readings = before ?? readingsOf(row.id, row.verdict !== 'failed');
        if (before === undefined) read += readings.length;
        held += readings.length;
        kept.set(row.id, readings);
        const pulse: PulseFacts = { pulseId: row.pulse_id, timestampNs: row.timestamp_ns };
        seen.push({ pulse, readings });
      }
      known = kept;
      return { ...channelStats(seen), isMore };
    },
  };
}
