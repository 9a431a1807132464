import { describe, expect, it } from 'vitest';
import { manifestFor } from '../../core/simulation/gateway/manifest.ts';
import { ask, bearer, get, logIn, manifest, nowMs, submit, useGateways, useSubmittedFiles } from './gateway-client.ts';
import { floats, pixels, shot, uint64 } from './gateway-files.ts';

const start = useGateways();
const file = useSubmittedFiles();

describe('reading', () => {
  it('tells its version to everybody', async () => {
    expect(await ask(`${(await start()).url}/version`)).toMatchObject({ status: 200, body: { version: '1.1.1' } });
  });

  it('shows the manifest with its ID, as a whole and one channel of it', async () => {
    const gateway = await start();
    const { body } = await get(gateway, '/channels');
    expect(body).toMatchObject({ _id: '20260202024000', channels: { WAVE: { name: 'WAVE', path: '/simulated', type: 'waveform' } } });
    expect(await get(gateway, '/channels/DOT.WAVE')).toMatchObject({ status: 200, body: { type: 'waveform' } });
    expect(await get(gateway, '/channels/NO')).toMatchObject({ status: 400, body: { detail: "Channel 'NO' cannot be found" } });
  });

  it('without a manifest fails on showing it, and refuses files', async () => {
    const gateway = await start({ manifest: null });
    expect(await get(gateway, '/channels')).toMatchObject({ status: 500, body: { detail: 'Unknown error' } });
    const detail = 'There is no manifest file stored in the database, channel checks against cannot occur unless there is one present';
    expect(await submit(gateway, await file({ channels: { S1: {} } }))).toMatchObject({ status: 400, body: { detail } });
  });

  it('shows a record by its ID, with its time in UTC that does not say so', async () => {
    const gateway = await start();
    await submit(gateway, await file({ channels: { S1: {}, IMAGE: { type: 'image', datasets: { data: pixels(2, 2) } } } }));
    expect(await get(gateway, '/records/20260102030405')).toMatchObject({
      status: 200,
      body: {
        _id: '20260102030405',
        version: 1,
        metadata: { epac_ops_data_version: '1.2', shotnum: Number(shot), timestamp: '2026-01-02T03:04:05', active_area: 'ea1' },
        channels: { S1: { data: 1.5 }, IMAGE: { metadata: { channel_dtype: 'image' }, image_path: '2026/01/02/030405/IMAGE.png' } },
      },
    });
    expect(await get(gateway, '/records/20260102030406')).toMatchObject({ status: 404, body: { detail: 'Record cannot be found' } });
  });

  it('finds and counts records by conditions, which must be there', async () => {
    const gateway = await start();
    const token = await logIn(gateway);
    for (let i = 0; i < 4; i++) {
      const root = { timestamp: `2026-01-02T03:04:0${i}+00:00`, shotnum: uint64(BigInt(i)) };
      await submit(gateway, await file({ root, channels: { S1: {} } }), token);
    }
    const asked = (conditions: unknown, more = '') =>
      get(gateway, `/records?conditions=${encodeURIComponent(JSON.stringify(conditions))}${more}`);
    const ids = async (conditions: unknown, more = '') => {
      const { body } = await asked(conditions, more);
      return Array.isArray(body) ? body.map((it) => it._id.slice(-1)).join('') : body;
    };
    expect(await ids({})).toBe('0123');
    expect(await ids({}, '&skip=1&limit=2')).toBe('12');
    expect(await ids({ 'metadata.shotnum': 2 })).toBe('2');
    expect(await ids({ 'metadata.timestamp': { $gte: '2026-01-02T03:04:01', $lt: '2026-01-02T03:04:03' } })).toBe('12');
    expect(await ids({ $and: [{ _id: { $in: ['20260102030401', '20260102030403'] } }, { 'metadata.shotnum': { $gt: 1 } }] })).toBe('3');
    expect(await ids({ 'channels.S2': { $exists: true } })).toBe('');
    expect(await get(gateway, '/records/count?conditions={"metadata.active_area":"ea1"}')).toMatchObject({ status: 200, body: 4 });
    for (const path of ['/records', '/records?conditions={', '/records/count?conditions=5'])
      expect(await get(gateway, path), path).toMatchObject({ status: 422 });
  });

  it('knows no other paths and no other methods', async () => {
    const { url } = await start();
    expect(await ask(`${url}/nowhere`)).toMatchObject({ status: 404, body: { detail: 'Not Found' } });
    expect(await ask(`${url}/submit/hdf`)).toMatchObject({ status: 405, body: { detail: 'Method Not Allowed' } });
  });
});

describe('the form of a submission', () => {
  const missing = { detail: [{ type: 'missing', loc: ['body', 'file'], msg: 'Field required' }] };
  const send = async (body: FormData | string, headers: Record<string, string> = {}) => {
    const gateway = await start();
    return ask(`${gateway.url}/submit/hdf`, { method: 'POST', body, headers: { ...bearer(await logIn(gateway)), ...headers } });
  };
  const form = (name: string, value: Blob | string) => {
    const made = new FormData();
    made.set(name, value);
    return made;
  };

  it('must have the file in the field "file", and as a file', async () => {
    expect(await send(form('data', new Blob(['a'])))).toMatchObject({ status: 422, body: missing });
    expect(await send(form('file', 'a text'))).toMatchObject({ status: 422, body: { detail: [{ type: 'value_error' }] } });
    expect(await send('bytes', { 'Content-Type': 'application/octet-stream' })).toMatchObject({ status: 422, body: missing });
  });

  it('is refused where it is broken', async () => {
    const type = (more: string) => ({ 'Content-Type': `multipart/form-data${more}` });
    expect(await send('x', type(''))).toMatchObject({ status: 400, body: { detail: 'Missing boundary in multipart.' } });
    const long = `--b\r\nno headers${'x'.repeat(2 ** 21)}`;
    for (const body of ['x', long])
      expect(await send(body, type('; boundary=b'))).toMatchObject({
        status: 400,
        body: { detail: 'There was an error parsing the body' },
      });
  });

  it('is taken whole before anybody asks who it is from', async () => {
    const gateway = await start();
    const body = form('data', new Blob(['a']));
    expect(await ask(`${gateway.url}/submit/hdf`, { method: 'POST', body })).toMatchObject({ status: 401 });
  });

  it('may have so many bytes and no more', async () => {
    const gateway = await start({ maxFileBytes: 5000 });
    expect(await submit(gateway, new Uint8Array(200_000))).toMatchObject({ status: 413 });
  });
});

describe('submitting a manifest', () => {
  const more = manifestFor([{ name: 'NEW', type: 'image' }]);
  const submitting = async (text: string, bypass = '', now = nowMs) => {
    let time = now - 1000;
    const gateway = await start({ now: () => time });
    time = now;
    const form = new FormData();
    form.set('file', new Blob([text]), 'manifest.json');
    const headers = bearer(await logIn(gateway));
    const told = await ask(`${gateway.url}/submit/manifest${bypass}`, { method: 'POST', body: form, headers });
    return { told, channels: Object.keys((await get(gateway, '/channels')).body ?? {}), gateway };
  };
  const all = { channels: { ...manifest.channels, ...more.channels } };

  it('answers with its ID, and the newest is shown', async () => {
    const { told, gateway } = await submitting(JSON.stringify(all));
    expect(told).toMatchObject({ status: 201, body: '20260202024000' });
    expect(await get(gateway, '/channels/NEW')).toMatchObject({ status: 200, body: { type: 'image' } });
  });

  it.each([
    ['no JSON', '{', /^Channel manifest file not valid JSON/],
    ['of another form', '{"channels":{"A":{"type":"image"}}}', /validation errors for ChannelManifestModel/],
    [
      'without a channel of before',
      JSON.stringify(more),
      /^S1 has been removed from the input channel metadata\. Channels cannot be removed/,
    ],
    [
      ...(['with another type', JSON.stringify({ channels: { ...all.channels, S1: { name: 'S1', path: '/', type: 'vector' } } })] as const),
      /^type_ has been modified on the S1 channel\. Value stored in database: scalar\./,
    ],
    [
      ...(['with other units', JSON.stringify({ channels: { ...all.channels, S1: { name: 'S1', path: '/', units: 'J' } } })] as const),
      /^units has been modified on the S1 channel\. Value stored in database: None\./,
    ],
  ])('refuses one that is %s', async (_why, text, detail) => {
    expect((await submitting(text)).told).toMatchObject({ status: 400, body: { detail: expect.stringMatching(detail) } });
  });

  it('lets channels go where the check is bypassed', async () => {
    const { told, gateway } = await submitting(JSON.stringify(more), '?bypass_channel_check=true');
    expect(told).toMatchObject({ status: 201 });
    expect(
      await submit(gateway, await file({ channels: { S1: {}, VECTOR: { type: 'vector', datasets: { data: floats(1) } } } })),
    ).toMatchObject({
      status: 201,
      accepted: [],
    });
  });
});
