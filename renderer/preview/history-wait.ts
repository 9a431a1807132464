/** It is an answer of a megabyte, and σ of sixty captures changes little with one more. */
const leastBetweenMs = 10_000;
/** While there is more to read: an answer holds the reading thread for some 300 ms, and pictures are to come between. */
const moreMs = 400;
/** Whoever steps on at once waits for nothing of this. */
const settledMs = 100;

/** `newest`: the capture that was the newest when it was asked. `isMore`: the answer left older ones out. */
export type LastAsked = { at: number; newest: string; isMore: boolean; isFailed: boolean };
export const neverAsked: LastAsked = { at: Number.NEGATIVE_INFINITY, newest: '', isMore: false, isFailed: false };

/** Milliseconds until the last captures are to be asked for; null where nothing is new. */
export function historyWait(last: LastAsked, newest: string, now: number): number | null {
  if (last.isMore) return moreMs;
  if (newest === last.newest && !last.isFailed) return null;
  return Math.max(settledMs, last.at + leastBetweenMs - now);
}
