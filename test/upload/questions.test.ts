import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { always, clientOf, json, loggedIn, portOf, setStage } from './server.ts';

test('the manifest comes with each channel, whatever else it says', async () => {
  const channels = {
    CAM: { name: 'Camera', path: '/a', type: 'image', notation: 'normal' },
    PM: { name: 'Power', path: '/b', units: 'W', historical: true, precision: 2, new: { key: 1 } },
    V: { name: 'Vector', path: '/c', type: 'vector', labels: ['a', 'b'] },
    S: { name: 'Text', path: '/c', type: 'string' },
    odd: 7,
  };
  const { gateway } = await setStage(loggedIn((_, __, response) => json(response, 200, { _id: '20260101000000', channels })));
  const manifest = await gateway.manifest(always);
  expect(manifest.id).toBe('20260101000000');
  expect(Object.fromEntries(manifest.channels)).toEqual({
    CAM: { name: 'Camera', type: 'image', units: null, historical: false, labels: null },
    PM: { name: 'Power', type: 'scalar', units: 'W', historical: true, labels: null },
    V: { name: 'Vector', type: 'vector', units: null, historical: false, labels: ['a', 'b'] },
    S: { name: 'Text', type: 'string', units: null, historical: false, labels: null },
  });
});

test('a Gateway without a manifest is told from one that fails otherwise', async () => {
  for (const [status, body, code] of [
    [500, { detail: 'Unknown error' }, 'GATEWAY_NO_MANIFEST'],
    [404, { detail: 'No such document in database' }, 'GATEWAY_NO_MANIFEST'],
    [404, { detail: 'Not Found' }, 'GATEWAY_ERROR'],
    [500, { detail: 'Database error' }, 'GATEWAY_ERROR'],
    [503, {}, 'GATEWAY_BUSY'],
    [200, {}, 'GATEWAY_BAD_ANSWER'],
  ] as const) {
    const { gateway } = await setStage(loggedIn((_, __, response) => json(response, status, body)));
    await expect(gateway.manifest(always)).rejects.toMatchObject({ code });
  }
});

test('a record comes with its facts and the names of its channels, or null where there is none', async () => {
  const stored = {
    _id: '20260102030405',
    version: 2,
    metadata: { shotnum: 423648000010, timestamp: '2026-01-02T03:04:05', active_area: 'ea1', epac_ops_data_version: '1.2' },
    channels: { A: { metadata: { channel_dtype: 'scalar' }, data: 1 }, B: {} },
  };
  const { gateway } = await setStage(
    loggedIn((path, _, response) =>
      path.startsWith('/records/20260102030405?') ? json(response, 200, stored) : json(response, 404, { detail: 'Record cannot be found' }),
    ),
  );
  expect(await gateway.record('20260102030405', always)).toEqual({
    id: '20260102030405',
    shotnum: '423648000010',
    timestamp: '2026-01-02T03:04:05',
    activeArea: 'ea1',
    activeExperiment: null,
    channels: ['A', 'B'],
  });
  expect(await gateway.record('20260102030406', always)).toBeNull();
});

test('where the prefix is wrong, no record is said to be missing', async () => {
  const { gateway } = await setStage(loggedIn((_, __, response) => json(response, 404, { detail: 'Not Found' })));
  await expect(gateway.record('20260102030405', always)).rejects.toMatchObject({ code: 'GATEWAY_ERROR' });
});

test('the version needs no login', async () => {
  const { gateway, requests } = await setStage((_, __, response) => json(response, 200, { version: '1.1.1' }));
  expect(await gateway.version(always)).toBe('1.1.1');
  expect(requests).toEqual(['GET /version']);
});

test('nothing at the address, and something that is not HTTP, are told apart', async () => {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const port = portOf(server);
  await new Promise((resolve) => server.close(resolve));
  await expect(clientOf({ url: `http://127.0.0.1:${port}` }).version(always)).rejects.toMatchObject({
    code: 'GATEWAY_UNREACHABLE',
    message: expect.stringContaining(`127.0.0.1:${port}`),
  });
  const { gateway } = await setStage((_, request) => void request.socket.end('SSH-2.0-OpenSSH_9.6\r\n'));
  await expect(gateway.version(always)).rejects.toMatchObject({ code: 'GATEWAY_BAD_ANSWER' });
});

test('https where http is spoken is a matter of encryption', async () => {
  const { url } = await setStage((_, __, response) => json(response, 200, {}));
  await expect(clientOf({ url: url.replace('http:', 'https:') }).version(always)).rejects.toMatchObject({ code: 'GATEWAY_TLS' });
});

test('a proxy of the environment is asked for the way, except to this machine', async () => {
  const asked: string[] = [];
  const proxy = createServer((request, response) => {
    asked.push(String(request.url));
    json(response, 200, { version: 'by proxy' });
  });
  proxy.on('connect', (request, socket) => {
    asked.push(`CONNECT ${request.url}`);
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  onTestFinished(() => void proxy.close());
  const env = { HTTP_PROXY: `http://user:hidden-word@127.0.0.1:${portOf(proxy)}`, no_proxy: 'near.example' };
  const version = (url: string) => clientOf({ url }, {}, { env }).version(always);

  expect(await version('http://gateway.example/api')).toBe('by proxy');
  await expect(version('https://gateway.example')).rejects.toMatchObject({
    code: 'GATEWAY_PROXY',
    message: expect.not.stringContaining('hidden-word'),
  });
  expect(asked).toEqual(['http://gateway.example/api/version', 'CONNECT gateway.example:443']);

  const { url } = await setStage((_, __, response) => json(response, 200, '1.1.1'));
  expect(await version(url)).toBe('1.1.1');
  expect(await version(url.replace('127.0.0.1', 'localhost'))).toBe('1.1.1');
  await expect(version('http://near.example')).rejects.toMatchObject({ code: 'GATEWAY_UNREACHABLE' });
  expect(asked).toHaveLength(2);
});

test('a proxy that is no address is named without what it is', () => {
  const env = { https_proxy: '::hidden-word::' };
  expect(() => clientOf({ url: 'https://gateway.example' }, {}, { env })).toThrow(/http_proxy/);
  expect(() => clientOf({ url: 'https://gateway.example' }, {}, { env })).not.toThrow(/hidden-word/);
});
