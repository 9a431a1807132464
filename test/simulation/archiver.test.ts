import { readFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { answerTo } from '../../core/simulation/archiver/answer.ts';
import { startSimulatedArchiver } from '../../core/simulation/archiver/server.ts';
import type { ArchiverWire, SimulatedChannel } from '../../core/simulation/devices/device.ts';
import { createFacility, type SimulatedPv } from '../../core/simulation/facility.ts';
import { FaultBoard } from '../../core/simulation/faults.ts';
import type { Value } from '../../core/sources/value.ts';

/** The values that the real IOC gave when the fixtures were taken: see test/fixtures/archiver/README.md. */
const ioc = new Map<string, SimulatedPv>(
  [
    pv('SIM:ENERGY', { type: 'double', precision: 3, every: 1 }, 'J', 0, (k) => (10_000 + (k % 1000)) / 1000),
    pv('SIM:COUNT', { type: 'integer', precision: 0, every: 1 }, 'counts', 1, (k) => k % 1_000_000),
    pv('SIM:PULSE:ID', { type: 'double', precision: 0, every: 1 }, null, 0, (k) => k),
    pv('SIM:PVA:PULSE:ID', { type: 'pva-integer', precision: 0, every: 1 }, null, 0, (k) => k),
    pv(
      'SIM:MODE',
      { type: 'enum', precision: 0, every: 20, choices: ['Idle', 'Align', 'Single shot', 'Burst'] },
      null,
      0,
      (k) => Math.floor(k / 20) % 4,
    ),
    pv('SIM:ALARM', { type: 'double', precision: 0, every: 10 }, 'degC', 0, (k) => 20 + (Math.floor(k / 10) % 4)),
  ].map((made) => [made.wire.pv, made]),
);
const facts = { seed: 1, pvs: ioc, faults: new FaultBoard(new Set(['IOC']), []) };
const late = 1_795_400_000_000_000_000n;

function pv(
  name: string,
  wire: Omit<ArchiverWire, 'kind' | 'pv'>,
  units: string | null,
  readoutMs: number,
  value: (k: number) => number,
): SimulatedPv {
  const severities = ['NONE', 'MINOR', 'MAJOR', 'INVALID'];
  const channel: SimulatedChannel = {
    settings: { name, type: 'scalar', source: { kind: 'archiver', pv: name } },
    wire: { kind: 'archiver', pv: name, ...wire },
    units,
    readoutMs,
    exposureMs: 0,
    measure: (k): Value => ({ kind: 'number', dtype: wire.type === 'double' ? 'float64' : 'int32', value: value(k) }),
    alarm: (k) => (name === 'SIM:ALARM' ? { severity: severities[Math.floor(k / 10) % 4] ?? '', status: 'RECORD', message: '' } : null),
  };
  return { device: 'IOC', channel, wire: { kind: 'archiver', pv: name, ...wire } };
}

const index = z
  .array(z.object({ file: z.string(), method: z.string(), path: z.string(), status: z.number() }))
  .parse(JSON.parse(fixture('index.json')));

function fixture(file: string): string {
  return readFileSync(new URL(`../fixtures/archiver/${file}`, import.meta.url), 'utf8');
}

function asked(file: string, nowNs = late, sinceNs = 0n): { status: number; body: string; expected: number } {
  const entry = index.find((candidate) => candidate.file === file);
  if (entry === undefined) throw new Error(`No fixture ${file}`);
  const { status, body } = answerTo(facts, entry.method, new URL(entry.path, 'http://127.0.0.1'), nowNs, sinceNs);
  return { status, body, expected: entry.status };
}

test.each(['scalar.json', 'integer.json', 'pulse-id.json', 'pva-integer.json', 'enum.json', 'alarm.json', 'unknown-pv.html'])(
  'answers %s as the real appliance did, byte for byte',
  (file) => {
    const { status, body, expected } = asked(file);
    expect(status).toBe(expected);
    expect(body).toBe(fixture(file));
  },
);

test('a window before anything was archived is an empty array', () => {
  expect(asked('no-data.json', late, late - 3_600_000_000_000n).body).toBe(fixture('no-data.json'));
});

test('a fresh answer overruns its window to the end of that second, an old one does not', () => {
  const fresh = 1_795_345_384_900_000_000n;
  const secondsOf = (body: string): string[] => body.match(/"secs"/g) ?? [];
  const old = asked('fresh.json');
  expect(secondsOf(asked('fresh.json', fresh).body).length).toBeGreaterThan(secondsOf(old.body).length);
  // The real IOC's arithmetic left one value a last digit off.
  expect(asked('fresh.json', fresh).body).toBe(fixture('fresh.json').replace('10.818999999999999', '10.819'));
});

test('labels of an enum come only where the newest metadata is asked for', () => {
  expect(asked('enum-labels.json').body).toContain('"ENUM_2": "Single shot"');
  expect(asked('enum.json').body).not.toContain('ENUM');
});

test.each([
  ['/retrieval/data/getData.json?pv=SIM:ENERGY&from=yesterday&to=2026-11-22T11:00:00Z', 500],
  ['/retrieval/data/getData.json?pv=SIM:ENERGY&from=2026-11-22T11:00:00&to=2026-11-22T11:00:01', 500],
  ['/retrieval/data/getData.json?pv=SIM:ENERGY&from=2026-11-22T11:00:01Z&to=2026-11-22T11:00:00Z', 400],
  ['/retrieval/data/getData.json', 400],
  ['/retrieval/data/getData.nothing?pv=SIM:ENERGY', 200],
  ['/retrieval/nothing', 404],
])('%s is answered with %i', (path, status) => {
  expect(answerTo(facts, 'GET', new URL(path, 'http://127.0.0.1'), late, 0n).status).toBe(status);
});

test('management knows each PV by its name or a pattern', () => {
  const ask = (path: string): unknown => JSON.parse(answerTo(facts, 'GET', new URL(path, 'http://127.0.0.1'), late, 0n).body);
  expect(ask('/mgmt/bpl/getPVStatus?pv=SIM:ENERGY,SIM:NOPE')).toMatchObject([
    { pvName: 'SIM:ENERGY', status: 'Being archived', connectionState: 'true' },
    { pvName: 'SIM:NOPE', status: 'Not being archived' },
  ]);
  expect(ask('/mgmt/bpl/getAllPVs?limit=2')).toHaveLength(2);
  expect(ask('/retrieval/bpl/getMatchingPVs?pv=SIM:PVA*')).toEqual(['SIM:PVA:PULSE:ID']);
  expect(ask('/retrieval/bpl/getMatchingPVs?regex=SIM:.*ID')).toEqual(['SIM:PULSE:ID', 'SIM:PVA:PULSE:ID']);
});

const servers: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

test('every PV of the facility is answered over HTTP, chunked and without a declared length', async () => {
  const facility = createFacility({ seed: 1 });
  const server = await startSimulatedArchiver(facility, { now: () => late });
  servers.push(server);
  for (const name of facility.pvs.keys()) {
    const response = await fetch(
      `${server.retrievalUrl}/data/getData.json?pv=${encodeURIComponent(name)}&from=2026-11-23T02:13:00Z&to=2026-11-23T02:13:01Z`,
    );
    expect(response.status).toBe(200);
    expect(response.headers.get('content-length')).toBeNull();
    expect(await response.text()).toContain(`"name": "${name}"`);
  }
});

test('stopped twice is stopped once, also with requests hanging', async () => {
  const facility = createFacility({ seed: 1, faults: [{ fault: 'archiver-hanging' }] });
  const server = await startSimulatedArchiver(facility, { now: () => late });
  const hanging = fetch(`${server.retrievalUrl}/data/getData.json?pv=x`).then(
    () => 'answered',
    () => 'cut',
  );
  await Promise.all([server.stop(), server.stop()]);
  expect(await hanging).toBe('cut');
});
