import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SimulatedGateway } from '../../core/simulation/gateway/server.ts';
import { logIn, startGateway, submit, useSubmittedFiles } from './gateway-client.ts';
import { bytes, type FileSpec, fixed, floats, pixels, texts, uint64 } from './gateway-files.ts';
import { refusedChannels } from './gateway-refused-channels.ts';
import { refusedFiles } from './gateway-refused-files.ts';

const file = useSubmittedFiles();
let gateway: SimulatedGateway;
let token = '';
beforeAll(async () => {
  gateway = await startGateway();
  token = await logIn(gateway);
});
afterAll(() => gateway.stop());

/** Each test has a record of its own: a second and a pulse ID. */
let second = 0;
function ownRecord({ root, channels }: FileSpec): FileSpec {
  const timestamp = new Date(1_760_000_000_000 + ++second * 1000).toISOString().replace('.000Z', '+00:00');
  return { root: { timestamp, shotnum: uint64(BigInt(second)), ...root }, channels: { S2: {}, ...channels } };
}

describe('a file that is refused as a whole', () => {
  it.each(refusedFiles)('has %s', async (_why, spec, status, detail) => {
    const before = gateway.records().length;
    expect(await submit(gateway, await file(ownRecord(spec)), token)).toMatchObject({ status, body: { detail } });
    expect(gateway.records()).toHaveLength(before);
  });

  it('is no HDF5 file, or is cut off', async () => {
    const whole = await file(ownRecord({}));
    for (const content of [new Uint8Array(0), new TextEncoder().encode('not at all'), whole.slice(0, whole.length >> 1)])
      expect(await submit(gateway, content, token)).toMatchObject({ status: 500, body: { detail: 'Unknown error' } });
    expect(await submit(gateway, whole, token)).toMatchObject({ status: 201 });
  });
});

describe('a channel that is left out of a file that is taken', () => {
  it.each(refusedChannels)('%s', async (_why, name, channel, reasons) => {
    const { status, accepted, rejected } = await submit(gateway, await file(ownRecord({ channels: { [name]: channel } })), token);
    expect({ status, accepted, rejected }).toEqual({ status: 201, accepted: ['S2'], rejected: { [name]: reasons } });
  });

  it('and a file of such channels only still makes a record', async () => {
    const told = await submit(gateway, await file(ownRecord({ channels: { S2: { type: null }, NOBODY: {} } })), token);
    expect(told).toMatchObject({ status: 201, accepted: [] });
    expect(Object.keys(told.rejected)).toEqual(['NOBODY', 'S2']);
  });
});

describe('what the Gateway takes although one might think otherwise', () => {
  const wave = { type: 'waveform', datasets: { x: floats(1, 2), y: floats(3, 4) } };
  it.each<[string, FileSpec]>([
    ['an empty area', { root: { active_area: '' } }],
    ['no experiment', { root: { active_experiment: null } }],
    ['no pulse ID', { root: { shotnum: null } }],
    ['the largest pulse ID of 63 bits that a double holds', { root: { shotnum: uint64(2n ** 63n - 1024n) } }],
    ['a pulse ID as a text of fixed length', { root: { shotnum: fixed('77123') } }],
    ['a version Python reads as 1.10', { root: { epac_ops_data_version: '1.0_1' } }],
    ['a timestamp with Z and digits without padding', { root: { timestamp: '2024-4-7T4:8:6Z' } }],
    ['a scalar in a list of one', { channels: { S1: { datasets: { data: floats(5) } } } }],
    ['a scalar that is not a number', { channels: { S1: { datasets: { data: Number.NaN } } } }],
    ['a text of fixed length', { channels: { S1: { datasets: { data: fixed('open') } } } }],
    ['a serial number of 18 digits', { channels: { S1: { datasets: { data: '123456789012345678' } } } }],
    ['a colour picture of 8 bits', { channels: { IMAGE: { type: 'image', datasets: { data: bytes(2, 2, 3) } } } }],
    ['a float image of whole numbers', { channels: { FLOATS: { type: 'float_image', datasets: { data: pixels(2, 2) } } } }],
    [
      'a vector without elements and labels',
      { channels: { VECTOR: { type: 'vector', datasets: { data: floats() }, attributes: { labels: floats() } } } },
    ],
    ['a curve without points', { channels: { WAVE: { type: 'waveform', datasets: { x: floats(), y: floats() } } } }],
    [
      'a scalar and a vector with a dot',
      { channels: { 'DOT.SCALAR': {}, 'DOT.VECTOR': { type: 'vector', datasets: { data: floats(1) } } } },
    ],
    ['attributes nobody knows', { channels: { WAVE: { ...wave, attributes: { source: 'kafka', labels: texts('a'), match: 5 } } } }],
    [
      'a gain that is a list of one',
      { channels: { IMAGE: { type: 'image', datasets: { data: pixels(2, 2) }, attributes: { gain: floats(2) } } } },
    ],
  ])('%s', async (_what, spec) => {
    const names = Object.keys(spec.channels ?? {});
    expect(await submit(gateway, await file(ownRecord(spec)), token)).toMatchObject({
      status: 201,
      accepted: [...names, 'S2'].sort(),
      rejected: {},
    });
  });

  it('a version that is too new, with a warning', async () => {
    const { status, body } = await submit(gateway, await file(ownRecord({ root: { epac_ops_data_version: '1.3' } })), token);
    expect({ status, body }).toMatchObject({
      status: 201,
      body: { response: { warnings: ['File minor version number too high (expected <=2)'] } },
    });
  });
});
