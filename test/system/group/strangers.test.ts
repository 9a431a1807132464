import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { curveKeyPair } from 'zeromq';
import { endOf } from './audit.ts';
import { announce, announcedBy, gathered } from './moves.ts';
import { setStage } from './stage.ts';

test('with keys the group runs, and who is not on the list is kept out and says so', { timeout: 90_000 }, async () => {
  const keys = new Map(['lead', 'f1', 'f2', 'eve'].map((name) => [name, curveKeyPair()]));
  const publicKey = (name: string) => keys.get(name)?.publicKey ?? '';
  const stage = await setStage({
    roles: { lead: 'leader', f1: 'follower', f2: 'follower', eve: 'follower' },
    own(name, leaders, folder) {
      writeFileSync(join(folder, `${name}.secret`), keys.get(name)?.secretKey ?? '');
      return {
        leaders: leaders.map((leader) => ({ ...leader, publicKey: publicKey(leader.name) })),
        followers: ['f1', 'f2'].map((each) => ({ name: each, publicKey: publicKey(each) })),
        keys: { publicKey: publicKey(name), secretKey: { file: `${name}.secret` } },
      };
    },
  });
  const [leader, stranger] = [stage.member('lead'), stage.member('eve')];
  for (const member of stage.members) member.start();
  await gathered(stage, leader, ['f1', 'f2']);
  await stage.until(
    'the stranger was turned away, and knows it',
    () => (leader.group()?.ignored['forged'] ?? 0) > 0 && stranger.notices().some(({ code }) => code === 'NOT_ALLOWED'),
  );
  await announce(leader, 20);
  await announcedBy(stage, leader, 20);
  expect(stranger.group()?.sentence).toMatch(/^eve may not follow here\. Add its name and public key to "group\.followers"/);
  expect(stranger.notices()).toMatchObject([{ code: 'NOT_ALLOWED' }]);

  const { problems, pulses, complaints } = await endOf(stage, leader);
  expect({ problems, pulses, complaints }).toEqual({ problems: [], pulses: 20, complaints: [] });
  expect(stranger.announced().size).toBe(0);
});

test('an exporter of another version is refused, and both sides say what to do', { timeout: 90_000 }, async () => {
  const stage = await setStage({ roles: { lead: 'leader', f1: 'follower', other: 'follower' } });
  const [leader, other] = [stage.member('lead'), stage.member('other')];
  leader.start();
  stage.member('f1').start();
  other.start(fileURLToPath(new URL('./of-version.ts', import.meta.url)));
  await gathered(stage, leader, ['f1']);
  await stage.until('both say it', () => [leader, other].every((each) => each.notices().some(({ code }) => code === 'VERSION_DIFFERS')));
  const sentence =
    /^other runs version 99\.0\.0, its group runs .+: it cannot take part\. Install the same version on all exporters of the group\.$/;
  expect(other.notices()).toEqual([{ code: 'VERSION_DIFFERS', message: expect.stringMatching(sentence) }]);
  expect(other.group()?.sentence).toMatch(sentence);
  await announce(leader, 10);
  await announcedBy(stage, leader, 10);

  const { problems, pulses, complaints } = await endOf(stage, leader);
  expect({ problems, pulses, complaints }).toEqual({ problems: [], pulses: 10, complaints: [] });
});
