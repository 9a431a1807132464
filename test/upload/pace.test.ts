import { expect, test } from 'vitest';
import { afterLogin, afterRace, afterTrouble, backoffMs } from '../../core/upload/backoff.ts';
import { drainEstimate, perFileMs } from '../../core/upload/drain.ts';
import { arrivalMs, type Pace, paceOf, spacingMs } from '../../core/upload/pace.ts';
import { randomOf } from '../fakes/random.ts';

const manual = { kind: 'manual' } as const;

test('the wait doubles with each failure in a row, up to its longest', () => {
  const waits = Array.from({ length: 10 }, (_, n) => backoffMs(n + 1, afterTrouble, () => 0.999999));
  expect(waits.map((ms) => Math.round(ms / 1000))).toEqual([5, 10, 20, 40, 80, 160, 300, 300, 300, 300]);
});

test('chance spreads it over its upper half, and never beyond', () => {
  const random = randomOf(1);
  for (const backoff of [afterTrouble, afterRace, afterLogin])
    for (let failures = 0; failures < 5000; failures += 7) {
      const most = Math.min(backoff.firstMs * 2 ** Math.max(0, failures - 1), backoff.longestMs);
      const ms = backoffMs(failures, backoff, random);
      expect(ms).toBeGreaterThanOrEqual(Math.floor(most / 2));
      expect(ms).toBeLessThanOrEqual(most);
    }
});

test('a race is tried again sooner than trouble, and a login later', () => {
  const [race = 0, trouble = 0, login = 0] = [afterRace, afterTrouble, afterLogin].map((backoff) => backoffMs(1, backoff, () => 0));
  expect([race < trouble, trouble < login]).toEqual([true, true]);
});

test('the backlog is told in files and time', () => {
  expect(drainEstimate({ files: 18, perFileMs: 60_000, arrivalMs: null }).sentence).toBe('18 files, about 18 min');
  expect(drainEstimate({ files: 1, perFileMs: 3_000, arrivalMs: null }).sentence).toBe('1 file, about 3 s');
  expect(drainEstimate({ files: 0, perFileMs: 3_000, arrivalMs: 1 }).sentence).toBe('no files');
});

test('files that come meanwhile make it longer', () => {
  // One of 30 s every 60 s: half of the time is left for the backlog.
  expect(drainEstimate({ files: 20, perFileMs: 30_000, arrivalMs: 60_000 })).toEqual({ ms: 1_200_000, sentence: '20 files, about 20 min' });
});

test('a backlog that never drains is said, with what to do', () => {
  const drain = drainEstimate({ files: 5, perFileMs: 70_000, arrivalMs: 60_000 });
  expect(drain.ms).toBeNull();
  expect(drain.sentence).toMatch(/^5 files, and more every time: .*Capture less often/);
  expect(drainEstimate({ files: 5, perFileMs: 60_000, arrivalMs: 60_000 }).ms).toBeNull();
});

test('an upload takes its own time or the set rate, whichever is longer; the newest count most', () => {
  expect(perFileMs([], 0)).toBe(3_000);
  expect(perFileMs([], 10_000)).toBe(10_000);
  expect(perFileMs([1_000, 1_000], 2_000)).toBe(2_000);
  expect(perFileMs([1_000, ...Array.from({ length: 40 }, () => 9_000)], 2_000)).toBeGreaterThan(8_900);
});

const plan = { shares: { anna: ['A'], bert: ['B', 'C'], carl: [], dora: ['D'] }, schedule: { kind: 'seconds', every: 60 } } as const;

test('one rate holds for the whole group: with three that have devices, each begins a file every third time', () => {
  expect(spacingMs(2, paceOf('anna', plan, manual))).toBe(6_000);
  expect(spacingMs(2, paceOf('anna', null, manual))).toBe(2_000);
  expect(spacingMs(0, paceOf('anna', plan, manual))).toBe(0);
});

test('one that has no devices now may still have files, so it counts itself', () => {
  expect(paceOf('carl', plan, manual).exporters).toBe(4);
});

test('files come as the schedule of the leader says; alone, as the own one does', () => {
  expect(arrivalMs(paceOf('bert', plan, manual))).toBe(60_000);
  expect(arrivalMs(paceOf('bert', null, manual))).toBeNull();
  expect(arrivalMs(paceOf('bert', null, { kind: 'seconds', every: 5 }))).toBe(5_000);
});

test('in a group a backlog that an exporter alone would drain may never end, and that is said', () => {
  const drain = (pace: Pace) => drainEstimate({ files: 5, perFileMs: perFileMs([1_000], spacingMs(25, pace)), arrivalMs: arrivalMs(pace) });
  expect(drain(paceOf('anna', null, plan.schedule)).ms).toBeGreaterThan(0);
  expect(drain(paceOf('anna', plan, manual))).toMatchObject({ ms: null, sentence: expect.stringContaining('Capture less often') });
});
