import { expect, test } from 'vitest';
import { endOf } from './audit.ts';
import { announce, announcedBy, gathered } from './moves.ts';
import { setStage } from './stage.ts';

test('followers that are killed and come back, one at once and one long after, cost no channel of any pulse', {
  timeout: 120_000,
}, async () => {
  const stage = await setStage({ roles: { lead: 'leader', f1: 'follower', f2: 'follower', f3: 'follower', f4: 'follower' } });
  const [leader, quick, slow] = [stage.member('lead'), stage.member('f1'), stage.member('f2')];
  for (const member of stage.members) member.start();
  await gathered(stage, leader, ['f1', 'f2', 'f3', 'f4']);
  await announce(leader, 120);

  await announcedBy(stage, leader, 20 + Math.random() * 10);
  await quick.kill('SIGKILL');
  quick.start();
  await announcedBy(stage, leader, 40 + Math.random() * 10);
  await slow.kill('SIGKILL');
  await stage.until('the slow one is lost', () =>
    leader.notices().some(({ code, message }) => code === 'MEMBER_LOST' && message.includes('f2')),
  );
  slow.start();
  await stage.until('the slow one is back', () =>
    leader.notices().some(({ code, message }) => code === 'MEMBER_BACK' && message.includes('f2')),
  );
  await gathered(stage, leader, ['f1', 'f2', 'f3', 'f4']);
  await announcedBy(stage, leader, 120);

  const { problems, pulses, counts, complaints, notices } = await endOf(stage, leader);
  expect({ problems, pulses, complaints }).toEqual({ problems: [], pulses: 120, complaints: [] });
  expect([...leader.judged().values()].filter(({ verdict }) => verdict !== 'complete')).toEqual([]);
  const all = { announced: 120, received: 120, backFilled: 0, givenUp: 0, superseded: 0 };
  expect(counts).toMatchObject({ lead: { announced: 120, received: 120 }, f3: all, f4: all });
  expect(counts['f2']?.givenUp).toBe(0);
  expect(notices['lead']).toContain('MEMBER_BACK');
});
