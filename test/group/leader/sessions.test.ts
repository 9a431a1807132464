import { expect, test } from 'vitest';
import { protocolVersion } from '../../../core/group/protocol.ts';
import { gathered, order } from './gathered.ts';
import { member, reportOf } from './member.ts';
import { leaderWorld, pulse } from './world.ts';

const refusedCodes = (world: Awaited<ReturnType<typeof leaderWorld>>, peer: string) =>
  world.answersTo(peer, 'refused').map(({ failure }) => failure.code);

test('another version of the program is refused by both versions, and said once', async () => {
  const world = await leaderWorld();
  const old = member(world, 'old');
  old.hello({ version: '0.9.0' });
  world.pass(1000);
  old.hello({ version: '0.9.0' });
  expect(world.answersTo('peer-old', 'refused')).toHaveLength(2);
  expect(world.answersTo('peer-old', 'refused')[0]?.failure.message).toMatch(/0\.9\.0.*1\.0\.0/);
  expect(world.notices()).toEqual(['VERSION_DIFFERS']);
  expect(world.leader.facts()).toMatchObject({ ignored: { 'other-version': 2 }, members: [{ name: 'lead' }] });
});

test('another protocol is refused, whatever else is in the message', async () => {
  const world = await leaderWorld();
  world.say('peer-x', JSON.stringify({ v: protocolVersion + 1, from: 'new', what: 'ever' }));
  expect(refusedCodes(world, 'peer-x')).toEqual(['VERSION_DIFFERS']);
  expect(world.told.notices[0]?.message).toContain(`new speaks protocol ${protocolVersion + 1}`);
  expect(world.leader.facts().ignored).toEqual({ 'other-version': 1 });
});

test('of a stranger with a new name each time people are told ten times a minute', async () => {
  const world = await leaderWorld();
  for (let nth = 0; nth < 50; nth++) member(world, `s${nth}`).hello({ version: '9' });
  expect(world.notices()).toHaveLength(10);
  world.pass(60_000);
  member(world, 'later').hello({ version: '9' });
  expect(world.notices()).toHaveLength(11);
  expect(world.leader.facts().ignored).toEqual({ 'other-version': 51 });
});

test('who is not on the list may not follow, and nobody may have the leader’s name', async () => {
  const world = await leaderWorld({ mayFollow: new Set(['one']) });
  member(world, 'stranger').hello();
  member(world, 'lead').hello();
  expect(refusedCodes(world, 'peer-stranger')).toEqual(['NOT_ALLOWED']);
  expect(refusedCodes(world, 'peer-lead')).toEqual(['NAME_IN_USE']);
});

test('the run that was replaced by a newer one of its name is refused', async () => {
  const world = await leaderWorld();
  const [first, second] = [member(world, 'one', 'peer-1'), member(world, 'one', 'peer-2')];
  first.hello({ run: 'first' });
  second.hello({ run: 'second' });
  first.beat();
  expect(refusedCodes(world, 'peer-1')).toEqual(['MEMBER_LOST']);
  world.pass(1000);
  first.hello({ run: 'first' });
  expect(refusedCodes(world, 'peer-1')).toEqual(['MEMBER_LOST', 'NAME_IN_USE']);
  expect(world.notices()).toEqual(['NAME_IN_USE']);
});

test('a hello that is said again before its answer came keeps its session; a later one begins a new one', async () => {
  const world = await leaderWorld();
  const one = member(world, 'one');
  one.hello();
  one.hello();
  one.beat();
  one.hello();
  const sessions = world.answersTo('peer-one', 'welcome').map(({ session }) => session);
  expect(sessions[1]).toBe(sessions[0]);
  expect(sessions[2]).not.toBe(sessions[0]);
});

test('a message of another epoch is a replayed one, of another session or peer a forged one; neither changes anything', async () => {
  const { world, one } = await gathered(['one']);
  const { devices } = world.leader.announce(order);
  const report = reportOf(pulse(1), one.share());
  one.report(report, { session: '2-9', n: 900 });
  one.report(report, { session: '3-999', n: 901 });
  one.report(report, { peer: 'thief', n: 902 });
  one.report(report, { session: null, n: 903 });
  expect(world.leader.facts().ignored).toEqual({ replayed: 2, forged: 2 });
  expect(world.answersTo('peer-one', 'counted')).toEqual([]);
  expect(refusedCodes(world, 'peer-one')).toEqual(['MEMBER_LOST']);
  expect(refusedCodes(world, 'thief')).toEqual(['MEMBER_LOST']);
  expect(devices.length).toBeGreaterThan(0);
});

test('a message that comes twice counts once, and is not answered', async () => {
  const { world, one } = await gathered(['one']);
  world.leader.announce(order);
  one.report(reportOf(pulse(1), one.share()), { n: 100 });
  one.report(reportOf(pulse(1), one.share()), { n: 100 });
  one.report(reportOf(pulse(1), one.share()), { n: 99 });
  expect(world.answersTo('peer-one', 'counted')).toHaveLength(1);
  expect(world.leader.facts().ignored).toEqual({ replayed: 2 });
  expect(refusedCodes(world, 'peer-one')).toEqual([]);
});

test('an unknown one is told to say hello, at most once a second', async () => {
  const { world, one } = await gathered(['one']);
  for (let nth = 0; nth < 10; nth++) one.report(reportOf(pulse(1), []), { session: '2-1', n: 200 + nth });
  expect(refusedCodes(world, 'peer-one')).toHaveLength(1);
  world.pass(1000);
  one.report(reportOf(pulse(1), []), { session: '2-1', n: 300 });
  expect(refusedCodes(world, 'peer-one')).toHaveLength(2);
});

test('a lost follower’s messages are no longer taken until it says hello', async () => {
  const { world, one } = await gathered(['one']);
  world.pass(5000);
  one.beat();
  expect(refusedCodes(world, 'peer-one')).toEqual(['MEMBER_LOST']);
  one.join();
  world.pass(250);
  expect(one.share()).toHaveLength(3);
});

test('a follower that has obeyed a newer leader shows this one that it is outranked, and is not welcomed', async () => {
  const world = await leaderWorld();
  const one = member(world, 'one');
  one.hello({ last: { leader: 'alpha', epoch: 3, seq: 9 } });
  expect(world.told.outranked).toEqual([]);
  one.hello({ last: { leader: 'zeta', epoch: 3, seq: 9 } });
  one.hello({ last: { leader: 'zeta', epoch: 3, seq: 9 } });
  one.hello({ last: { leader: 'alpha', epoch: 4, seq: 1 } });
  expect(world.told.outranked).toEqual([
    { leader: 'zeta', epoch: 3 },
    { leader: 'alpha', epoch: 4 },
  ]);
  expect(world.answersTo('peer-one', 'welcome')).toHaveLength(1);
});

test('an epoch that nobody can have reached ends no leader', async () => {
  const world = await leaderWorld();
  member(world, 'one').hello({ last: { leader: 'zeta', epoch: Number.MAX_SAFE_INTEGER, seq: 9 } });
  expect(world.told.outranked).toEqual([]);
  expect(world.leader.facts().ignored).toEqual({ forged: 1 });
});

test('a message that this program stumbles over is told, and the next one is taken', async () => {
  const world = await leaderWorld();
  const { answers } = world.heard;
  answers.push = () => {
    throw new Error('An answer that cannot be made.');
  };
  member(world, 'one').hello();
  expect(world.notices()).toEqual(['INTERNAL']);
});

test('there is room for 64 followers; those that are gone make room', async () => {
  const world = await leaderWorld();
  for (let nth = 1; nth <= 64; nth++) member(world, `f${nth}`).hello();
  member(world, 'late').hello();
  expect(refusedCodes(world, 'peer-late')).toEqual(['BUSY']);
  world.pass(5000);
  member(world, 'late').hello();
  expect(world.answersTo('peer-late', 'welcome')).toHaveLength(1);
  expect(world.leader.facts().members).toHaveLength(65);
});
