import { expect, test } from 'vitest';
import { endOf } from './audit.ts';
import { announce, announcedBy, gathered } from './moves.ts';
import { setStage } from './stage.ts';

test('a leader and four followers capture 200 pulses at 10 Hz, every channel of each in exactly one file', {
  timeout: 120_000,
}, async () => {
  const stage = await setStage({
    roles: { lead: 'leader', f1: 'follower', f2: 'follower', f3: 'follower', f4: 'follower' },
    group: { lostAfterMs: 5000 },
  });
  const leader = stage.member('lead');
  for (const member of stage.members) member.start();
  await gathered(stage, leader, ['f1', 'f2', 'f3', 'f4']);
  await announce(leader, 200);
  await announcedBy(stage, leader, 200);

  const all = { announced: 200, received: 200, backFilled: 0, givenUp: 0, superseded: 0 };
  const { files, ...end } = await endOf(stage, leader);
  expect(end).toEqual({
    ...{ problems: [], pulses: 200, superseded: 0, complaints: [] },
    counts: { lead: all, f1: all, f2: all, f3: all, f4: all },
    notices: { lead: [], f1: [], f2: [], f3: [], f4: [] },
  });
  expect(files).toBeGreaterThanOrEqual(1000); // more where a slow machine took a second look at something
  expect([...leader.judged().values()].filter(({ verdict }) => verdict !== 'complete')).toEqual([]);
});
