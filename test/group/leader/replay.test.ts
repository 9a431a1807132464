import { expect, test } from 'vitest';
import { gathered, order } from './gathered.ts';
import { reportOf } from './member.ts';
import { pulse } from './world.ts';

test('what was missed is sent again, with its age and with the devices that are still the asker’s', async () => {
  const { world, one, two } = await gathered();
  world.leader.announce(order);
  world.leader.announce({ ...order, pulse: pulse(2) });
  one.report(reportOf(pulse(2), one.share()));
  world.pass(500);
  one.tell({ kind: 'replay', first: 2, last: 4 });
  const [answer, ...more] = world.answersTo('peer-one', 'replayed');
  expect(more).toEqual([]);
  expect(answer).toMatchObject({
    gone: null,
    entries: [
      { entry: { kind: 'plan', seq: 2 }, yours: [] },
      { entry: { kind: 'pulse', seq: 3 }, ageMs: 500, yours: one.share() },
      { entry: { kind: 'pulse', seq: 4 }, ageMs: 500, yours: [] },
    ],
  });
  expect(two.share().length).toBe(2);
});

test('what is no longer in memory is said to be gone, with how many pulses', async () => {
  const { world, one } = await gathered(['one'], { keptAnnouncements: 10 });
  for (let nth = 1; nth <= 20; nth++) world.leader.announce({ ...order, pulse: pulse(nth) });
  one.tell({ kind: 'replay', first: 1, last: 15 });
  const [answer] = world.answersTo('peer-one', 'replayed');
  expect(answer?.gone).toEqual({ from: 1, to: 12, pulses: 10 });
  expect(answer?.entries.map(({ entry }) => entry.seq)).toEqual([13, 14, 15]);
});

test('a long gap is sent in messages of at most 500, and numbers that never were are not there', async () => {
  const { world, one } = await gathered(['one'], { keptAnnouncements: 3000 });
  for (let nth = 1; nth <= 1200; nth++) world.leader.announce({ ...order, pulse: pulse(nth) });
  one.tell({ kind: 'replay', first: 3, last: 1_000_000 });
  expect(world.answersTo('peer-one', 'replayed').map(({ entries }) => entries.length)).toEqual([500, 500, 200]);
});

test('one request is answered with at most ten messages; the rest is asked for again', async () => {
  const { world, one } = await gathered(['one'], { keptAnnouncements: 10_000 });
  for (let nth = 1; nth <= 5100; nth++)
    world.leader.setOrders({ schedule: { kind: 'seconds', every: nth }, metadata: {}, outOfService: {} });
  one.tell({ kind: 'replay', first: 0, last: 9e15 });
  const entries = world.answersTo('peer-one', 'replayed').map((answer) => answer.entries);
  expect(entries).toHaveLength(10);
  expect(entries.at(-1)?.at(-1)?.entry.seq).toBe(5000);
});

test('one request is answered with 8 million characters or little more, so that no pulse waits for it', async () => {
  const { world, one } = await gathered(['one'], { keptAnnouncements: 1000 });
  const outOfService = Object.fromEntries(
    Array.from({ length: 100 }, (_, nth) => [`D${nth}`, { reason: 'r'.repeat(1900), by: 'Ann', since: '', until: null }]),
  );
  for (let nth = 1; nth <= 60; nth++) world.leader.setOrders({ schedule: { kind: 'seconds', every: nth }, metadata: {}, outOfService });
  one.tell({ kind: 'replay', first: 3, last: 62 });
  const seqs = world.answersTo('peer-one', 'replayed').flatMap(({ entries }) => entries.map(({ entry }) => entry.seq));
  const most = 8_000_000 / (100 * 1900);
  expect(seqs.length).toBeLessThanOrEqual(most + 1);
  expect(seqs.length).toBeGreaterThan(most / 2);
  one.tell({ kind: 'replay', first: (seqs.at(-1) ?? 0) + 1, last: 62 });
  const both = world.answersTo('peer-one', 'replayed').flatMap(({ entries }) => entries.map(({ entry }) => entry.seq));
  expect(both).toEqual(Array.from({ length: 60 }, (_, nth) => nth + 3));
});

test('large entries are sent in messages that stay far below the largest', async () => {
  const { world, one } = await gathered(['one'], { keptAnnouncements: 300 });
  const activeArea = 'ä'.repeat(500);
  for (let nth = 1; nth <= 100; nth++) {
    world.leader.announce({ ...order, pulse: pulse(nth), metadata: { activeArea, activeExperiment: activeArea } });
    world.leader.setOrders({ schedule: { kind: 'manual' }, metadata: {}, outOfService: outOfService(nth) });
  }
  one.tell({ kind: 'replay', first: 1, last: 500 });
  const answers = world.answersTo('peer-one', 'replayed');
  expect(answers.length).toBeGreaterThan(1);
  expect(answers.flatMap(({ entries }) => entries.map(({ entry }) => entry.seq))).toEqual(Array.from({ length: 202 }, (_, at) => at + 1));
});

function outOfService(nth: number) {
  const reason = `${nth} ${'x'.repeat(1900)}`;
  return Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`gone-${at}`, { reason, by: 'ann', since: 'now', until: null }]));
}
