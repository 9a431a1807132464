import { expect, test } from 'vitest';
import type { LeaderStart } from '../../../core/group/leader/port.ts';
import { type PlanEntry, type PulseEntry, protocolVersion, type VerdictEntry } from '../../../core/group/protocol.ts';
import { gathered, order } from './gathered.ts';
import { member, openPulse, reportOf } from './member.ts';
import { leaderWorld, metadata, pulse, record } from './world.ts';

const all = ['D01', 'D02', 'D03', 'D04', 'D05', 'D06'];
const of = { v: protocolVersion, leader: 'former', epoch: 2, at: '2026-11-22T18:00:00.000Z' } as const;
const entry: PulseEntry = { ...of, seq: 7, kind: 'pulse', pulse: pulse(1), metadata, record, plan: 1, mode: 'live', waitMs: 2000, nth: 4 };
const fromLog: LeaderStart['open'] = [{ entry, plan: null }];

test('what an earlier leader left in the log is taken by those who are there, at once when they are gathered', async () => {
  const { world, one, two } = await gathered(['one', 'two'], { open: fromLog });
  const tasks = [...one.tasks(), ...two.tasks(), ...world.own.taken];
  expect(tasks.flatMap(({ devices }) => devices).sort()).toEqual(all);
  expect(tasks.map(({ waitMs }) => waitMs)).toEqual([0, 0, 0]);
  expect(world.leader.unjudged()).toBe(1);
});

test('finished and working shares keep their owners, and only the rest is taken', async () => {
  const world = await leaderWorld({ open: fromLog, ownOpen: [openPulse(pulse(1), 'working', ['D05'])] });
  const [one, two] = [member(world, 'one'), member(world, 'two')];
  one.hello({ open: [openPulse(pulse(1), 'finished', ['D01', 'D02'])] });
  one.report(reportOf(pulse(1), ['D01', 'D02'], 'of-one'));
  two.hello({ open: [openPulse(pulse(1), 'working', ['D03', 'D04'])] });
  world.own.working.push(pulse(1));
  two.working.push(pulse(1));
  world.pass(2000, () => {
    one.beat();
    two.beat();
  });
  expect([...one.tasks(), ...two.tasks(), ...world.own.taken].flatMap(({ devices }) => devices)).toEqual(['D06']);
  expect(world.entries('verdict')).toEqual([]);

  two.report(reportOf(pulse(1), ['D03', 'D04'], 'of-two'));
  const heir = [one, two].find((each) => each.tasks().length > 0);
  if (heir === undefined) world.leader.ownReported(reportOf(pulse(1), ['D06'], 'rest'));
  else heir.report(reportOf(pulse(1), ['D06'], 'rest'));
  world.leader.ownReported(reportOf(pulse(1), ['D05'], 'own'));
  expect(world.entries('verdict')).toMatchObject([
    { verdict: 'complete', captured: 12, announced: { leader: 'former', epoch: 2, seq: 7, mode: 'live' } },
  ]);
});

test('a pulse that only a follower knows of is recovered too', async () => {
  const world = await leaderWorld();
  const one = member(world, 'one');
  one.hello({ open: [openPulse(pulse(3), 'none', ['D01'])] });
  world.pass(2000, () => one.beat());
  const tasks = [...one.tasks(), ...world.own.taken];
  expect(tasks.flatMap(({ devices }) => devices).sort()).toEqual(all);
  expect(
    tasks.map((task) => task.record),
    'as its first leader announced it',
  ).toEqual(tasks.map(() => record));
  expect(one.given()).toEqual([]);
});

test('one that comes late with a pulse nobody knows of has it completed', async () => {
  const { world, one } = await gathered(['one']);
  const late = member(world, 'late');
  late.hello({ open: [openPulse(pulse(3), 'finished', ['D01'])] });
  late.beat();
  world.pass(250, () => one.beat());
  const tasks = [...one.tasks(), ...late.tasks(), ...world.own.taken];
  expect(tasks.flatMap(({ devices }) => devices).sort()).toEqual(all.slice(1));
});

test.each(['leaves', 'cannot capture', 'gets into trouble'])(
  'what one that %s was at before the first plan goes to the others',
  async (how) => {
    const world = await leaderWorld({ open: fromLog });
    const one = member(world, 'one');
    one.hello({ open: [openPulse(pulse(1), 'working', all)], trouble: how === 'cannot capture' ? 'No disk.' : null });
    if (how === 'leaves') one.tell({ kind: 'bye' });
    if (how === 'gets into trouble') one.beat('No disk.');
    world.pass(2000);
    expect(world.own.taken.flatMap(({ devices }) => devices)).toEqual(all);
  },
);

test('nor does the leader keep what its own run before was at, if it cannot capture now', async () => {
  const world = await leaderWorld({ ownOpen: [openPulse(pulse(1), 'working', all)] });
  world.leader.setTrouble('No disk.');
  const one = member(world, 'one');
  one.join();
  world.pass(2000, () => one.beat());
  expect(one.tasks()).toMatchObject([{ pulse: pulse(1), devices: all }]);
});

test('a pulse whose devices the settings no longer have is judged as it stands', async () => {
  const plan: PlanEntry = {
    ...{ ...of, seq: 6, kind: 'plan', version: 1, setupId: 'old', shares: { one: ['Gone'] }, pins: {} },
    ...{ schedule: { kind: 'manual' }, metadata: {}, outOfService: {} },
  };
  const world = await leaderWorld({ open: [{ entry, plan }] });
  world.pass(2000);
  expect(world.entries('verdict')).toMatchObject([{ pulse: pulse(1), verdict: 'empty', expected: 0 }]);
});

test('the leader’s own earlier run is recovered like a follower’s', async () => {
  const reports = [reportOf(pulse(1), all, 'before')];
  const world = await leaderWorld({ ownOpen: [openPulse(pulse(1), 'finished', all)], ownReports: reports });
  world.pass(2000);
  expect(world.own.taken).toEqual([]);
  expect(world.entries('verdict')).toMatchObject([{ verdict: 'complete', captured: 12 }]);
});

test('when the same device was captured by two, the first to say so has it and the other is superseded', async () => {
  const world = await leaderWorld({ open: fromLog });
  const [one, two] = [member(world, 'one'), member(world, 'two')];
  for (const each of [one, two]) {
    each.hello({ open: [openPulse(pulse(1), 'finished', ['D01'])] });
    each.report(reportOf(pulse(1), ['D01'], `of-${each.name}`));
  }
  expect(world.answersTo('peer-one', 'counted')).toMatchObject([{ captureId: 'of-one' }]);
  expect(world.answersTo('peer-two', 'superseded')).toMatchObject([{ captureId: 'of-two', by: expect.stringContaining('one') }]);
});

test('what an earlier leader has judged is not taken again: the verdict is told anew to the one that missed it', async () => {
  const share = {
    exporter: 'one',
    state: 'reported',
    devices: 6,
    expected: 12,
    decided: 12,
    captured: 12,
    verdict: 'complete',
    files: ['c1.h5'],
  } as const;
  const announced = { leader: 'former', epoch: 2, seq: 7, mode: 'live', localOnly: null } as const;
  const facts = { pulse: pulse(1), announced, verdict: 'complete' } as const;
  const verdict: VerdictEntry = {
    ...{ ...of, seq: 8, kind: 'verdict', ...facts, expected: 12, captured: 12, counts: { captured: 12 } },
    ...{ shares: [{ ...share, files: [...share.files] }], missed: [], upload: null },
  };
  const world = await leaderWorld({ judged: [verdict] });
  const [one, two] = [member(world, 'one'), member(world, 'two')];
  one.hello({ open: [openPulse(pulse(1), 'finished', all)] });
  one.report(reportOf(pulse(1), all, 'c1'));
  two.hello({ open: [openPulse(pulse(1), 'finished', ['D02'])] });
  two.report(reportOf(pulse(1), ['D02'], 'c2'));
  two.report({ ...reportOf(pulse(1), ['D02'], 'c3'), file: null, verdict: 'empty' });
  world.pass(2000);
  expect(world.leader.unjudged()).toBe(0);
  expect(world.entries('verdict')).toMatchObject([{ ...facts, epoch: 3, seq: 2 }]);
  expect(world.answersTo('peer-one', 'counted')).toHaveLength(1);
  expect(world.answersTo('peer-two', 'superseded')).toMatchObject([{ captureId: 'c2', by: expect.stringContaining('one') }]);
  expect(world.answersTo('peer-two', 'counted')).toMatchObject([{ captureId: 'c3' }]);
});

test('a report of a pulse that nobody knows of counts, for each device once', async () => {
  const { world, one, two } = await gathered();
  one.report(reportOf(pulse(9), ['D01'], 'a'));
  two.report(reportOf(pulse(9), ['D01'], 'b'));
  two.report(reportOf(pulse(9), ['D02'], 'c'));
  expect(world.answersTo('peer-one', 'counted')).toMatchObject([{ captureId: 'a' }]);
  expect(world.answersTo('peer-two', 'superseded')).toMatchObject([{ captureId: 'b' }]);
  expect(world.answersTo('peer-two', 'counted')).toMatchObject([{ captureId: 'c' }]);
  expect(world.entries('verdict')).toEqual([]);
});

test('a follower that stays silent keeps no pulse open for ever: beyond 2000 the oldest is judged as it stands', async () => {
  const { world } = await gathered([]);
  for (let nth = 1; nth <= 2001; nth++) world.leader.announce({ ...order, pulse: pulse(nth) });
  expect(world.leader.unjudged()).toBe(2000);
  expect(world.entries('verdict')).toMatchObject([{ pulse: pulse(1), verdict: 'empty', expected: 12 }]);
  world.leader.ownReported(reportOf(pulse(1), all));
  expect(world.entries('verdict').at(-1)).toMatchObject({ pulse: pulse(1), verdict: 'complete' });
});

test('a pulse that was judged long ago is not taken again by one that still has it open, and its report counts', async () => {
  const { world } = await gathered([]);
  for (let nth = 1; nth <= 2001; nth++) {
    world.leader.announce({ ...order, pulse: pulse(nth) });
    world.leader.ownReported(reportOf(pulse(nth), all));
  }
  const one = member(world, 'one');
  one.hello({ open: [openPulse(pulse(1), 'finished', ['D01'])] });
  one.report(reportOf(pulse(1), ['D01'], 'old'));
  expect(one.given()).toEqual([pulse(1)]);
  expect(world.answersTo('peer-one', 'counted')).toMatchObject([{ captureId: 'old' }]);
  expect(world.leader.unjudged()).toBe(0);
});
