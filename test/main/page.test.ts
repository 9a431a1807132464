import { expect, test } from 'vitest';
import { createPageAnswers, isOwnFrame, pageUrl } from '../../main/page.ts';
import { pageFolder } from '../serve/stage.ts';

function scene() {
  const asked: string[] = [];
  const answer = createPageAnswers({
    pageFolder: pageFolder(),
    async routes(path) {
      asked.push(path);
      return path.endsWith('gone') ? null : new Uint8Array([1, 2, 3]);
    },
  });
  return { asked, get: (url: string, method = 'GET') => answer(new Request(url, { method })) };
}

test('the page and its files come with the same policy as over HTTP', async () => {
  const { get } = scene();
  const page = await get(pageUrl);
  expect([page.status, page.headers.get('content-type'), await page.text()]).toEqual([
    200,
    'text/html; charset=utf-8',
    '<title>the page</title>',
  ]);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
  expect(page.headers.get('content-security-policy')).not.toContain('unsafe');
  expect(page.headers.get('x-content-type-options')).toBe('nosniff');
  expect((await get(`${pageUrl}assets/index-Cy4vVH6v.js`)).headers.get('cache-control')).toContain('immutable');
});

test.each(['../secret.html', '%2e%2e/secret.html', '.hidden.html', 'assets', 'nothing.js'])(
  'no other file is answered: %s',
  async (path) => {
    const answer = await scene().get(pageUrl + path);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'");
  },
);

test('another address of the scheme is nobody, and nothing but GET is answered', async () => {
  const { get, asked } = scene();
  expect((await get('app://elsewhere/')).status).toBe(403);
  expect((await get(`${pageUrl}data/x`, 'POST')).status).toBe(405);
  expect(asked).toEqual([]);
});

test('bytes come under /data/ as over HTTP, and what is gone is said', async () => {
  const { get } = scene();
  const found = await get(`${pageUrl}data/preview?width=3`);
  expect([found.status, [...new Uint8Array(await found.arrayBuffer())]]).toEqual([200, [1, 2, 3]]);
  const gone = await get(`${pageUrl}data/gone`);
  expect([gone.status, await gone.json()]).toEqual([404, expect.objectContaining({ code: 'NOT_FOUND' })]);
});

test('only the page itself may command: not a frame in it, not a page of another place, not one that looks like it', () => {
  expect(isOwnFrame({ url: `${pageUrl}#/devices`, parent: null })).toBe(true);
  expect(isOwnFrame({ url: pageUrl, parent: {} })).toBe(false);
  expect(isOwnFrame(null)).toBe(false);
  for (const url of ['app://exporter.evil/', 'https://app//exporter/', 'file:///index.html', 'about:blank'])
    expect(isOwnFrame({ url, parent: null })).toBe(false);
});
