import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { request as requestPlain } from 'node:http';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { manifestFor } from '../../core/simulation/gateway/manifest.ts';
import { useFiles, writeOneOfEach } from '../hdf5/files.ts';
import { oneOfEach } from '../hdf5/samples.ts';
import { ask, bearer, get, logIn, startGateway, submit, useGateways, useSubmittedFiles } from './gateway-client.ts';
import { type GroupSpec, pixels } from './gateway-files.ts';

const start = useGateways();
const file = useSubmittedFiles();
const files = useFiles();
const filesBelow = (folder: string) => readdirSync(folder, { recursive: true });

it.each(['none', 'gzip'] as const)('takes all that our own writer writes, compression %s', async (compression) => {
  const path = join(files.folder(), 'a.h5');
  await writeOneOfEach(files.writer(), path, { hdf5: { compression, level: 1, writers: 1 } });
  const gateway = await start({ manifest: manifestFor(oneOfEach.map(([channel]) => channel)) });
  const names = oneOfEach.map(([{ name }]) => name).sort();
  expect(await submit(gateway, new Uint8Array(readFileSync(path)))).toMatchObject({ status: 201, accepted: names, rejected: {} });
  expect(gateway.record('20251124160000')?.channels.get('CAMERA')).toMatchObject({ metadata: { bit_depth: 12, exposure_time_s: 0.25 } });
});

it('stands behind a prefix where it is given one', async () => {
  const gateway = await start({ prefix: '/api' });
  expect(gateway.url).toMatch(/\/api$/);
  expect(await get(gateway, '/channels')).toMatchObject({ status: 200 });
  expect(await submit(gateway, await file())).toMatchObject({ status: 201 });
  expect(await ask(`${gateway.url.replace('/api', '')}/version`)).toMatchObject({ status: 404 });
});

it('ends what is on its way when it stops, stores nothing of it, leaves no files, and frees its port', async () => {
  const folder = files.folder();
  const gateway = await startGateway({ folder, storeMs: 60_000 });
  const submitted = submit(gateway, await file(), await logIn(gateway)).then(
    () => 'answered',
    () => 'ended',
  );
  // Its file is there from the first byte until it is answered.
  await expect.poll(() => filesBelow(folder)).toHaveLength(2);
  const stops = [gateway.stop(), gateway.stop()];
  expect(stops[0]).toBe(stops[1]);
  await Promise.all(stops);
  expect(await submitted).toBe('ended');
  expect(gateway.records()).toEqual([]);
  expect(filesBelow(folder)).toEqual([]);
  expect(await get(await start({ port: Number(new URL(gateway.url).port) }), '/version')).toMatchObject({ status: 200 });
});

it('keeps nothing of a file whose sender leaves in the middle', async () => {
  const folder = files.folder();
  const gateway = await start({ folder });
  const headers = { ...bearer(await logIn(gateway)), 'Content-Type': 'multipart/form-data; boundary=b', 'Content-Length': 5000 };
  const sending = requestPlain(`${gateway.url}/submit/hdf`, { method: 'POST', headers, agent: false });
  const ended = new Promise((resolve) => sending.once('error', resolve));
  sending.write('--b\r\nContent-Disposition: form-data; name="file"; filename="a.h5"\r\n\r\nsome of it');
  await expect.poll(() => filesBelow(folder)).toHaveLength(2);
  sending.destroy(new Error('left'));
  await ended;
  await expect.poll(() => gateway.answered().at(-1)).toMatchObject({ path: '/submit/hdf', status: null });
  await expect.poll(() => filesBelow(folder)).toHaveLength(1);
  expect(gateway.records()).toEqual([]);
});

it('says which port is taken, and leaves no files', async () => {
  const folder = files.folder();
  const port = Number(new URL((await start()).url).port);
  await expect(startGateway({ port, folder })).rejects.toThrow(`port ${port} of 127.0.0.1 (EADDRINUSE)`);
  expect(filesBelow(folder)).toEqual([]);
});

it('takes many files at once, each by itself, and keeps none', async () => {
  const folder = files.folder();
  const gateway = await start({ folder });
  const token = await logIn(gateway);
  const contents = await Promise.all(
    Array.from({ length: 12 }, (_, i) =>
      file({ root: { timestamp: `2026-01-02T03:04:${10 + i}+00:00`, shotnum: i }, channels: { S1: {} } }),
    ),
  );
  const told = await Promise.all(contents.map((content) => submit(gateway, content, token)));
  expect(told.map(({ status }) => status)).toEqual(Array(12).fill(201));
  expect(gateway.records()).toHaveLength(12);
  await expect.poll(() => filesBelow(folder)).toHaveLength(1);
});

it('says in its list of requests what it tells no client: why it failed', async () => {
  const gateway = await start();
  const told = async (channels: Record<string, GroupSpec>) => {
    await submit(gateway, await file({ channels }));
    return gateway.answered().at(-1)?.detail;
  };
  expect(await told({ 'DOT.IMAGE': { type: 'image', datasets: { data: pixels(2, 2) } } })).toBe(
    'Unknown error: DOT.IMAGE: a dot in the name',
  );
  expect(await told({ VECTOR: { type: 'vector', datasets: { data: 5 } } })).toBe('Unknown error: VECTOR: a vector of a single number');
});

it('fails on every file where its reader cannot start, and says so', async () => {
  const gateway = await start({ workerUrl: new URL('file:///no-such-worker.ts') });
  for (let i = 0; i < 2; i++) expect(await submit(gateway, await file())).toMatchObject({ status: 500, body: { detail: 'Unknown error' } });
  expect(gateway.answered().at(-1)?.detail).toMatch(/reader cannot start: .*no-such-worker/);
});

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
afterAll(() => {
  if (!hasOpenssl) console.warn('Skipped: https, because openssl is not here to make a certificate.');
});

it.skipIf(!hasOpenssl)('answers over https to who trusts its certificate, and to nobody else', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gateway-tls-'));
  const [keyFile, certFile] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '2'];
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-nodes',
      '-keyout',
      keyFile,
      '-out',
      certFile,
      ...subject,
    ],
    { stdio: 'pipe' },
  );
  const [key, cert] = [keyFile, certFile].map((path) => readFileSync(path, 'utf8'));
  rmSync(folder, { recursive: true });
  const gateway = await start({ tls: { key: key ?? '', cert: cert ?? '' } });
  const status = (ca: string | undefined) =>
    new Promise<number | string>((resolve) => {
      request(`${gateway.url}/version`, { ...(ca === undefined ? {} : { ca }), agent: false }, (answer) =>
        resolve(answer.resume().statusCode ?? 0),
      )
        .on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
        .end();
    });
  expect(await status(cert)).toBe(200);
  expect(await status(undefined)).toBe('DEPTH_ZERO_SELF_SIGNED_CERT');
});
