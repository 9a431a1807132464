import { expect, test } from 'vitest';
import { endOf } from './audit.ts';
import { announce, announcedBy, gathered } from './moves.ts';
import { setStage } from './stage.ts';

test('a follower that was stopped for 10 s asks before it takes anything; what it finishes late does not count', {
  timeout: 120_000,
}, async () => {
  const stage = await setStage({
    roles: { lead: 'leader', f1: 'follower', f2: 'follower' },
    group: { lostAfterMs: 5000 },
    settleMs: 1000,
  });
  const [leader, stopped] = [stage.member('lead'), stage.member('f1')];
  for (const member of stage.members) member.start();
  await gathered(stage, leader, ['f1', 'f2']);
  await announce(leader, 150);
  await announcedBy(stage, leader, 20);
  await stage.until('the follower is at work', () => stopped.taking().size > 0);
  stopped.signal('SIGSTOP');
  await new Promise((resolve) => setTimeout(resolve, 10_000));
  expect(leader.notices()).toMatchObject([{ code: 'MEMBER_LOST' }]);
  stopped.signal('SIGCONT');
  await stage.until('it is back', () => leader.notices().some(({ code }) => code === 'MEMBER_BACK'));
  await announcedBy(stage, leader, 150);
  await stage.until('what it finished late is superseded', () => stopped.superseded().size > 0);

  const { problems, complaints, counts, superseded } = await endOf(stage, leader);
  expect({ problems, complaints }).toEqual({ problems: [], complaints: [] });
  expect([...leader.judged().values()].filter(({ verdict }) => verdict !== 'complete')).toEqual([]);
  expect(superseded).toBeGreaterThan(0);
  expect(counts['f1']?.superseded).toBe(stopped.superseded().size);
  expect(counts['f1']).toMatchObject({ announced: 150, givenUp: 0 });
});
