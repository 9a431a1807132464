import { randomUUID } from 'node:crypto';
import { gatewaySchema } from '../settings/gateway.ts';
import type { LoadedSettings } from '../settings/load-settings.ts';
import type { Environment } from '../settings/secret-reader.ts';
import { manifestFor } from '../simulation/gateway/manifest.ts';
import { startSimulatedGateway } from '../simulation/gateway/server.ts';
import { defaultUser } from '../simulation/gateway/users.ts';

const passwordVariable = 'SIMULATED_GATEWAY_PASSWORD';

export type WithGateway = { loaded: LoadedSettings; env: Environment; stop(): Promise<void> };

/** A newcomer's files go to a simulated Gateway in this process, on loopback and with a password of this run only. Its records end with it. */
export async function withSimulatedGateway(loaded: LoadedSettings, env: Environment): Promise<WithGateway> {
  const { setup } = loaded;
  if (setup === null) return { loaded, env, stop: async () => undefined };
  const password = randomUUID();
  const { username } = defaultUser;
  const gateway = await startSimulatedGateway({
    now: Date.now,
    manifest: manifestFor(setup.devices.flatMap(({ channels }) => channels)),
    users: [{ ...defaultUser, password }],
  });
  const settings = gatewaySchema.parse({ url: gateway.url, username, password: { env: passwordVariable }, secondsBetweenUploads: 0 });
  return {
    loaded: { ...loaded, setup: { ...setup, gateway: settings } },
    env: { ...env, [passwordVariable]: password },
    stop: gateway.stop,
  };
}
