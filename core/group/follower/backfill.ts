import type { Range, Seen } from './seen.ts';

/** Milliseconds until a request that was not answered is repeated. */
const againMs = 1000;
/** Gaps that are asked for at once; the next follow when these are filled. */
const rangesMost = 20;

/** Which announcements are to be asked for now: a gap at once, and again until it is filled. What the leader has no longer is looked for elsewhere. */
export function createBackfill(seen: Seen) {
  let askedUpTo = 0;
  let askedAtMs = Number.NEGATIVE_INFINITY;
  let lookedFor: Range[] = [];

  function missing(): Range[] {
    return seen.missing(rangesMost).flatMap((range) => without(range, lookedFor));
  }

  return {
    seen,
    due(nowMs: number): Range[] {
      const ranges = missing();
      const fresh = nowMs - askedAtMs >= againMs ? ranges : ranges.flatMap((range) => without(range, [{ from: 0, to: askedUpTo }]));
      const last = fresh.at(-1);
      if (last === undefined) return [];
      askedUpTo = Math.max(askedUpTo, last.to);
      askedAtMs = nowMs;
      return fresh;
    },
    /** The leader is at it: a long answer comes in parts. */
    answered(nowMs: number): void {
      askedAtMs = nowMs;
    },
    /** What of it is missing here and not looked for yet; from now on it is. */
    gone(range: Range): Range[] {
      const found = missing().flatMap(({ from, to }) => {
        const part = { from: Math.max(from, range.from), to: Math.min(to, range.to) };
        return part.from <= part.to ? [part] : [];
      });
      lookedFor.push(...found);
      return found;
    },
    /** What was not found is not waited for any longer. Answers how many numbers that were. */
    giveUp(range: Range): number {
      lookedFor = lookedFor.filter((other) => other !== range);
      return seen.giveUp(range.from, range.to);
    },
    complete: () => seen.missing(1).length === 0,
  };
}

export type Backfill = ReturnType<typeof createBackfill>;

function without(range: Range, cuts: readonly Range[]): Range[] {
  let left = [range];
  for (const cut of cuts)
    left = left.flatMap(({ from, to }) => {
      if (cut.to < from || cut.from > to) return [{ from, to }];
      const parts = [
        { from, to: cut.from - 1 },
        { from: cut.to + 1, to },
      ];
      return parts.filter((part) => part.from <= part.to);
    });
  return left;
}
