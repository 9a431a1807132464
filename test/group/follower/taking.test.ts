import { expect, test } from 'vitest';
import { failure } from '../../../core/contract/errors.ts';
import { createScene } from './scene.ts';
import { metadata, pulseOf, record } from './scripted-leader.ts';

test('a live pulse is taken at once, as announced: the devices its plan gives this exporter', async () => {
  const { run, joined, own, pulses, kept } = createScene();
  const north = await joined();
  north.pulse(1, { waitMs: 1500 });
  north.pulse(2, { mode: 'past', waitMs: 0 });
  await run(0);
  expect(own.taken()).toEqual(['1 CAM-1+CAM-2 live 1500', '2 CAM-1+CAM-2 past 0']);
  expect(own.orders[0]).toMatchObject({ metadata, record });
  const { localOnly } = record;
  expect(pulses[0]).toMatchObject({ isNew: true, pulse: { leader: 'north', epoch: 3, seq: 3, localOnly, verdict: null, expected: 3 } });
  expect(kept.map(({ kind }) => kind)).toEqual(['setup', 'plan', 'pulse', 'pulse']);
});

test('a pulse of which it has no device is known and not taken', async () => {
  const { run, joined, own, follower } = createScene();
  const north = await joined();
  north.plan(2, { north: ['PM-1', 'CAM-1', 'CAM-2'] });
  north.pulse(1, { plan: 2 });
  await run(0);
  expect(own.orders).toEqual([]);
  expect(follower.facts().counts).toMatchObject({ announced: 1, received: 1 });
});

test('a pulse keeps the plan it was announced with', async () => {
  const { run, joined, own } = createScene();
  const north = await joined();
  north.plan(2, { east: ['PM-1'] });
  north.pulse(1, { plan: 1 });
  await run(0);
  expect(own.taken()).toEqual(['1 CAM-1+CAM-2 live 2000']);
});

test('a pulse whose plan is not known waits for it, while its settle time runs', async () => {
  const { run, joined, own } = createScene();
  const north = await joined();
  north.manners.replays = false;
  north.plan(2, { east: ['PM-1'] }, true);
  north.pulse(1, { plan: 2 });
  await run(600);
  expect(own.orders).toEqual([]);
  north.manners.replays = true;
  await run(1000);
  expect(own.taken()).toEqual(['1 PM-1 live 1000']);
});

test('a plan that never comes is not waited for: the leader is asked for the pulse itself', async () => {
  const { run, joined, own } = createScene();
  const north = await joined();
  north.manners.replays = false;
  north.yours(() => ['PM-1']);
  north.plan(2, { east: ['PM-1'] }, true);
  north.pulse(1, { plan: 2 });
  await run(6000);
  expect(own.taken()).toEqual(['1 PM-1 past 0']);
});

test('one that was stopped for 10 s takes nothing before it has asked, and only what it is told', async () => {
  const { run, joined, own, stopped, follower, codes } = createScene();
  const north = await joined();
  north.yours((pulseId) => (pulseId === '2' ? ['CAM-2'] : []));
  await stopped(10_000, () => {
    for (const id of [1, 2, 3]) north.pulse(id);
  });
  north.manners.acks = false;
  await run(900);
  expect(own.orders).toEqual([]);
  north.manners.acks = true;
  await run(2500);
  expect(own.taken()).toEqual(['2 CAM-2 past 0']);
  expect(north.of('ask').flatMap(({ pulses }) => pulses.map(({ pulseId }) => pulseId))).toEqual(['1', '2', '3']);
  expect(follower.facts().counts).toMatchObject({ announced: 3, received: 3, backFilled: 0, givenUp: 0 });
  expect(codes()).toEqual([]);
});

test('tasks that waited while it was stopped are asked for again', async () => {
  const { run, joined, own, stopped } = createScene();
  const north = await joined();
  north.yours(() => []);
  await stopped(10_000, () =>
    north.say({ kind: 'tasks', tasks: [{ pulse: pulseOf(1), metadata, record, devices: ['PM-1'], waitMs: 0 }], given: [] }),
  );
  await run(3000);
  expect(north.of('ask')).toHaveLength(1);
  expect(own.orders).toEqual([]);
});

test('what was announced before it was taken in again is asked for, even if it arrives after the welcome', async () => {
  const { run, joined, own, wire } = createScene();
  const north = await joined();
  north.manners.replays = false;
  const entries = [north.pulse(1, {}, true), north.pulse(2, {}, true)];
  north.refuse(failure('MEMBER_LOST', 'east is no member of epoch 3.'));
  await run(500);
  expect(north.of('hello')).toHaveLength(2);
  north.yours((pulseId) => (pulseId === '1' ? ['CAM-1'] : []));
  for (const entry of entries) wire.injectAnnounced('east', 'north', JSON.stringify(entry));
  await run(500);
  expect(own.taken()).toEqual(['1 CAM-1 past 0']);
});

test('tasks under a valid lease are taken, with the time that is left', async () => {
  const { run, joined, own, follower } = createScene();
  const north = await joined();
  const task = { pulse: pulseOf(1), metadata, record, devices: ['PM-1'] };
  north.say({ kind: 'tasks', tasks: [{ ...task, waitMs: 300 }], given: [] });
  north.say({ kind: 'tasks', tasks: [{ ...task, pulse: pulseOf(2), waitMs: 0 }], given: [] });
  await run(0);
  expect(own.taken()).toEqual(['1 PM-1 live 300', '2 PM-1 past 0']);
  expect(follower.facts().counts.announced).toBe(0);
});

test('a device that is ordered again is ordered as of the past: then its own file is looked for first', async () => {
  const { run, joined, own } = createScene();
  const north = await joined();
  north.pulse(1);
  await run(0);
  north.say({ kind: 'tasks', tasks: [{ pulse: pulseOf(1), metadata, record, devices: ['CAM-1', 'PM-1'], waitMs: 1500 }], given: [] });
  await run(0);
  expect(own.taken()).toEqual(['1 CAM-1+CAM-2 live 2000', '1 PM-1 live 1500', '1 CAM-1 past 0']);
});

test('without an answer within the lease it is a member no longer, and what is announced is asked for', async () => {
  const { run, joined, own } = createScene();
  const north = await joined();
  north.manners.acks = false;
  await run(5500);
  north.pulse(1);
  await run(500);
  expect(own.orders).toEqual([]);
  expect(north.of('ask')).toEqual([]);
  north.yours(() => ['CAM-1']);
  north.manners.acks = true;
  await run(1500);
  expect(own.taken()).toEqual(['1 CAM-1 past 0']);
});

test('an announcement that comes twice is acted on once and counted', async () => {
  const { run, joined, own, wire, follower } = createScene();
  const north = await joined();
  const entry = north.pulse(1);
  wire.injectAnnounced('east', 'north', JSON.stringify(entry));
  await run(0);
  expect(own.orders).toHaveLength(1);
  expect(follower.facts()).toMatchObject({ ignored: { replayed: 1 }, counts: { announced: 1, received: 1 } });
});

test('a verdict over the whole group is told on', async () => {
  const { run, joined, pulses } = createScene();
  const north = await joined();
  north.pulse(1);
  north.verdict(1, 'complete');
  await run(0);
  expect(pulses.at(-1)).toMatchObject({ isNew: false, pulse: { pulse: pulseOf(1), verdict: 'complete', expected: 3, captured: 3 } });
});
