import { describe, expect, it } from 'vitest';
import { compare, RecordStore, stored } from '../../core/simulation/gateway/records.ts';
import { readTimestamp } from '../../core/simulation/gateway/timestamp.ts';
import { logIn, submit, useGateways, useSubmittedFiles } from './gateway-client.ts';
import { floats, type GroupSpec, pixels, shot, uint64 } from './gateway-files.ts';

const start = useGateways();
const file = useSubmittedFiles();
const id = '20260102030405';
const leader = { S1: {}, IMAGE: { type: 'image', datasets: { data: pixels(2, 2) } } } satisfies Record<string, GroupSpec>;
const follower = { S2: {}, VECTOR: { type: 'vector', datasets: { data: floats(1) } } } satisfies Record<string, GroupSpec>;
const present = 'Channel is already present in existing record';

describe('files of one pulse', () => {
  it('become one record, whoever comes first', async () => {
    const gateway = await start();
    const [first, second] = [await file({ channels: leader }), await file({ channels: follower })];
    expect(await submit(gateway, second)).toMatchObject({ status: 201, message: `Added as ${id}`, accepted: ['S2', 'VECTOR'] });
    expect(await submit(gateway, first)).toMatchObject({ status: 200, message: `Updated ${id}`, accepted: ['IMAGE', 'S1'], rejected: {} });
    expect(gateway.records()).toMatchObject([
      { id, version: 2, metadata: { shotnum: shot, activeArea: 'ea1', activeExperiment: '90097341' } },
    ]);
    expect([...(gateway.record(id)?.channels.keys() ?? [])].sort()).toEqual(['IMAGE', 'S1', 'S2', 'VECTOR']);
  });

  it('sent again change nothing: every channel is present already, said as a plain text', async () => {
    const gateway = await start();
    const content = await file({ channels: leader });
    const created = await submit(gateway, content);
    expect(created.headers.get('location')).toBe(`/records/${id}`);
    const before = gateway.record(id)?.channels;
    expect(await submit(gateway, content)).toMatchObject({ status: 200, accepted: [], rejected: { S1: present, IMAGE: present } });
    expect(gateway.record(id)).toMatchObject({ version: 2, channels: before });
  });

  it('keep what came first, and refuse what is wrong before what is present', async () => {
    const gateway = await start();
    await submit(gateway, await file({ channels: leader }));
    const sum = () => gateway.record(id)?.channels.get('S1');
    const before = sum();
    const again = await submit(
      gateway,
      await file({ channels: { S1: { datasets: { data: 7 } }, IMAGE: { type: 'image', datasets: { data: 5 } } } }),
    );
    expect(again).toMatchObject({ status: 200, accepted: [], rejected: { S1: present, IMAGE: expect.any(Array) } });
    expect(sum()).toEqual(before);
  });

  it('a channel that is present already is not stored, so what is wrong with it kills nothing', async () => {
    const gateway = await start();
    await submit(gateway, await file({ channels: { WAVE: { type: 'waveform', datasets: { x: floats(1), y: floats(2) } } } }));
    const bad = await file({ channels: { WAVE: { type: 'waveform', datasets: { x: floats(1, 2), y: floats(2) } } } });
    expect(await submit(gateway, bad)).toMatchObject({ status: 200, rejected: { WAVE: present } });
  });

  it('keep no data, but what tells one from another', async () => {
    const gateway = await start();
    await submit(
      gateway,
      await file({ channels: { ...leader, S2: { datasets: { data: '12' }, attributes: { units: 'J', source: 'x' } } } }),
    );
    const channels = gateway.record(id)?.channels;
    expect(channels?.get('IMAGE')).toMatchObject({
      type: 'image',
      data: null,
      datasets: [{ name: 'data', dtype: 'uint16', shape: [2, 2] }],
    });
    expect(channels?.get('IMAGE')?.datasets[0]?.checksum).toMatch(/^[0-9a-f]{8}$/);
    expect(channels?.get('S2')).toMatchObject({ type: 'scalar', data: 12, metadata: { units: 'J' } });
  });
});

describe('a second file of a record is refused', () => {
  const root = { timestamp: '2026-01-02T03:04:05+01:00' };
  it.each([
    ['for another time of the same pulse ID', {}, { timestamp: '2026-01-02T03:04:06+00:00' }, 'a record with this shotnum already exists'],
    ['for another pulse ID in the same second', {}, { shotnum: uint64(shot + 1n) }, 'inconsistent metadata'],
    ['for a pulse ID where there was none', { shotnum: null }, {}, 'inconsistent metadata'],
    ['for another area', {}, { active_area: 'ea2' }, 'inconsistent metadata'],
    ['for a missing experiment', {}, { active_experiment: null }, 'inconsistent metadata'],
    ['for any offset but +00:00, although it is the same', root, root, 'a record with this shotnum already exists'],
  ])('%s', async (_why, first, second, detail) => {
    const gateway = await start();
    expect(await submit(gateway, await file({ root: first, channels: leader }))).toMatchObject({ status: 201 });
    expect(await submit(gateway, await file({ root: second, channels: follower }))).toMatchObject({ status: 400, body: { detail } });
    expect(gateway.records()).toMatchObject([{ version: 1 }]);
  });

  it('not for another version of the layout, nor where nobody has a pulse ID: two pulses of a second become one record', async () => {
    const gateway = await start();
    await submit(gateway, await file({ root: { shotnum: null }, channels: leader }));
    const other = await file({ root: { shotnum: null, epac_ops_data_version: '1.0' }, channels: follower });
    expect(await submit(gateway, other)).toMatchObject({ status: 200 });
  });
});

describe('two first uploads of one record', () => {
  it('that both saw no record: the second to be stored loses, and is merged when it comes again', () => {
    const records = new RecordStore(100);
    const time = readTimestamp('2026-01-02T03:04:05+00:00', false) ?? { localUs: 0, utcUs: 0 };
    const metadata = stored({ time, shotnum: 7n, activeArea: 'a', activeExperiment: null }, '1.2');
    expect([records.look(id, 7n), records.look(id, 7n)]).toEqual([null, null]);
    expect([records.insert(id, metadata, new Map()), records.insert(id, metadata, new Map())]).toEqual([true, false]);
    expect(records.insert('20260102030406', metadata, new Map())).toBe(false);
    const seen = records.look(id, 7n);
    expect(compare({ time, shotnum: 7n, activeArea: 'a', activeExperiment: null }, seen?.metadata ?? metadata)).toBe('merge');
  });

  it('at the same instant are merged or told of the race, never lost', async () => {
    const gateway = await start({ storeMs: 50 });
    const token = await logIn(gateway);
    let races = 0;
    for (let i = 0; i < 12; i++) {
      const root = { timestamp: `2026-01-02T03:05:${String(i).padStart(2, '0')}+00:00`, shotnum: uint64(BigInt(i)) };
      const contents = [await file({ root, channels: leader }), await file({ root, channels: follower })];
      const told = await Promise.all(contents.map((content) => submit(gateway, content, token)));
      for (const [j, { status, body }] of told.entries()) {
        if (status !== 400) continue;
        expect(body).toEqual({ detail: 'Session name already exists for this user.' });
        races++;
        expect(await submit(gateway, contents[j] ?? new Uint8Array(), token)).toMatchObject({ status: 200 });
      }
    }
    expect(races).toBeGreaterThan(0);
    expect(gateway.records().map(({ channels }) => channels.size)).toEqual(Array(12).fill(4));
  });
});

describe('with the coming option of milliseconds', () => {
  it('pulses of one second have records of their own, and three digits merge', async () => {
    const gateway = await start({ milliseconds: true });
    const root = (fraction: string, id: bigint) => ({ timestamp: `2026-01-02T03:04:05${fraction}+00:00`, shotnum: uint64(id) });
    const send = async (fraction: string, id: bigint, channels: Record<string, GroupSpec>) =>
      submit(gateway, await file({ root: root(fraction, id), channels }));
    expect(await send('.123', 1n, leader)).toMatchObject({ status: 201, message: `Added as ${id}123` });
    expect(await send('.223', 2n, leader)).toMatchObject({ status: 201, message: `Added as ${id}223` });
    expect(await send('', 3n, leader)).toMatchObject({ status: 201, message: `Added as ${id}000` });
    expect(await send('.123', 1n, follower)).toMatchObject({ status: 200 });
    expect(await send('.323456', 4n, leader)).toMatchObject({ status: 201 });
    expect(await send('.323456', 4n, follower)).toMatchObject({
      status: 400,
      body: { detail: 'a record with this shotnum already exists' },
    });
  });
});

it('holds so many channels and no more: the oldest records are forgotten, and counted', async () => {
  const gateway = await start({ mostChannels: 10 });
  const token = await logIn(gateway);
  for (let i = 0; i < 5; i++)
    await submit(
      gateway,
      await file({ root: { timestamp: `2026-01-02T03:04:0${i}+00:00`, shotnum: uint64(BigInt(i)) }, channels: leader }),
      token,
    );
  expect(gateway.records().map(({ metadata }) => metadata.shotnum)).toEqual([2n, 3n, 4n]);
  expect(gateway.forgotten()).toBe(2);
});
