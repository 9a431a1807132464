import { expect, test } from 'vitest';
import { createSeen } from '../../../core/group/follower/seen.ts';
import { randomOf } from '../../fakes/random.ts';

/** Says the same with a plain set. */
function naive(start: number) {
  const seen = new Set<number>();
  let highest = start;
  const has = (seq: number) => seq <= start || seen.has(seq);
  return {
    add(seq: number) {
      const again = has(seq);
      if (!again) seen.add(seq);
      highest = Math.max(highest, seq);
      return again ? 'again' : 'new';
    },
    expect(last: number) {
      highest = Math.max(highest, last);
    },
    giveUp(from: number, to: number) {
      let numbers = 0;
      for (let seq = from; seq <= Math.min(to, highest); seq++) {
        if (!has(seq)) numbers++;
        seen.add(seq);
      }
      return numbers;
    },
    upTo() {
      let seq = start;
      while (has(seq + 1)) seq++;
      return seq;
    },
    missing() {
      const gaps: { from: number; to: number }[] = [];
      for (let seq = start + 1; seq <= highest; seq++) {
        if (has(seq)) continue;
        const last = gaps.at(-1);
        if (last?.to === seq - 1) last.to = seq;
        else gaps.push({ from: seq, to: seq });
      }
      return gaps;
    },
    highest: () => highest,
  };
}

test.each([1, 2, 3, 4, 5, 6])('after thousands of announcements in any order it says what a plain set says (seed %i)', (seed) => {
  const random = randomOf(seed);
  const start = Math.floor(random() * 5);
  const seen = createSeen(start);
  const plain = naive(start);
  for (let step = 0; step < 3000; step++) {
    const seq = 1 + Math.max(0, plain.upTo() - 5) + Math.floor(random() * 40);
    const choice = random();
    if (choice < 0.9) expect(seen.add(seq)).toBe(plain.add(seq));
    else if (choice < 0.95) {
      seen.expect(seq);
      plain.expect(seq);
    } else {
      const to = seq + Math.floor(random() * 8);
      expect(seen.giveUp(seq, to)).toBe(plain.giveUp(seq, to));
    }
    const limit = 1 + Math.floor(random() * 5);
    expect(seen.missing(limit)).toEqual(plain.missing().slice(0, limit));
    expect([seen.upTo(), seen.highest()]).toEqual([plain.upTo(), plain.highest()]);
  }
  expect(seen.dropped()).toBeNull();
});

test('what comes in turn leaves nothing missing', () => {
  const seen = createSeen(0);
  for (let seq = 1; seq <= 100; seq++) expect(seen.add(seq)).toBe('new');
  expect(seen.upTo()).toBe(100);
  expect(seen.missing(10)).toEqual([]);
});

test('a gap is seen from the next announcement, and at the end from a beat', () => {
  const seen = createSeen(10);
  seen.add(13);
  expect(seen.missing(10)).toEqual([{ from: 11, to: 12 }]);
  seen.expect(15);
  expect(seen.missing(10)).toEqual([
    { from: 11, to: 12 },
    { from: 14, to: 15 },
  ]);
  expect(seen.missing(1)).toEqual([{ from: 11, to: 12 }]);
  expect(seen.missing(0)).toEqual([]);
});

test('what is before the start, or came once, is no news', () => {
  const seen = createSeen(10);
  expect(seen.add(10)).toBe('again');
  expect(seen.add(0)).toBe('again');
  expect([seen.add(12), seen.add(12)]).toEqual(['new', 'again']);
});

test('what was given up counts once, is waited for no longer, and is no news when it comes after all', () => {
  const seen = createSeen(0);
  seen.add(5);
  expect(seen.giveUp(1, 3)).toBe(3);
  expect(seen.giveUp(1, 4)).toBe(1);
  expect(seen.add(2)).toBe('again');
  expect(seen.upTo()).toBe(5);
});

test('what was never announced cannot be given up', () => {
  const seen = createSeen(0);
  seen.expect(3);
  expect(seen.giveUp(1, 1_000_000)).toBe(3);
  expect(seen.add(4)).toBe('new');
});

test('a jump as far as numbers go costs nothing', () => {
  const far = Number.MAX_SAFE_INTEGER;
  const seen = createSeen(0);
  expect(seen.add(1_000_000_000)).toBe('new');
  seen.expect(far);
  expect(seen.missing(10)).toEqual([
    { from: 1, to: 999_999_999 },
    { from: 1_000_000_001, to: far },
  ]);
  expect(seen.giveUp(1, 999_999_999)).toBe(999_999_999);
  expect(seen.upTo()).toBe(1_000_000_000);
  expect(seen.add(far)).toBe('new');
  expect(seen.highest()).toBe(far);
});

test('beyond 10,000 gaps the oldest is given up and told once', () => {
  const seen = createSeen(0);
  for (let n = 1; n <= 10_000; n++) seen.add(3 * n);
  expect(seen.dropped()).toBeNull();
  expect(seen.missing(1)).toEqual([{ from: 1, to: 2 }]);
  seen.add(30_003);
  seen.add(30_006);
  expect(seen.dropped()).toEqual({ from: 1, to: 5, numbers: 4 });
  expect(seen.dropped()).toBeNull();
  expect(seen.upTo()).toBe(6);
  expect(seen.missing(20_000)).toHaveLength(10_000);
});
