import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { type CapturePage, type CaptureSearch, searchPageMost } from '../contract/captures-search.ts';
import { rowId } from './captures.ts';
import { captureColumns, pageSize, toSummary } from './reader.ts';
import { captureRowSchema } from './rows.ts';

/** Captures looked through for one page, so that a rare thing among 100,000 holds the thread for some 20 ms at once. */
export const searchedAtOnce = 10_000;

/** Searched by time as text: from 2001 to 2286 all have as many digits. */
const timeDigits = 19;
const latest = '9'.repeat(timeDigits);

/** Without `skipped`: nobody missed it. */
const missedCodes = ['late', 'missing', 'stale', 'undecodable', 'wrong-type', 'unreachable', 'refused', 'lost'] as const;

const spanRowSchema = z.object({ first: z.number().nullable(), last: z.number().nullable(), n: z.number() });
type Span = { first: number; last: number; total: number | null };

/** What people look for among all captures. */
export function captureSearch(database: DatabaseSync) {
  const span = 'min(id) AS first, max(id) AS last, count(*) AS n FROM captures';
  const inTime = `length(timestamp_ns) = ${timeDigits} AND timestamp_ns BETWEEN :fromNs AND :toNs`;
  const ofAll = database.prepare(
    `SELECT (SELECT min(id) FROM captures) AS first, (SELECT max(id) FROM captures) AS last, count(*) AS n FROM captures`,
  );
  const ofPulse = database.prepare(`SELECT ${span} INDEXED BY captures_by_pulse WHERE pulse_id = ?`);
  const ofTime = database.prepare(`SELECT ${span} INDEXED BY captures_by_time WHERE ${inTime}`);
  const ofChannel = database.prepare(
    `SELECT min(capture) AS first, max(capture) AS last, count(*) AS n
     FROM outcomes INDEXED BY outcomes_missed WHERE channel = ? AND code <> 'captured'`,
  );
  const found = database.prepare(
    `SELECT ${captureColumns} FROM captures WHERE id < :before AND id >= :least
       AND (:pulseId IS NULL OR pulse_id = :pulseId)
       AND (:text IS NULL OR instr(pulse_id, :text) > 0)
       AND (:isTimed = 0 OR (${inTime}))
       AND (:verdicts IS NULL OR verdict IN (SELECT value FROM json_each(:verdicts)))
       AND (:channel IS NULL OR EXISTS (SELECT 1 FROM outcomes INDEXED BY outcomes_missed
         WHERE channel = :channel AND capture = captures.id AND code <> 'captured' AND code IN (SELECT value FROM json_each(:outcomes))))
       AND (:uploads IS NULL OR EXISTS (SELECT 1 FROM uploads
         WHERE uploads.capture = captures.id AND state IN (SELECT value FROM json_each(:uploads))))
     ORDER BY id DESC LIMIT :limit`,
  );

  /** Where there can be any. */
  function spanOf(search: CaptureSearch): Span | null {
    const { fromNs, toNs } = timesOf(search);
    const row =
      search.pulseId !== undefined
        ? ofPulse.get(search.pulseId)
        : search.channel !== undefined
          ? ofChannel.get(search.channel)
          : isTimed(search)
            ? ofTime.get({ fromNs, toNs })
            : ofAll.get();
    const { first, last, n } = spanRowSchema.parse(row);
    return first === null || last === null ? null : { first, last, total: isCounted(search) ? n : null };
  }

  return {
    searchCaptures({ limit, before, ...search }: CaptureSearch & { limit: number; before?: string }): CapturePage {
      const isFirst = before === undefined;
      const place = spanOf(search);
      if (place === null) return { captures: [], total: isFirst && isCounted(search) ? 0 : null, before: null };
      const from = Math.min(isFirst ? Number.MAX_SAFE_INTEGER : rowId(before), place.last + 1);
      const least = Math.max(place.first, from - searchedAtOnce);
      const size = pageSize(Math.min(limit, searchPageMost));
      const rows = found.all({
        ...{ before: from, least, limit: size, ...timesOf(search), isTimed: isTimed(search) ? 1 : 0 },
        ...{ pulseId: search.pulseId ?? null, text: search.text ?? null, channel: search.channel ?? null },
        ...{ verdicts: listOf(search.verdicts), uploads: listOf(search.uploads), outcomes: listOf(search.outcomes ?? missedCodes) },
      });
      const captures = z.array(captureRowSchema).parse(rows).map(toSummary);
      const lookedDownTo = captures.length === size ? Number(captures.at(-1)?.captureId ?? least) : least;
      return { captures, total: isFirst ? place.total : null, before: lookedDownTo > place.first ? String(lookedDownTo) : null };
    },
  };
}

function isTimed({ fromNs, toNs }: CaptureSearch): boolean {
  return fromNs !== undefined || toNs !== undefined;
}

function isCounted({ fromNs: _, toNs: __, ...others }: CaptureSearch): boolean {
  return Object.values(others).every((each) => each === undefined);
}

function timesOf({ fromNs, toNs }: CaptureSearch): { fromNs: string; toNs: string } {
  return { fromNs: (fromNs ?? '').padStart(timeDigits, '0'), toNs: (toNs ?? latest).padStart(timeDigits, '0') };
}

function listOf(values: readonly string[] | undefined): string | null {
  return values === undefined ? null : JSON.stringify(values);
}
