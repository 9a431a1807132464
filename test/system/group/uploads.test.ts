import { expect, test } from 'vitest';
import type { StageMember } from './member.ts';
import { announce, announcedBy, gathered, settled } from './moves.ts';
import type { Stage } from './stage.ts';
import { uploadingStage } from './uploading-stage.ts';

const pulses = 12;

const states = (member: StageMember) => [...member.uploads().values()].map(({ state }) => state);
const allKnow = (stage: Stage, state: string) =>
  stage.until(`all know of ${pulses} pulses that are ${state}`, () =>
    stage.members.every((member) => states(member).filter((each) => each === state).length === pulses),
  );

test('every exporter learns how each pulse stands in the Gateway, and each is one record with the channels of all', {
  timeout: 120_000,
}, async () => {
  const { gateway, stage, leader } = await uploadingStage();
  await announce(leader, pulses);
  await announcedBy(stage, leader, pulses);
  await allKnow(stage, 'accepted');
  await settled(stage, leader);
  expect(gateway.records().map(({ channels }) => [...channels.keys()].sort())).toEqual(Array(pulses).fill(stage.channels));
  for (const upload of leader.uploads().values()) expect(upload.sentence).toBe('All 3 files are in the Gateway.');
  for (const member of stage.members) expect(member.uploads()).toEqual(leader.uploads());
  await stage.stop();
});

test('while the Gateway is away all know that it waits; when it is back they know that too, although leader and follower were killed meanwhile', {
  timeout: 180_000,
}, async () => {
  const { gateway, stage, leader } = await uploadingStage();
  gateway.faults.set('gateway-down', true);
  await announce(leader, pulses);
  await announcedBy(stage, leader, pulses);
  await allKnow(stage, 'waiting');
  await settled(stage, leader);

  await leader.kill('SIGKILL');
  await stage.member('f2').kill('SIGKILL');
  leader.start();
  stage.member('f2').start();
  await gathered(stage, leader, ['f1', 'f2']);
  gateway.faults.set('gateway-down', false);
  await allKnow(stage, 'accepted');
  expect(gateway.records().map(({ channels }) => [...channels.keys()].sort())).toEqual(Array(pulses).fill(stage.channels));
  await stage.stop();
});

test('of two pulses in one second the later stays local, and everybody knows why', { timeout: 120_000 }, async () => {
  const { gateway, stage, leader } = await uploadingStage({ milliseconds: false });
  await announce(leader, pulses);
  await announcedBy(stage, leader, pulses);
  await stage.until('all know of each pulse whether it is there', () =>
    stage.members.every((member) => states(member).filter((state) => state !== 'waiting').length === pulses),
  );
  const there = states(leader).filter((state) => state === 'accepted').length;
  expect(gateway.records()).toHaveLength(there);
  expect(states(leader).filter((state) => state === 'none')).toHaveLength(pulses - there);
  expect(pulses - there).toBeGreaterThan(0);
  for (const member of stage.members) expect(member.uploads()).toEqual(leader.uploads());
  await stage.stop();
});
