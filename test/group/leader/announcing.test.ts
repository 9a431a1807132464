import { expect, test } from 'vitest';
import { plainRecord } from '../../../core/pulses/record-rule.ts';
import { gathered, order } from './gathered.ts';
import { member, reportOf } from './member.ts';
import { leaderWorld, pulse } from './world.ts';

test('while it gathers its followers it beats and welcomes, and refuses to announce', async () => {
  const world = await leaderWorld();
  const one = member(world, 'one');
  one.hello();
  expect(world.answersTo('peer-one', 'welcome')).toMatchObject([{ plan: null, seq: 1, setup: { seq: 1 }, lostAfterMs: 5000 }]);
  expect(world.heard.announced.map(({ kind }) => kind)).toEqual(['setup', 'beat']);
  expect(() => world.leader.announce(order)).toThrow(/begun to lead/);
});

test('when they are gathered the first plan gives each device to exactly one exporter', async () => {
  const { world } = await gathered();
  await world.leader.ready;
  const [plan, ...more] = world.entries('plan');
  expect(more).toEqual([]);
  expect(plan).toMatchObject({ seq: 2, version: 1 });
  expect(Object.keys(plan?.shares ?? {}).sort()).toEqual(['lead', 'one', 'two']);
  expect(
    Object.values(plan?.shares ?? {})
      .flat()
      .sort(),
  ).toEqual(['D01', 'D02', 'D03', 'D04', 'D05', 'D06']);
});

test('announcements are numbered without gaps and kept as they are published', async () => {
  const { world } = await gathered();
  world.leader.announce(order);
  world.leader.announce({ ...order, pulse: pulse(2) });
  const entries = world.heard.announced.filter(({ kind }) => kind !== 'beat');
  expect(entries.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
  expect(world.kept).toEqual(entries);
  expect(world.entries('pulse').map(({ nth }) => nth)).toEqual([1, 2]);
});

test('the four facts are announced byte for byte', async () => {
  const { world } = await gathered();
  const odd = { activeArea: 'Fläche "1"', activeExperiment: ' a\u2028b ' };
  world.leader.announce({ ...order, metadata: odd });
  expect(world.entries('pulse')[0]).toMatchObject({ pulse: pulse(1), metadata: odd, mode: 'live', waitMs: 2000 });
});

test('the leader answers its own devices of the pulse and beats with the last number', async () => {
  const { world } = await gathered();
  const { devices } = world.leader.announce(order);
  expect(devices).toEqual(world.leader.facts().plan?.shares['lead']);
  world.pass(1000);
  expect(world.heard.announced.at(-1)).toMatchObject({ kind: 'beat', seq: 3, pulses: 1, leaving: false });
});

test('when every share is reported the verdict over all devices is announced', async () => {
  const { world, members } = await gathered();
  const { devices } = world.leader.announce(order);
  world.leader.ownReported(reportOf(pulse(1), devices));
  for (const each of members) each.report(reportOf(pulse(1), each.share(), `of-${each.name}`));
  expect(world.entries('verdict')).toMatchObject([{ verdict: 'complete', expected: 12, captured: 12, missed: [], announced: { seq: 3 } }]);
  expect(world.told.pulses.at(-1)).toMatchObject({ isNew: false, pulse: { verdict: 'complete' } });
  expect(world.answersTo('peer-one', 'counted')).toMatchObject([{ captureId: 'of-one' }]);
  expect(world.leader.unjudged()).toBe(0);
});

test('a verdict is announced again when it improves, and not for a report that says the same', async () => {
  const { world, members } = await gathered(['one']);
  const { devices } = world.leader.announce(order);
  world.leader.ownReported(reportOf(pulse(1), devices));
  const [one] = members;
  const [device = ''] = one?.share() ?? [];
  const partial = reportOf(pulse(1), one?.share() ?? [], 'c2', { [`${device}-a`]: 'late' });
  one?.report(partial);
  one?.report(partial);
  expect(world.entries('verdict')).toMatchObject([
    { verdict: 'partial', missed: [{ channel: `${device}-a`, code: 'late', exporter: 'one' }] },
  ]);
  one?.report({ ...reportOf(pulse(1), [device], 'c3'), attempt: 2 });
  expect(world.entries('verdict').map(({ verdict }) => verdict)).toEqual(['partial', 'complete']);
});

test('pulse IDs that begin again are accepted as a new run, and said; a pulse of the past is no new run', async () => {
  const { world } = await gathered([]);
  world.leader.announce({ ...order, pulse: { pulseId: '1000', timestampNs: '5000' } });
  world.leader.announce({ ...order, pulse: { pulseId: '900', timestampNs: '4000' } });
  expect(world.notices()).toEqual([]);
  world.leader.announce({ ...order, pulse: { pulseId: '1', timestampNs: '6000' } });
  expect(world.notices()).toEqual(['PULSES_RESTARTED']);
  expect(world.entries('pulse')).toHaveLength(3);
});

test('a pulse that is known is not announced again: what is missing of it is ordered anew', async () => {
  const { world, members } = await gathered(['one']);
  const { devices, entry } = world.leader.announce(order);
  world.leader.ownReported(reportOf(pulse(1), devices));
  const [one] = members;
  const [device = ''] = one?.share() ?? [];
  one?.report(reportOf(pulse(1), one.share(), 'c2', { [`${device}-a`]: 'late' }));
  expect(world.leader.announce({ ...order, mode: 'past' })).toEqual({ entry, devices: [] });
  expect(one?.tasks()).toMatchObject([{ devices: [device], pulse: pulse(1) }]);
  const [own = ''] = devices;
  world.leader.announce({ ...order, pulse: pulse(2) });
  world.leader.ownReported(reportOf(pulse(2), devices, 'c3', { [`${own}-b`]: 'late' }));
  expect(world.leader.announce({ ...order, pulse: pulse(2) }).devices).toEqual([own]);
  expect(world.own.taken).toEqual([]);
  expect(world.entries('pulse')).toHaveLength(2);
});

test('how a pulse stands in the Gateway is announced to all, told with its verdict, and never decided anew', async () => {
  const { world, members } = await gathered(['one']);
  const { devices } = world.leader.announce(order);
  expect(world.entries('pulse')).toMatchObject([{ record: order.record }]);
  world.leader.ownReported(reportOf(pulse(1), devices));
  for (const each of members) each.report(reportOf(pulse(1), each.share()));
  const again = world.leader.announce({ ...order, metadata: { activeArea: 'other', activeExperiment: '' }, record: plainRecord });
  expect(again.entry).toMatchObject({ record: order.record, metadata: order.metadata });
  const { localOnly } = order.record;
  expect(world.entries('verdict')).toMatchObject([{ announced: { localOnly } }]);
  expect(world.told.pulses.map((told) => told.pulse.localOnly)).toEqual(world.told.pulses.map(() => localOnly));
});

test('closing in good order says so with a last beat, once', async () => {
  const { world } = await gathered();
  await Promise.all([world.leader.close({ leaving: true }), world.leader.close({ leaving: true })]);
  expect(world.heard.announced.filter((message) => message.kind === 'beat' && message.leaving)).toHaveLength(1);
  expect(world.closed()).toBe(1);
});

test('closed without that, it says nothing more, hears nothing more, and nobody waits for it', async () => {
  const world = await leaderWorld();
  const before = world.heard.announced.length;
  await world.leader.close({ leaving: false });
  member(world, 'one').hello();
  world.pass(5000);
  await world.leader.ready;
  expect(world.heard.announced).toHaveLength(before);
  expect(world.heard.answers).toEqual([]);
});
