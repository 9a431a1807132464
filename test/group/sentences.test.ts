import { expect, test } from 'vitest';
import { failureCodes } from '../../core/contract/errors.ts';
import {
  leaderLeft,
  leaderSilent,
  memberBack,
  memberLeft,
  memberLost,
  memberUnable,
  nameInUse,
  noLeader,
  notAllowed,
  pulsesGivenUp,
  pulsesRestarted,
  stoodDown,
  superseded,
  twoLeaders,
  versionDiffers,
} from '../../core/group/sentences.ts';

const older = { epoch: 3, leader: 'fde-1' };
const newer = { epoch: 4, leader: 'fde-2' };
const before = { pulseId: '900', timestampNs: '1700000000000000000' };
const after = { pulseId: '0', timestampNs: '1700000060000000000' };

const all = [
  memberLost('fde-7', 5200, 12),
  memberLeft('fde-7', 3),
  memberUnable('fde-7', 'Its disk is full. Make room.'),
  memberBack('fde-7'),
  twoLeaders(newer, older),
  leaderSilent('fde-1', 5000),
  leaderLeft('fde-1'),
  noLeader(['fde-1', 'fde-2']),
  stoodDown(older, newer),
  versionDiffers({ name: 'fde-7', theirs: '1.2.0', ours: '1.3.0' }),
  notAllowed('fde-7'),
  nameInUse('fde-7'),
  pulsesRestarted(before, after),
  pulsesGivenUp(5, 9, 3, 'The leader keeps 5000 announcements, and the settings name no topic that keeps more.'),
  superseded(['fde-2', 'fde-3']),
];

test.each(all)('$code: a whole sentence with the facts in it', ({ code, message, facts }) => {
  expect(failureCodes).toContain(code);
  expect(message).toMatch(/^[A-Za-z0-9].*[.?]$/);
  expect(message).not.toMatch(/undefined|null|NaN|\[object| {2}/);
  for (const [name, fact] of Object.entries(facts ?? {})) if (!/Ms|Ns$/.test(name)) expect(message, name).toContain(String(fact));
});

test('a loss says how long, how many devices, and what to look at', () => {
  expect(memberLost('fde-7', 5200, 12).message).toBe(
    'fde-7 has been silent for 5.2 s: it is lost, and its 12 devices go to the others. Is it running, and does the network reach it?',
  );
  expect(memberLeft('fde-7', 1).message).toBe('fde-7 has left the group, and its device goes to the others.');
  expect(memberLeft('fde-7', 0).message).toBe('fde-7 has left the group, and it had no devices.');
});

test('two leaders are named by both with who is obeyed', () => {
  expect(twoLeaders(newer, older).message).toMatch(/^fde-2 \(epoch 4\) and fde-1 \(epoch 3\) both lead\. fde-2 is obeyed/);
});

test('pulse IDs that jumped back are told with the times that tell the runs apart', () => {
  expect(pulsesRestarted(before, after).message).toMatch(
    /^Pulse IDs jumped back: 900 \(2023-11-14T22:13:20\.000Z\) was followed by 0 \(2023-11-14T22:14:20\.000Z\)/,
  );
});

test('of many names ten are said, so that a sentence stays within what the protocol takes', () => {
  const names = Array.from({ length: 64 }, (_, n) => `${n}-${'x'.repeat(36)}`);
  const { message } = superseded(names);
  expect(message).toContain('and 54 more');
  expect(message.length).toBeLessThan(1000);
});
