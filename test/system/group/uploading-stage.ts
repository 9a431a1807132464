import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { parseWholeSettings } from '../../../core/settings/parse-settings.ts';
import { createFacility } from '../../../core/simulation/facility.ts';
import { manifestFor } from '../../../core/simulation/gateway/manifest.ts';
import { startSimulatedGateway } from '../../../core/simulation/gateway/server.ts';
import { defaultUser } from '../../../core/simulation/gateway/users.ts';
import { settingsFor } from '../../../core/simulation/settings.ts';
import { gathered } from './moves.ts';
import { setStage } from './stage.ts';

const password = 'of-this-test-only';

/** A group of three whose files go to one simulated Gateway, to the millisecond: ten pulses a second are no more than a record each. */
export async function uploadingStage({ milliseconds = true } = {}) {
  const { setup } = parseWholeSettings(settingsFor(createFacility({ seed: 1, devices: 12 }), { name: 'x', dataFolder: 'x' }));
  const gateway = await startSimulatedGateway({
    ...{ now: Date.now, milliseconds, storeMs: 20 },
    manifest: manifestFor(setup.devices.flatMap(({ channels }) => channels)),
    users: [{ ...defaultUser, password }],
  });
  onTestFinished(() => gateway.stop());
  const stage = await setStage({
    roles: { lead: 'leader', f1: 'follower', f2: 'follower' },
    gateway: {
      ...{ url: gateway.url, username: defaultUser.username, password: { file: 'password' } },
      ...{ secondsBetweenUploads: 0, millisecondTimestamps: milliseconds },
    },
  });
  writeFileSync(join(stage.folder, 'password'), password);
  for (const member of stage.members) member.start();
  const leader = stage.member('lead');
  await gathered(stage, leader, ['f1', 'f2']);
  return { gateway, stage, leader };
}
