import { expect, test } from 'vitest';
import { freePorts } from '../../broker/free-ports.ts';
import { endOf } from './audit.ts';
import { announcedBy, announceOn, gathered, quiet } from './moves.ts';
import { setStage } from './stage.ts';

const group = { gatherMs: 1500, lostAfterMs: 3000 };
/** Three exporters and their sources on a busy machine: what is late here says nothing of leaders. */
const settleMs = 2500;

test('a follower that is made leader goes on with the schedule, and the one that led stands down and says so', {
  timeout: 240_000,
}, async () => {
  const stage = await setStage({ roles: { lead: 'leader', next: 'follower', f1: 'follower' }, leaders: ['lead', 'next'], group, settleMs });
  const [before, after] = [stage.member('lead'), stage.member('next')];
  for (const member of stage.members) member.start();
  await gathered(stage, before, ['next', 'f1']);
  await announceOn(before);
  await announcedBy(stage, before, 20 + Math.random() * 10);
  expect(await after.command('becomeLeader', { by: 'Ada' })).toMatchObject({ ok: true });
  await gathered(stage, after, ['lead', 'f1']);
  const pulses = after.announced().size;
  await announcedBy(stage, after, pulses + 20);
  await quiet(after);

  const { problems, complaints, notices } = await endOf(stage, after);
  // A pulse that the schedule chose between two roles is the next leader's.
  expect({ problems, complaints: complaints.filter((each) => !/^No leader is heard/.test(each)) }).toEqual({
    problems: [],
    complaints: [],
  });
  expect([...after.judged().values()].filter(({ verdict }) => verdict !== 'complete')).toEqual([]);
  expect(notices['lead']).toContain('STOOD_DOWN');
  expect(before.notices().find(({ code }) => code === 'STOOD_DOWN')?.message).toMatch(
    /^next leads the group since epoch 2, so lead \(epoch 1\) has stood down/,
  );
  expect(before.group()).toMatchObject({ role: 'follower', leader: 'next', epoch: 2 });
});

test('a killed leader that comes back finds the newer one and follows it', { timeout: 240_000 }, async () => {
  const stage = await setStage({ roles: { lead: 'leader', next: 'follower', f1: 'follower' }, leaders: ['lead', 'next'], group, settleMs });
  const [before, after] = [stage.member('lead'), stage.member('next')];
  for (const member of stage.members) member.start();
  await gathered(stage, before, ['next', 'f1']);
  await announceOn(before);
  await announcedBy(stage, before, 20 + Math.random() * 10);
  await before.kill('SIGKILL');
  await stage.until('the followers say that it is silent', () =>
    [after, stage.member('f1')].every((member) => member.notices().some(({ code }) => code === 'LEADER_SILENT')),
  );
  expect(await stage.member('f1').command('captureNow', {})).toMatchObject({ ok: false, failure: { code: 'NO_LEADER' } });
  expect(await after.command('becomeLeader', { by: 'Ada' })).toMatchObject({ ok: true });
  await gathered(stage, after, ['f1']);
  before.start();
  await gathered(stage, after, ['lead', 'f1']);
  const pulses = after.announced().size;
  await announcedBy(stage, after, pulses + 10);
  await quiet(after);

  const { problems, complaints, notices } = await endOf(stage, after);
  expect({ problems, complaints }).toEqual({ problems: [], complaints: [] });
  expect([...after.judged().values()].filter(({ verdict }) => verdict !== 'complete')).toEqual([]);
  expect(notices['lead']).toContain('STOOD_DOWN');
  expect(before.group()).toMatchObject({ role: 'follower', leader: 'next', epoch: 2 });
});

test('two leaders that cannot hear each other are both named by their follower, and the lower one stands down', {
  timeout: 60_000,
}, async () => {
  const [nowhere = 0, either = 0] = await freePorts(2);
  const stage = await setStage({
    roles: { anna: 'leader', bert: 'leader', f1: 'follower' },
    group: { lostAfterMs: 3000 },
    own: (name, leaders) => ({
      leaders: leaders.map((leader) =>
        name === 'f1' || leader.name === name
          ? leader
          : { ...leader, announce: `tcp://127.0.0.1:${nowhere}`, report: `tcp://127.0.0.1:${either}` },
      ),
    }),
  });
  const [anna, bert, follower] = [stage.member('anna'), stage.member('bert'), stage.member('f1')];
  anna.start();
  follower.start();
  await gathered(stage, anna, ['f1']);
  bert.start();
  await gathered(stage, bert, ['f1']);
  await stage.until('anna stands down', () => anna.group()?.role === 'follower');
  expect(anna.notices()).toContainEqual(expect.objectContaining({ code: 'STOOD_DOWN' }));
  await stage.until('both are named', () => follower.notices().some(({ code }) => code === 'TWO_LEADERS'));
  expect(follower.notices().find(({ code }) => code === 'TWO_LEADERS')?.message).toMatch(
    /bert \(epoch 1\) and anna \(epoch 1\) both lead\. bert is obeyed/,
  );
  await stage.stop();
});
