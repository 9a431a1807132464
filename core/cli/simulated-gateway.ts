import { randomUUID } from 'node:crypto';
import { ExporterError } from '../contract/errors.ts';
import { gatewaySchema } from '../settings/gateway.ts';
import type { LoadedSettings } from '../settings/load-settings.ts';
import type { Environment } from '../settings/secret-reader.ts';
import { isGatewayFaultName } from '../simulation/gateway/fault-names.ts';
import type { GatewayFaultRequest } from '../simulation/gateway/faults.ts';
import { manifestFor } from '../simulation/gateway/manifest.ts';
import { startSimulatedGateway } from '../simulation/gateway/server.ts';
import { defaultUser } from '../simulation/gateway/users.ts';
import type { FaultWanted } from './option-values.ts';

const passwordVariable = 'SIMULATED_GATEWAY_PASSWORD';

export type WithGateway = { loaded: LoadedSettings; env: Environment; stop(): Promise<void> };

/** A newcomer's files go to a simulated Gateway in this process, on loopback and with a password of this run only. Its records end with it. */
export async function withSimulatedGateway(
  loaded: LoadedSettings,
  env: Environment,
  faults: readonly FaultWanted[] = [],
  workerUrl?: URL,
): Promise<WithGateway> {
  const { setup } = loaded;
  if (setup === null) return { loaded, env, stop: async () => undefined };
  const channels = setup.devices.flatMap((device) => device.channels);
  const password = randomUUID();
  const { username } = defaultUser;
  const gateway = await startSimulatedGateway({
    now: Date.now,
    manifest: manifestFor(channels),
    faults: gatewayFaults(faults, new Set(channels.map(({ name }) => name))),
    users: [{ ...defaultUser, password }],
    workerUrl,
  });
  const settings = gatewaySchema.parse({ url: gateway.url, username, password: { env: passwordVariable }, secondsBetweenUploads: 0 });
  return {
    loaded: { ...loaded, setup: { ...setup, gateway: settings } },
    env: Object.assign(seenThrough(env), { [passwordVariable]: password }),
    stop: gateway.stop,
  };
}

/** The rest are the facility's. */
function gatewayFaults(wanted: readonly FaultWanted[], channels: ReadonlySet<string>): GatewayFaultRequest[] {
  return wanted.flatMap(({ fault, device: channel }) => {
    if (!isGatewayFaultName(fault)) return [];
    if (channel === null) return [{ fault }];
    if (channels.has(channel)) return [{ fault, channel }];
    const some = [...channels].slice(0, 3).join(', ');
    throw new ExporterError(
      'BAD_REQUEST',
      `--fault: "${fault}" is meant for "${channel}", and there is no channel of that name. There are: ${some}, …`,
    );
  });
}

/** What is set in it later is seen here too. */
function seenThrough(env: Environment): Record<string, string | undefined> {
  return Object.create(env);
}
