import { expect, test } from 'vitest';
import { protocolVersion } from '../../core/group/protocol.ts';
import { aGroup, leaderSetup } from './group-scene.ts';

const by = 'Ann';

test('between two roles an exporter has none, so that it takes no pulse alone that its group takes as well', async () => {
  const { group, roles } = await aGroup('follower');
  await group.begin();
  await group.commands.becomeLeader({ by });
  await group.commands.joinGroup({ by });
  expect(group.role()).toBe('follower');
  expect(roles).toContain(null);
  expect(roles).not.toContain('alone');
  await group.stop();
});

test('while a leader looks for others it is not alone either', async () => {
  const { group, clock } = await aGroup('leader', { gatherMs: 1000 });
  const begun = group.begin();
  await clock.slept();
  expect(group.role()).toBe(null);
  clock.wake();
  await begun;
  expect(group.role()).toBe('leader');
  await group.stop();
});

test('who leaves its group is alone, and who cannot lead then stays so', async () => {
  const { group, wires } = await aGroup('follower');
  await group.begin();
  await group.commands.leaveGroup({ by });
  expect(group.role()).toBe('alone');
  wires.refuse();
  await expect(group.commands.becomeLeader({ by })).rejects.toMatchObject({ code: 'ADDRESS_IN_USE' });
  expect(group.role()).toBe('alone');
  await group.stop();
});

test('what people set while a leader begins holds, and so does the schedule of its settings', async () => {
  const { group, clock, led } = await aGroup('leader', { gatherMs: 1000 });
  const begun = group.begin();
  await clock.slept();
  group.ordersChanged({ metadata: { activeArea: 'EA2' } });
  clock.wake();
  await begun;
  group.ordersChanged({ metadata: { activeArea: 'EA3' } }); // it gathers its followers
  clock.pass(1000);
  await expect.poll(() => led).toEqual([{ schedule: leaderSetup.schedule, metadata: { activeArea: 'EA3' }, outOfService: {} }]);
  await group.stop();
});

test('who was alone and becomes the leader goes on at the rate it had', async () => {
  const { group, led } = await aGroup('alone');
  await group.begin();
  group.ordersChanged({ schedule: { kind: 'seconds', every: 7 } });
  await group.commands.becomeLeader({ by });
  await expect.poll(() => led).toMatchObject([{ schedule: { kind: 'seconds', every: 7 } }]);
  await group.stop();
});

test('once it stops, no role is taken any more, and nothing is left open', async () => {
  const { group, wires } = await aGroup('follower');
  await group.begin();
  const stopped = group.stop();
  await expect(group.commands.becomeLeader({ by })).rejects.toMatchObject({ code: 'STOPPED' });
  await expect(group.commands.joinGroup({ by })).rejects.toMatchObject({ code: 'STOPPED' });
  await stopped;
  expect(wires.open()).toBe(0);
});

test('a leader whose journal was lost goes on above the epoch its followers remember', async () => {
  const { group, wires, journal } = await aGroup('leader');
  await group.begin();
  const last = { leader: 'anna', epoch: 5, seq: 9 };
  const hello = {
    v: protocolVersion,
    kind: 'hello',
    from: 'bert',
    session: null,
    n: 1,
    version: '1',
    run: 'r',
    last,
    setupId: null,
    open: [],
    trouble: null,
  };
  wires.tell(JSON.stringify(hello));
  await expect.poll(() => journal.groupKept('last')).toEqual({ leader: 'anna', epoch: 6, seq: 0 });
  await expect.poll(() => group.role()).toBe('leader');
  await group.stop();
});
