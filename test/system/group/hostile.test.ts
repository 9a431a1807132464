import { expect, test } from 'vitest';
import { endOf } from './audit.ts';
import { attack } from './hostile.ts';
import { announce, announcedBy, gathered } from './moves.ts';
import { setStage } from './stage.ts';

test('garbage and forgeries on both ports cost nothing, and are counted', { timeout: 120_000 }, async () => {
  const stage = await setStage({ roles: { lead: 'leader', f1: 'follower', f2: 'follower' }, group: { lostAfterMs: 5000 } });
  const [leader, [addresses]] = [stage.member('lead'), stage.leaders];
  for (const member of stage.members) member.start();
  await gathered(stage, leader, ['f1', 'f2']);
  const ending = new AbortController();
  const attacking = addresses && attack(addresses, ['f1', 'f2'], ending.signal);
  await stage.until('the leader counts them', () => (leader.group()?.ignored['forged'] ?? 0) > 0);
  await announce(leader, 30);
  await announcedBy(stage, leader, 30);
  await stage.until('each kind was counted', () =>
    ['malformed', 'forged', 'replayed', 'other-version'].every((reason) => (leader.group()?.ignored[reason] ?? 0) > 0),
  );
  ending.abort();
  await attacking;

  const all = { announced: 30, received: 30, backFilled: 0, givenUp: 0, superseded: 0 };
  expect(await endOf(stage, leader)).toEqual({
    ...{ problems: [], pulses: 30, files: expect.any(Number), superseded: 0, complaints: [] },
    counts: { lead: all, f1: all, f2: all },
    notices: { lead: ['VERSION_DIFFERS'], f1: [], f2: [] },
  });
});
