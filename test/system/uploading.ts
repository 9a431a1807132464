import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { parseWholeSettings } from '../../core/settings/parse-settings.ts';
import { createFacility } from '../../core/simulation/facility.ts';
import { manifestFor } from '../../core/simulation/gateway/manifest.ts';
import { type SimulatedGateway, startSimulatedGateway } from '../../core/simulation/gateway/server.ts';
import { defaultUser } from '../../core/simulation/gateway/users.ts';
import { settingsFor } from '../../core/simulation/settings.ts';
import { type Simulated, type SimulatedRequest, simulate } from './simulated.ts';

const password = 'of-this-test-only';

/** A small simulated facility whose files go to a simulated Gateway in this process; both end with the test. `milliseconds`: both count them. */
export async function simulateUploading({
  devices = 8,
  milliseconds = false,
  ...request
}: SimulatedRequest & { milliseconds?: boolean } = {}): Promise<Simulated & { gateway: SimulatedGateway }> {
  const { setup } = parseWholeSettings(settingsFor(createFacility({ seed: 1, devices }), { name: 'sys', dataFolder: 'data' }));
  const gateway = await startSimulatedGateway({
    ...{ now: Date.now, milliseconds },
    manifest: manifestFor(setup.devices.flatMap(({ channels }) => channels)),
    users: [{ ...defaultUser, password }],
  });
  onTestFinished(() => gateway.stop());
  const facility = simulate({
    devices,
    gateway: {
      ...{ url: gateway.url, username: defaultUser.username, password: { file: 'password' } },
      ...{ secondsBetweenUploads: 0, millisecondTimestamps: milliseconds },
    },
    ...request,
  });
  writeFileSync(join(facility.folder, 'password'), password);
  return { ...facility, gateway };
}
