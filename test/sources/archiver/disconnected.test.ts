import { afterEach, describe, expect, it } from 'vitest';
import { batches } from '../../../core/sources/archiver/status.ts';
import type { Answer } from '../../../core/sources/port.ts';
import { type Appliance, dataBody, startAppliance } from './appliance.ts';
import { at, type Collecting, channel, collected, last, nearest, pulse, sourceOf } from './collecting.ts';

let appliance: Appliance | undefined;
let collecting: Collecting | undefined;

afterEach(async () => {
  await collecting?.source.close();
  await appliance?.stop();
});

type Status = { status?: string; connectionState?: string; lastEvent?: string };

/** Every PV's only sample is 20 s older than the pulse, save that of A, which is at the pulse. */
async function collectWith(statuses: Record<string, Status> | string, management = 'mgmt', waitMs = 0): Promise<Map<string, Answer>> {
  const started = await startAppliance(({ path, query }, response) => {
    const pv = query.get('pv') ?? '';
    if (path === '/mgmt/bpl/getPVStatus') {
      const known =
        typeof statuses === 'string' ? [] : pv.split(',').map((pvName) => ({ pvName, status: 'Being archived', ...statuses[pvName] }));
      response.end(typeof statuses === 'string' ? statuses : JSON.stringify(known));
    } else if (!path.startsWith('/retrieval')) response.writeHead(404).end();
    else response.end(dataBody(pv, [{ timeNs: at(pv === 'SIM:A' ? 0 : -20_000), val: '1.0' }], query));
  });
  appliance = started;
  const settings = started.settings();
  collecting = sourceOf({ ...settings, managementUrl: settings.retrievalUrl.replace('retrieval', management), timeoutMs: 500 });
  const channels = [channel('A', nearest(50)), channel('B', nearest(50)), channel('C', last(1000)), channel('D', nearest(50))];
  return collected(collecting.source, channels, waitMs);
}

const connected = { connectionState: 'true' };

describe('a PV that has nothing for the pulse', () => {
  it('is called disconnected where the management says so, in one question for all of them', async () => {
    const answers = await collectWith({
      'SIM:B': { connectionState: 'false', lastEvent: 'Nov/22/2026 11:01:08 +00:00' },
      'SIM:C': { connectionState: 'false', lastEvent: 'Never' },
      'SIM:D': connected,
    });
    expect(answers.get('A')?.kind).toBe('reading');
    expect(answers.get('B')).toMatchObject({
      kind: 'unreachable',
      failure: { code: 'PV_DISCONNECTED', message: expect.stringMatching(/^B: PV SIM:B is disconnected .*Nov\/22\/2026 11:01:08/) },
    });
    expect(answers.get('C')).toMatchObject({
      kind: 'unreachable',
      failure: { code: 'PV_DISCONNECTED', message: expect.stringContaining('never had a sample') },
    });
    expect(answers.get('D')?.kind).toBe('absent');
    expect(appliance?.requests.filter((path) => path.startsWith('/mgmt'))).toEqual(['/mgmt/bpl/getPVStatus?pv=SIM%3AB,SIM%3AC,SIM%3AD']);
  });

  it('is called paused where its archiving is', async () => {
    const answers = await collectWith({ 'SIM:B': { status: 'Paused', connectionState: 'false' } });
    expect(answers.get('B')).toMatchObject({ failure: { code: 'PV_DISCONNECTED', message: expect.stringContaining('paused') } });
  });

  it('is not called disconnected for a pulse at which it still was there', async () => {
    const answers = await collectWith({ 'SIM:B': { connectionState: 'false', lastEvent: 'Nov/22/2026 12:30:00 +00:00' } });
    expect(answers.get('B')?.kind).toBe('absent');
  });

  it('is called disconnected in a live capture, whatever its last event is said to be', async () => {
    const answers = await collectWith({ 'SIM:B': { connectionState: 'false', lastEvent: 'Nov/22/2026 12:30:00 +00:00' } }, 'mgmt', 400);
    expect(answers.get('B')).toMatchObject({ failure: { code: 'PV_DISCONNECTED' } });
  });

  it.each([
    ['answers nonsense', '<html>', 'mgmt'],
    ['answers something else', '{"a":1}', 'mgmt'],
    ['is not there', '[]', 'nowhere'],
  ])('keeps its answer where the management %s', async (_, body, management) => {
    const answers = await collectWith(body, management);
    expect([...answers].map(([name, { kind }]) => [name, kind]).sort()).toEqual([
      ['A', 'reading'],
      ['B', 'absent'],
      ['C', 'stale'],
      ['D', 'absent'],
    ]);
  });
});

it('questions for many PVs are parted before their address grows too long', () => {
  const pvs = Array.from({ length: 1500 }, (_, index) => `FACILITY:AREA-2:DEVICE-${index}:VALUE`);
  const base = 'http://archiver.example:17665/mgmt/bpl/getPVStatus?pv=';
  const parted = batches(base, pvs);
  expect(parted.flat().map(decodeURIComponent)).toEqual(pvs);
  for (const batch of parted) expect((base + batch.join(',')).length).toBeLessThanOrEqual(7000);
  expect(parted.length).toBeLessThan(15);
});

describe('the state of the Archiver as a whole', () => {
  it('is told when it changes, and only then', async () => {
    let state: 'well' | 'cut' | 'busy' = 'well';
    appliance = await startAppliance(({ query }, response) => {
      if (state === 'cut') response.destroy();
      else if (state === 'busy') response.writeHead(503).end();
      else response.end(dataBody('X', [{ timeNs: pulse.timestampNs, val: '1.0' }], query));
    });
    collecting = sourceOf(appliance.settings());
    const channels = [channel('A', nearest(50)), channel('B', nearest(60))];
    for (const next of ['well', 'well', 'cut', 'cut', 'busy', 'well'] as const) {
      state = next;
      await collected(collecting.source, channels);
    }
    expect(collecting.states.map(({ state, failure }) => [state, failure?.code])).toEqual([
      ['reachable', undefined],
      ['unreachable', 'ARCHIVER_UNREACHABLE'],
      ['unreachable', 'ARCHIVER_BUSY'],
      ['reachable', undefined],
    ]);
    expect(collecting.states[1]).toMatchObject({ source: 'archiver', since: expect.stringMatching(/^2026-/) });
  });

  it('one unknown PV does not make it unreachable', async () => {
    appliance = await startAppliance((_, response) => response.writeHead(404).end());
    collecting = sourceOf(appliance.settings());
    await collected(collecting.source, [channel('A', nearest(50))]);
    expect(collecting.states.map(({ state }) => state)).toEqual(['reachable']);
  });
});
