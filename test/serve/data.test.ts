import { expect, test } from 'vitest';
import { ExporterError } from '../../core/contract/errors.ts';
import { stage, token } from './stage.ts';

const headers = { authorization: `Bearer ${token}` };

test('bytes are for a page that shows the token', async () => {
  const { get } = await stage({ routes: async (path) => new TextEncoder().encode(`bytes of ${path}`) });
  expect(await get('/data/image?max=5', { headers })).toMatchObject({
    status: 200,
    body: 'bytes of /data/image?max=5',
    headers: { 'content-type': 'application/octet-stream', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' },
  });
  for (const authorization of ['', 'Bearer wrong', token, `Basic ${token}`])
    expect(await get('/data/image', { headers: { authorization } })).toMatchObject({ status: 403 });
  expect(await get(`/data/image?token=${token}`)).toMatchObject({ status: 403 });
});

test('where there are none that is said, and what fails is said as data', async () => {
  const { get } = await stage({
    routes: async (path) => {
      if (path === '/data/none') return null;
      if (path === '/data/wrong') throw new ExporterError('BAD_REQUEST', 'width: a whole number');
      if (path === '/data/elsewhere') throw new ExporterError('NOT_ALLOWED', 'It lies in none of the folders.');
      if (path === '/data/gone') throw new ExporterError('NOT_FOUND', 'The file is gone.');
      throw new ExporterError('WRITE_FAILED', 'The file is broken.');
    },
  });
  expect(await get('/data/none', { headers })).toMatchObject({ status: 404 });
  expect(await get('/data/wrong', { headers })).toMatchObject({ status: 400, body: expect.stringContaining('BAD_REQUEST') });
  expect(await get('/data/elsewhere', { headers })).toMatchObject({ status: 403, body: expect.stringContaining('NOT_ALLOWED') });
  expect(await get('/data/gone', { headers })).toMatchObject({ status: 404, body: expect.stringContaining('is gone') });
  const { status, body } = await get('/data/broken', { headers });
  expect(status).toBe(500);
  expect(JSON.parse(body)).toEqual({ code: 'WRITE_FAILED', message: 'The file is broken.' });
});

test('sixteen are read at a time, and others asked to come again; when the exporter ends, it ends the reading', async () => {
  const signals: AbortSignal[] = [];
  const { get, served } = await stage({
    routes: (_, signal) => {
      signals.push(signal);
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve(null)));
    },
  });
  const asked = Array.from({ length: 16 }, () => get('/data/slow', { headers }).catch(() => 'cut'));
  await expect.poll(() => signals.length).toBe(16);
  expect(await get('/data/slow', { headers })).toMatchObject({ status: 503 });
  await served.stop();
  expect(await Promise.all(asked)).toEqual(Array.from({ length: 16 }, () => 'cut'));
  await expect.poll(() => signals.every(({ aborted }) => aborted)).toBe(true);
});
