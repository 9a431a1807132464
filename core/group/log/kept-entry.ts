import { type Entry, entrySchema } from '../protocol.ts';

/** Milliseconds since 1970, by its leader's clock; null where `at` is no time. */
export function timeOf({ at }: Entry): number | null {
  const ms = Date.parse(at);
  return Number.isFinite(ms) ? ms : null;
}

/** null where it is no announcement, or has no time by which it could be asked for. */
export function entryOf(facts: unknown): Entry | null {
  const { data } = entrySchema.safeParse(facts);
  return data === undefined || timeOf(data) === null ? null : data;
}

export function isSince(entry: Entry, timeMs: number): boolean {
  return (timeOf(entry) ?? Number.NEGATIVE_INFINITY) >= timeMs;
}
