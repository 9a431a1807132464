import { pulsesMost } from '../protocol.ts';

/** Milliseconds after an announcement, before an exporter is asked for what it has not told; doubled with each question, up to the longest. */
const firstMs = 30_000;
const longestMs = 300_000;

type Asked = { atMs: number; nextMs: number };

/** When to ask whom of which pulse again. */
export function createAsking() {
  /** By pulse, then by exporter. */
  const asked = new Map<string, Map<string, Asked>>();
  /** By exporter: since when it is a member, this time. */
  const since = new Map<string, number>();

  function dueMs(key: string, exporter: string, announcedMs: number): number {
    const before = asked.get(key)?.get(exporter);
    const begunMs = since.get(exporter) ?? Number.NEGATIVE_INFINITY;
    if (before !== undefined && before.atMs >= begunMs) return before.nextMs;
    // What was announced before it was a member it may have told to nobody.
    return announcedMs < begunMs ? begunMs : announcedMs + firstMs;
  }

  return {
    /** It is a member from now on: of the `membersMost` there are at most. */
    begin: (exporter: string, nowMs: number) => void since.set(exporter, nowMs),
    isDue: (key: string, exporter: string, announcedMs: number, nowMs: number) => nowMs >= dueMs(key, exporter, announcedMs),
    /** As many as one question has room for. */
    ask<T>(exporter: string, due: Iterable<[string, T]>, nowMs: number): T[] {
      const now: T[] = [];
      for (const [key, what] of due) {
        const byExporter = asked.get(key) ?? new Map<string, Asked>();
        const before = byExporter.get(exporter);
        const again = before !== undefined && before.atMs >= (since.get(exporter) ?? 0);
        const waitMs = again ? Math.min(2 * (before.nextMs - before.atMs), longestMs) : firstMs;
        asked.set(key, byExporter.set(exporter, { atMs: nowMs, nextMs: nowMs + waitMs }));
        now.push(what);
        if (now.length >= pulsesMost) break;
      }
      return now;
    },
    forget: (key: string) => void asked.delete(key),
  };
}
