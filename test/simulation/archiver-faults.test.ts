import { afterEach, expect, test } from 'vitest';
import { type SimulatedArchiver, startSimulatedArchiver } from '../../core/simulation/archiver/server.ts';
import { createFacility, type Facility } from '../../core/simulation/facility.ts';
import { createArchiverClient } from '../../core/sources/archiver/client.ts';
import { k0, nsOf, unhurried } from './looking.ts';

const pv = 'PM-201-FE-PV-1:Pressure';
const device = 'PM-201-FE-PV-1';
const now = nsOf(k0);
const servers: SimulatedArchiver[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

async function ask(facility: Facility, fromNs = now - 10_000_000_000n, timeoutMs = 500) {
  const server = await startSimulatedArchiver(facility, { now: () => now });
  servers.push(server);
  const { retrievalUrl, managementUrl } = server;
  const client = createArchiverClient({ retrievalUrl, managementUrl, connections: 2, timeoutMs, maxAnswerBytes: 1e7 });
  try {
    const data = await client.getData(pv, fromNs, now, unhurried);
    return { data, status: (await client.getPvStatus([pv], 1000, unhurried)).get(pv) };
  } finally {
    await client.close();
  }
}

test('without faults our own client reads a sample a second, in alarm or not', async () => {
  const { data } = await ask(createFacility({ seed: 1 }));
  expect(data.samples.length).toBeGreaterThanOrEqual(10);
  expect(data.meta.get('EGU')).toBe('mbar');
});

test.each([
  ['archiver-503', 'ARCHIVER_BUSY'],
  ['archiver-500', 'ARCHIVER_ERROR'],
  ['archiver-html', 'ARCHIVER_BAD_ANSWER'],
  ['archiver-truncated', 'ARCHIVER_BAD_ANSWER'],
  ['archiver-404', 'PV_UNKNOWN'],
  ['archiver-down', 'ARCHIVER_UNREACHABLE'],
  ['archiver-hanging', 'ARCHIVER_TIMEOUT'],
  ['archiver-slow', 'ARCHIVER_TIMEOUT'],
])('%s is seen by our client as %s', async (fault, code) => {
  await expect(ask(createFacility({ seed: 1, faults: [{ fault }] }))).rejects.toMatchObject({ code });
});

test('archiver-nan: not a number, with the severity of the real one', async () => {
  const { data } = await ask(createFacility({ seed: 1, faults: [{ fault: 'archiver-nan', device }] }));
  expect(data.samples.at(-1)).toMatchObject({ value: { value: Number.NaN }, severity: 3, status: 17 });
});

test('archiver-empty: the PV is known and has no samples', async () => {
  const { data } = await ask(createFacility({ seed: 1, faults: [{ fault: 'archiver-empty', device }] }));
  expect(data.samples).toEqual([]);
  expect(data.meta.get('name')).toBe(pv);
});

test('pv-disconnected: retrieval answers with the last sample before, as if nothing were; only management says so', async () => {
  const facility = createFacility({ seed: 1 });
  facility.faults.set('pv-disconnected', device, true, now - 60_000_000_000n);
  const { data, status } = await ask(facility);
  expect(data.samples).toHaveLength(1);
  expect(now - (data.samples[0]?.timeNs ?? now)).toBeGreaterThan(60_000_000_000n);
  expect(status).toMatchObject({ state: 'disconnected' });
});

test('pv-disconnected: the first sample afterwards carries both times', async () => {
  const facility = createFacility({ seed: 1 });
  facility.faults.set('pv-disconnected', device, true, now - 60_000_000_000n);
  facility.faults.set('pv-disconnected', device, false, now - 5_000_000_000n);
  const { data } = await ask(facility);
  const back = data.samples.find(({ fields }) => fields.has('cnxregainedepsecs'));
  expect(back?.fields.get('cnxlostepsecs')).toBe(String((now - 60_000_000_000n) / 1_000_000_000n));
});
