import { expect, test } from 'vitest';
import { endOf } from './audit.ts';
import { announce, announcedBy, gathered } from './moves.ts';
import { setStage } from './stage.ts';

test('a leader that is killed and comes back begins a new epoch and loses nothing that it had announced', {
  timeout: 120_000,
}, async () => {
  const stage = await setStage({ roles: { lead: 'leader', f1: 'follower', f2: 'follower', f3: 'follower' } });
  const leader = stage.member('lead');
  for (const member of stage.members) member.start();
  await gathered(stage, leader, ['f1', 'f2', 'f3']);
  for (const epoch of [1, 2, 3]) {
    const before = leader.announced().size;
    await announce(leader, 200);
    await announcedBy(stage, leader, before + 15 + Math.random() * 15);
    await leader.kill('SIGKILL');
    leader.start();
    await gathered(stage, leader, ['f1', 'f2', 'f3']);
    expect(leader.group()?.epoch).toBe(epoch + 1);
  }
  const before = leader.announced().size;
  await announce(leader, 15);
  await announcedBy(stage, leader, before + 15);
  const last = [...leader.announced().values()].at(-1);

  const { problems, complaints, counts, notices } = await endOf(stage, leader);
  expect({ problems, complaints }).toEqual({ problems: [], complaints: [] });
  expect([...leader.judged().values()].filter(({ verdict }) => verdict !== 'complete')).toEqual([]);
  // The numbers of the fourth epoch begin again: its setup, its plans, what was taken up, and 15 pulses.
  expect(last?.epoch).toBe(4);
  expect(last?.seq).toBeLessThan(before);
  expect(counts['lead']).toMatchObject({ announced: 15 });
  expect(notices['f1']).not.toContain('TWO_LEADERS');
});
