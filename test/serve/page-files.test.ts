import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { stage } from './stage.ts';

test('the page comes without a token, and runs and reaches nothing but its own', async () => {
  const { get, served } = await stage();
  const { status, headers, body } = await get('/');
  expect({ status, body }).toEqual({ status: 200, body: '<title>the page</title>' });
  expect(headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  });
  const policy = String(headers['content-security-policy']);
  expect(policy).toContain("default-src 'self';");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toContain(`connect-src 'self' ws://127.0.0.1:${served.port};`);
  expect(policy).not.toMatch(/unsafe-eval|\*/);
  expect((await get('/', { headers: { host: `localhost:${served.port}` } })).headers['content-security-policy']).toContain(
    'ws://localhost:',
  );
});

test('a built file is kept by the browser, for its name says what is in it', async () => {
  const { get } = await stage();
  const { headers, body } = await get('/assets/index-Cy4vVH6v.js?x=1');
  expect(body).toBe('void 0;');
  expect(headers).toMatchObject({ 'content-type': 'text/javascript; charset=utf-8', 'content-length': '7' });
  expect(headers['cache-control']).toContain('immutable');
});

test('HEAD says the same without the file', async () => {
  const { get } = await stage();
  expect(await get('/', { method: 'HEAD' })).toMatchObject({ status: 200, body: '', headers: { 'content-length': '23' } });
});

describe('nothing outside of the page’s folder is served', () => {
  test.each([
    ...['/../secret.html', '/..%2fsecret.html', '/%2e%2e/secret.html', '/%2e%2e%2fsecret.html', '/assets/../../secret.html'],
    ...['/..\\secret.html', '/..%5csecret.html', '//secret.html', '/./index.html', '/assets//index-Cy4vVH6v.js', '/.hidden.html'],
    ...[
      '/index.html%00.js',
      '/assets',
      '/assets/',
      '/nothing.html',
      '/%',
      '/%zz',
      'secret.html',
      '/etc/passwd',
      `/${'a/'.repeat(5000)}b.js`,
    ],
  ])('%s', async (path) => {
    const { get } = await stage();
    const { status, body } = await get(path);
    expect([400, 404]).toContain(status);
    expect(body).not.toMatch(/secret|hidden|void 0/);
  });

  test('also not through a link that leads there', async () => {
    const { get, folder } = await stage();
    symlinkSync(join(folder, '..', 'secret.html'), join(folder, 'linked.html'));
    expect(await get('/linked.html')).toMatchObject({ status: 404 });
  });

  test('also not a file of a kind that no page has', async () => {
    const { get, folder } = await stage();
    writeFileSync(join(folder, 'notes.txt'), 'notes');
    expect(await get('/notes.txt')).toMatchObject({ status: 404 });
  });
});

test.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('%s is refused from elsewhere, and of no use from the page', async (method) => {
  const { get, served } = await stage();
  expect(await get('/', { method })).toMatchObject({ status: 403 });
  expect(await get('/', { method, headers: { origin: 'http://evil.example' } })).toMatchObject({ status: 403 });
  expect(await get('/', { method, headers: { origin: `http://127.0.0.1:${served.port}` } })).toMatchObject({ status: 405 });
});

test('screens that are not built are no riddle', async () => {
  const { get } = await stage({ pageFolder: '/nowhere' });
  expect(await get('/')).toMatchObject({ status: 404, body: expect.stringContaining('npm run build') });
});
