/** Numbers from 0 to 1, below 1. */
export type Random = () => number;

export type Backoff = { firstMs: number; longestMs: number };

/** A network or a server that is restarted is soon back. */
export const afterTrouble: Backoff = { firstMs: 5_000, longestMs: 300_000 };
/** Another first upload of the same record came before: once it is stored, ours is merged. */
export const afterRace: Backoff = { firstMs: 1_000, longestMs: 60_000 };
/** A person must do something, or a Gateway be set up: asking often helps nobody, and a wrong password asked often locks accounts. */
export const afterLogin: Backoff = { firstMs: 30_000, longestMs: 600_000 };

/** Doubles with each failure in a row (1 for the first), and is spread over its upper half, so that exporters that failed together do not come together. */
export function backoffMs(failures: number, { firstMs, longestMs }: Backoff, random: Random): number {
  // 2^30 times anything is beyond the longest.
  const doubled = firstMs * 2 ** Math.min(Math.max(0, failures - 1), 30);
  const most = Math.min(doubled, longestMs);
  return Math.round(most / 2 + (most / 2) * random());
}
