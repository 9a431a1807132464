import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { expect, onTestFinished, test } from 'vitest';
import type { ConnectionName } from '../../core/contract/settings.ts';
import { createConnections } from '../../core/host/connections.ts';
import { sourceWorkers } from '../../core/open-exporter.ts';
import { parseWholeSettings } from '../../core/settings/parse-settings.ts';
import { createFacility } from '../../core/simulation/facility.ts';
import { manifestFor } from '../../core/simulation/gateway/manifest.ts';
import { startSimulatedGateway } from '../../core/simulation/gateway/server.ts';
import { defaultUser } from '../../core/simulation/gateway/users.ts';
import { settingsFor } from '../../core/simulation/settings.ts';

function connecting({ env = {}, limitMs = 10_000 }: { env?: Record<string, string>; limitMs?: number } = {}) {
  const connections = createConnections({
    ...{ env, limitMs },
    intakeWorker: sourceWorkers.intake,
    inUse: () => ({ settings: {}, setup: null, folder: tmpdir() }),
  });
  onTestFinished(() => connections.stop());
  return { ...connections, try: (settings: unknown, connection: ConnectionName) => connections.test({ settings, connection }) };
}

/** Settings of a small simulated facility; `lost`: a topic that it does not have. */
function simulated(lost: string | null = null) {
  const facility = createFacility({ seed: 1, devices: 6, faults: [] });
  const settings = settingsFor(facility, { name: 'sys', dataFolder: 'data' });
  const extra = { name: 'Lost', channels: [{ name: 'LOST', type: 'scalar', source: { kind: 'kafka', topic: lost } }] };
  return lost === null ? settings : { ...settings, devices: [...settings.devices, extra] };
}

/** On a port of this machine; it takes connections and says nothing. */
async function listening(): Promise<number> {
  const server = createServer((socket) => socket.on('error', () => undefined).resume());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  onTestFinished(() => close());
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function deadPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

const minimal = {
  name: 'laser-1',
  dataFolder: 'data',
  pulseSource: { kind: 'kafka', topic: 'pulses' },
  metadata: { activeArea: { kind: 'fixed', value: '' }, activeExperiment: { kind: 'fixed', value: '' } },
  devices: [],
};

test('Kafka that answers is told with its topics, and those of the devices it lacks by name', async () => {
  const connections = connecting();
  expect(await connections.try(simulated(), 'kafka')).toMatchObject({
    ok: true,
    failure: null,
    sentence: expect.not.stringContaining('missing'),
  });
  const lacking = await connections.try(simulated('no-such-topic'), 'kafka');
  expect(lacking).toMatchObject({ ok: true, sentence: expect.stringContaining('missing: no-such-topic') });
});

test('the Archiver that answers is told with its PVs, and the pulse source with the newest pulse and its age', async () => {
  const connections = connecting();
  expect(await connections.try(simulated(), 'archiver')).toMatchObject({
    ok: true,
    sentence: expect.stringMatching(/answers in \d+ ms\. (\d+) of \1 PV/),
  });
  expect(await connections.try(simulated(), 'pulses')).toMatchObject({
    ok: true,
    sentence: expect.stringMatching(/newest pulse .* is \d+, .* old/),
  });
});

test('a port where nothing listens is why not, in its own words', async () => {
  const port = await deadPort();
  const connections = connecting();
  const kafka = { ...minimal, sources: { kafka: { brokers: [`127.0.0.1:${port}`] } } };
  expect(await connections.try(kafka, 'kafka')).toMatchObject({
    ok: false,
    failure: { code: 'KAFKA_UNREACHABLE', message: expect.stringMatching(/nothing listens there. Check the address/) },
  });
  const archiver = { ...minimal, sources: { archiver: { retrievalUrl: `http://127.0.0.1:${port}/retrieval` } } };
  expect(await connections.try(archiver, 'archiver')).toMatchObject({ ok: false, failure: { code: 'ARCHIVER_UNREACHABLE' } });
});

test('a Gateway is told with its version and its manifest; a wrong password is why not', async () => {
  const { setup } = parseWholeSettings(simulated());
  const manifest = manifestFor(setup.devices.flatMap((device) => device.channels));
  const gateway = await startSimulatedGateway({ now: Date.now, manifest, users: [{ ...defaultUser, password: 'right' }] });
  onTestFinished(gateway.stop);
  const settings = {
    ...simulated(),
    gateway: { url: gateway.url, username: defaultUser.username, password: { env: 'MY_GATEWAY_PASSWORD' } },
  };
  const found = await connecting({ env: { MY_GATEWAY_PASSWORD: 'right' } }).try(settings, 'gateway');
  expect(found).toMatchObject({ ok: true, sentence: expect.stringMatching(/^Gateway .*logged in.* (\d+) of \1 channels/) });
  const refused = await connecting({ env: { MY_GATEWAY_PASSWORD: 'wrong' } }).try(settings, 'gateway');
  expect(refused).toMatchObject({ ok: false, failure: { code: 'GATEWAY_LOGIN' } });
});

test('secrets that are not meant for it are not sent, and not told', async () => {
  const port = await deadPort();
  const connections = connecting({ env: { AWS_KEY: 'hidden' } });
  const sasl = { mechanism: 'plain', username: 'me', password: { env: 'AWS_KEY' } };
  const kafka = { ...minimal, sources: { kafka: { brokers: [`127.0.0.1:${port}`], sasl } } };
  const tried = await connections.try(kafka, 'kafka');
  expect(tried).toMatchObject({
    ok: false,
    failure: { code: 'BAD_SETTINGS', message: expect.stringContaining('sources.kafka.sasl.password') },
  });
  const gateway = { ...minimal, gateway: { url: `http://127.0.0.1:${port}`, username: 'me', password: { env: 'AWS_KEY' } } };
  expect(await connections.try(gateway, 'gateway')).toMatchObject({ ok: false, failure: { code: 'BAD_SETTINGS' } });
  expect(JSON.stringify(tried)).not.toContain('hidden');
});

test('what is wrong in the part that is tried is told at its field; what is wrong elsewhere does not matter', async () => {
  const connections = connecting();
  const wrong = { ...minimal, sources: { kafka: { brokers: ['http://here'] } } };
  expect(await connections.try(wrong, 'kafka')).toMatchObject({
    failure: { message: expect.stringContaining('sources.kafka.brokers[0]') },
  });
  expect(await connections.try({ ...simulated(), settleMs: 'long', gateway: 7 }, 'kafka')).toMatchObject({ ok: true });
  expect(await connections.try(minimal, 'gateway')).toMatchObject({ ok: false, failure: { code: 'BAD_SETTINGS' } });
});

test('one that says nothing is given up, a third at once is refused, and a stop ends those under way', async () => {
  const port = await listening();
  const silent = { ...minimal, sources: { archiver: { retrievalUrl: `http://127.0.0.1:${port}/retrieval`, timeoutMs: 60_000 } } };
  expect(await connecting({ limitMs: 1500 }).try(silent, 'archiver')).toMatchObject({ ok: false, failure: { code: 'ARCHIVER_TIMEOUT' } });
  const connections = connecting({ limitMs: 60_000 });
  const two = [connections.try(silent, 'archiver'), connections.try(silent, 'archiver')];
  await expect(connections.try(silent, 'archiver')).rejects.toMatchObject({ code: 'BUSY' });
  await connections.stop();
  expect(await Promise.all(two)).toMatchObject([{ ok: false }, { ok: false }]);
  await expect(connections.try(silent, 'archiver')).rejects.toMatchObject({ code: 'STOPPED' });
});
