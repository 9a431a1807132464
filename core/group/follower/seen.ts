/** Numbers from `from` to `to`, both among them. */
export type Range = { from: number; to: number };

/** Which announcements of one epoch were seen. They are numbered from 1 without gaps, so whatever is not here was lost on the way. */
export type Seen = {
  add(seq: number): 'new' | 'again';
  /** A beat told that this number was announced. */
  expect(last: number): void;
  /** Oldest first, at most `limit`. */
  missing(limit: number): Range[];
  /** They are waited for no longer. Answers how many of them were missing. */
  giveUp(from: number, to: number): number;
  /** What was given up for want of room since the last call. `numbers` of the range, which has others in it too. */
  dropped(): (Range & { numbers: number }) | null;
  /** Nothing up to here is missing. */
  upTo(): number;
  highest(): number;
};

/** Far more gaps than a network makes; a few hundred kB. */
const rangesMost = 10_000;

/** A jump costs nothing, however far: ranges are kept, not numbers. */
export function createSeen(start: number): Seen {
  let upTo = start;
  let expected = start;
  let dropped: (Range & { numbers: number }) | null = null;
  /** Sorted, apart from each other and from `upTo`. */
  const islands: Range[] = [];

  /** Answers how many were not seen before. */
  function cover(first: number, to: number): number {
    const from = Math.max(first, upTo + 1);
    if (from > to) return 0;
    const begin = indexWhere(islands, (island) => island.to >= from - 1);
    const end = indexWhere(islands, (island) => island.from > to + 1);
    const touched = islands.slice(begin, end);
    const seen = touched.reduce((count, island) => count + Math.max(0, Math.min(to, island.to) - Math.max(from, island.from) + 1), 0);
    const whole = { from: Math.min(from, touched[0]?.from ?? from), to: Math.max(to, touched.at(-1)?.to ?? to) };
    if (whole.from === upTo + 1) {
      islands.splice(begin, touched.length);
      upTo = whole.to;
    } else islands.splice(begin, touched.length, whole);
    return to - from + 1 - seen;
  }

  function makeRoom(): void {
    const [oldest] = islands;
    if (oldest === undefined || islands.length <= rangesMost) return;
    const from = upTo + 1;
    const to = oldest.from - 1;
    dropped = { from: dropped?.from ?? from, to, numbers: (dropped?.numbers ?? 0) + cover(from, to) };
  }

  const highest = () => Math.max(upTo, expected, islands.at(-1)?.to ?? 0);
  return {
    add(seq) {
      const fresh = cover(seq, seq);
      makeRoom();
      return fresh === 0 ? 'again' : 'new';
    },
    expect(last) {
      expected = Math.max(expected, last);
    },
    missing(limit) {
      const gaps: Range[] = [];
      let next = upTo + 1;
      for (const { from, to } of [...islands.slice(0, limit), { from: highest() + 1, to: 0 }]) {
        if (next < from) gaps.push({ from: next, to: from - 1 });
        next = to + 1;
      }
      return gaps.slice(0, limit);
    },
    giveUp(from, to) {
      const numbers = cover(from, Math.min(to, highest()));
      makeRoom();
      return numbers;
    },
    dropped() {
      const told = dropped;
      dropped = null;
      return told;
    },
    upTo: () => upTo,
    highest,
  };
}

/** Of the first that is so; those after it are so too. */
function indexWhere(ranges: readonly Range[], isSo: (range: Range) => boolean): number {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const range = ranges[middle];
    if (range !== undefined && isSo(range)) high = middle;
    else low = middle + 1;
  }
  return low;
}
