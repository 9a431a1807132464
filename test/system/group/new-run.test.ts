import { expect, test } from 'vitest';
import { endOf } from './audit.ts';
import { announce, announcedBy, gathered } from './moves.ts';
import { type Stage, setStage } from './stage.ts';

test('pulse IDs that begin again at 0 are accepted as a new run, which is said, and all of it is captured', {
  timeout: 180_000,
}, async () => {
  const stage = await setStage({ roles: { lead: 'leader', f1: 'follower', f2: 'follower' } });
  const leader = stage.member('lead');
  for (const member of stage.members) member.start();
  await gathered(stage, leader, ['f1', 'f2']);
  await announce(leader, 10);
  await announcedBy(stage, leader, 10);
  await restartTiming(stage);
  await announce(leader, 40);
  await announcedBy(stage, leader, 50);

  const { problems, pulses, complaints, notices } = await endOf(stage, leader);
  expect({ problems, pulses, complaints }).toEqual({ problems: [], pulses: 50, complaints: [] });
  expect([...leader.judged().values()].filter(({ verdict }) => verdict !== 'complete')).toEqual([]);
  expect(notices['lead']).toEqual(['PULSES_RESTARTED']);
  expect([...leader.announced().values()].some(({ pulse }) => Number(pulse.pulseId) < 1000)).toBe(true);
});

/** Each exporter has a timing system of its own, which is the same as the others' if all are told within one second. */
async function restartTiming(stage: Stage): Promise<void> {
  const told = (on: boolean) => Promise.all(stage.members.map((member) => member.command('setFault', { fault: 'pulse-id-restart', on })));
  for (;;) {
    const intoSecondMs = Date.now() % 1000;
    await new Promise((resolve) => setTimeout(resolve, 1000 - intoSecondMs));
    const second = Math.floor(Date.now() / 1000);
    expect(await told(true)).toEqual(stage.members.map(() => expect.objectContaining({ ok: true })));
    if (Math.floor(Date.now() / 1000) === second) return;
    await told(false); // this machine is busy: again
  }
}
