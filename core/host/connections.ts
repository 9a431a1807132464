import { readFile } from 'node:fs/promises';
import { type Clock, systemClock } from '../clock.ts';
import { ExporterError, type Failure, failure, toFailure } from '../contract/errors.ts';
import type { ConnectionName, ConnectionTest } from '../contract/settings.ts';
import type { Inventory } from '../intake/inventory.ts';
import type { Intake } from '../intake/port.ts';
import { createIntake } from '../intake/remote.ts';
import { resolveGatewaySecrets } from '../settings/gateway-secrets.ts';
import type { Setup } from '../settings/schema.ts';
import type { Environment } from '../settings/secret-reader.ts';
import { resolveSecrets } from '../settings/secrets.ts';
import { type InUse, refuseStrayKafkaSecrets, refuseStraySecrets } from '../settings/stray-secrets.ts';
import { createGateway } from '../upload/client.ts';
import { archiverSentence, gatewaySentence, kafkaSentence, pulsesSentence } from './found-sentences.ts';
import { setupFor, toAsk } from './setup-for.ts';

export type ConnectionRequest = { settings: unknown; connection: ConnectionName };

/** Opens what settings name, asks it, and closes it again. It touches nothing that is in use. */
export type Connections = {
  /** What is wrong is an answer. Rejects with BUSY, and with STOPPED once it is stopped. */
  test(request: ConnectionRequest): Promise<ConnectionTest>;
  /** Ends what is under way, and waits for it. */
  stop(): Promise<void>;
};

export type ConnectionPorts = {
  env: Environment;
  intakeWorker: URL;
  /** As the exporter runs now: its secrets go where they go already. */
  inUse(): InUse;
  clock?: Pick<Clock, 'monotonicMs' | 'wallMs'>;
  limitMs?: number;
};

/** Each opens a thread and connections of its own. */
const testsMost = 2;
/** For what the answers hold; no values are read. */
const memoryMb = 16;

export function createConnections({ env, intakeWorker, inUse, clock = systemClock, limitMs = 10_000 }: ConnectionPorts): Connections {
  const leaving = new AbortController();
  const underWay = new Set<Promise<string>>();

  async function ask({ settings, connection }: ConnectionRequest, used: InUse, signal: AbortSignal): Promise<string> {
    const setup = setupFor(settings, connection, used.folder);
    if (connection === 'gateway') return askGateway(setup, used, signal);
    const { kafka } = setup.sources;
    if (kafka !== undefined) refuseStrayKafkaSecrets(kafka, used);
    const secrets = await resolveSecrets({ setup }, env, readFile);
    const nobody = { stateChanged: () => undefined, topicsCounted: () => undefined, ended: () => undefined };
    const intake = await createIntake(intakeWorker, { setup, memoryMb, secrets, topic: null }, nobody);
    try {
      return await askIntake(intake, setup, connection, signal);
    } finally {
      await intake.close();
    }
  }

  async function askIntake(
    intake: Intake & { inventory: Inventory },
    setup: Setup,
    connection: Exclude<ConnectionName, 'gateway'>,
    signal: AbortSignal,
  ): Promise<string> {
    const { topics, pvs } = toAsk(setup);
    if (connection === 'kafka') return kafkaSentence(await intake.inventory.topics(signal), topics);
    if (connection === 'pulses') return pulsesSentence(await intake.pulses.newest(signal), setup.pulseSource, clock.wallMs());
    const begin = clock.monotonicMs();
    const held = await intake.inventory.pvs(pvs, signal);
    return archiverSentence(setup.sources.archiver?.retrievalUrl ?? null, held, pvs, clock.monotonicMs() - begin);
  }

  async function askGateway({ gateway, devices }: Setup, used: InUse, signal: AbortSignal): Promise<string> {
    if (gateway === undefined) throw new ExporterError('BAD_SETTINGS', 'gateway is not in the settings: there is nothing to connect to.');
    refuseStraySecrets(gateway, used);
    const client = createGateway(gateway, await resolveGatewaySecrets({ gateway }, env, readFile), { env });
    try {
      const version = await client.version(signal);
      const channels = devices.flatMap((device) => device.channels.map(({ name }) => name));
      return gatewaySentence(version, await client.manifest(signal), channels);
    } finally {
      await client.close();
    }
  }

  return {
    async test(request) {
      if (leaving.signal.aborted) throw new ExporterError('STOPPED', 'The exporter is stopping: no connection is tried any more.');
      if (underWay.size >= testsMost)
        throw new ExporterError('BUSY', `${testsMost} connections are being tried. Wait for one to answer, then try again.`);
      const begin = clock.monotonicMs();
      const limit = AbortSignal.timeout(limitMs);
      const asked = ask(request, inUse(), AbortSignal.any([limit, leaving.signal]));
      underWay.add(asked);
      const end = (ok: boolean, sentence: string, why: Failure | null): ConnectionTest => ({
        ...{ ok, sentence, failure: why, tookMs: Math.round(clock.monotonicMs() - begin) },
      });
      try {
        return end(true, await asked, null);
      } catch (error) {
        const why = limit.aborted ? noAnswer(request.connection, limitMs) : once(toFailure(error));
        return end(false, why.message, why);
      } finally {
        underWay.delete(asked);
      }
    },
    async stop() {
      leaving.abort();
      await Promise.allSettled(underWay);
    },
  };
}

export const noConnections: Connections = {
  async test() {
    throw new ExporterError('BAD_REQUEST', 'This program tries no connections. Start it with screens, and try them there.');
  },
  stop: async () => undefined,
};

const names = { kafka: 'Kafka', archiver: 'The Archiver', pulses: 'The pulse source', gateway: 'The Operations Gateway' } as const;
const codes = {
  kafka: 'KAFKA_UNREACHABLE',
  archiver: 'ARCHIVER_TIMEOUT',
  pulses: 'PULSE_UNKNOWN',
  gateway: 'GATEWAY_TIMEOUT',
} as const;

/** A test asks once, where captures ask again. */
function once({ message, ...rest }: Failure): Failure {
  return {
    ...rest,
    message: message.replace(/ It is tried again by itself\.$/, ' Check the address, and that it is reached from this machine.'),
  };
}

function noAnswer(connection: ConnectionName, limitMs: number): Failure {
  const sentence = `${names[connection]} has not answered within ${limitMs / 1000} s. Is the address right, and is it reached from this machine?`;
  return failure(codes[connection], sentence);
}
