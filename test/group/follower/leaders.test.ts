import { expect, test } from 'vitest';
import { protocolVersion } from '../../../core/group/protocol.ts';
import { createScene } from './scene.ts';

test('the highest epoch is obeyed, and of two that began with the same number the name that sorts later', async () => {
  const { lead, run, follower, epochs } = createScene();
  await lead('north', 3);
  await run(1500);
  expect(follower.facts()).toMatchObject({ leader: 'north', epoch: 3 });
  await lead('south', 3);
  await run(1500);
  expect(follower.facts()).toMatchObject({ leader: 'south', epoch: 3 });
  expect(epochs).toEqual([
    { leader: 'north', epoch: 3 },
    { leader: 'south', epoch: 3 },
  ]);
});

test('what a lower leader announces changes nothing, and it is told of the higher one', async () => {
  const { lead, run, own, joined, kept } = createScene();
  const north = await joined();
  const south = await lead('south', 2);
  south.plan(1, { east: ['CAM-1'] });
  south.pulse(7);
  await run(12_000);
  expect(own.orders).toEqual([]);
  expect(kept.every(({ leader }) => leader === 'north')).toBe(true);
  expect(south.of('hello').length).toBeGreaterThan(0);
  expect(south.of('hello').every(({ last }) => last?.leader === 'north' && last.epoch === 3)).toBe(true);
  expect(south.of('hello').length).toBeLessThanOrEqual(2);
  expect(north.of('hello')).toHaveLength(1);
});

test('two leaders are named once, and again when one of them had been quiet', async () => {
  const { lead, run, joined, notices, codes } = createScene();
  await joined();
  const south = await lead('south', 2);
  await run(10_000);
  expect(codes()).toEqual(['TWO_LEADERS']);
  expect(notices[0]?.facts).toEqual({ leader: 'north', epoch: 3, otherLeader: 'south', otherEpoch: 2 });
  south.manners.beats = false;
  await run(5000);
  south.manners.beats = true;
  await run(3000);
  expect(codes()).toEqual(['TWO_LEADERS', 'TWO_LEADERS']);
});

test('a leader that leaves in good order is no second leader', async () => {
  const { lead, run, joined, codes } = createScene();
  const north = await joined();
  north.manners.beats = false;
  north.beat(true);
  await run(200);
  await lead('south', 4);
  await run(5000);
  expect(codes()).toEqual(['LEADER_SILENT']);
});

test('after a restart nothing lower than before is obeyed', async () => {
  const { lead, run, follower } = createScene({ highest: { leader: 'south', epoch: 9 } });
  const north = await lead('north', 3);
  await run(3000);
  expect(north.of('hello')).toEqual([]);
  expect(follower.leaderAlive()).toBe(false);
  expect(follower.facts()).toMatchObject({ leader: null, epoch: 9 });
  expect(follower.facts().sentence).toContain('north leads with epoch 3, but south has led with epoch 9');
});

test('a silent leader is named once; when it is heard again the follower joins again', async () => {
  const { run, joined, follower, codes, own } = createScene();
  const north = await joined();
  north.manners.beats = north.manners.acks = false;
  await run(7000);
  expect(codes()).toEqual(['LEADER_SILENT']);
  expect(follower.leaderAlive()).toBe(false);
  expect(follower.facts().sentence).toMatch(/^The leader north has been silent for /);
  north.manners.beats = north.manners.acks = true;
  await run(3000);
  north.pulse(1);
  await run(500);
  expect(follower.leaderAlive()).toBe(true);
  expect(north.of('hello')).toHaveLength(2);
  expect(own.taken()).toEqual(['1 CAM-1+CAM-2 live 2000']);
});

test('a leader that says it leaves is believed at once, and joined again when it leads on', async () => {
  const { run, joined, follower, codes } = createScene();
  const north = await joined();
  north.manners.beats = false;
  north.beat(true);
  await run(250);
  expect(codes()).toEqual(['LEADER_SILENT']);
  expect(follower.leaderAlive()).toBe(false);
  expect(follower.facts().sentence).toMatch(/^north has stopped leading/);
  north.manners.beats = true;
  await run(3000);
  expect(follower.leaderAlive()).toBe(true);
  expect(north.of('hello')).toHaveLength(2);
});

test('where none was ever heard, those that may lead are named', async () => {
  const { run, follower } = createScene();
  await run(1000);
  expect(follower.facts().sentence).toContain('tried: north, south');
});

test('a message that names another leader than its connection is forged', async () => {
  const { run, joined, follower, wire } = createScene();
  await joined();
  wire.injectAnnounced(
    'east',
    'south',
    JSON.stringify({ v: protocolVersion, leader: 'north', epoch: 9, kind: 'beat', seq: 0, pulses: 0, leaving: false }),
  );
  await run(100);
  expect(follower.facts()).toMatchObject({ leader: 'north', epoch: 3, ignored: { forged: 1 } });
});
