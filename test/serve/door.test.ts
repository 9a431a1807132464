import { describe, expect, test } from 'vitest';
import { openPage } from './page.ts';
import { get, stage, token } from './stage.ts';

describe('who may come in', () => {
  test('a page of this exporter with its token', async () => {
    const { served } = await stage();
    const page = openPage(served);
    await page.opened;
    expect(page.socket.protocol).toBe('facility-exporter.1');
    expect(served.counts()).toEqual({ pages: 1, refused: 0, malformed: 0, dropped: 0 });
  });

  test('also by the name localhost, when its page came by that name', async () => {
    const { served } = await stage();
    const host = `localhost:${served.port}`;
    await openPage(served, { host, origin: `http://${host}` }).opened;
    expect(await openPage(served, { host }).refused).toBe(403);
  });

  test.each([
    ['another one', 'another-token'],
    ['one that begins the same', token.slice(0, -1)],
    ['one that goes on', `${token}x`],
    ['none', null],
  ])('with a wrong token, %s, the line is closed with a sentence and for good', async (_, given) => {
    const { served, asked } = await stage();
    const page = openPage(served, { token: given });
    await page.opened;
    page.say({ subscribe: true });
    page.say({ id: 1, command: 'stopSchedule', request: {} });
    expect(await page.closed).toEqual({ code: 4403, reason: expect.stringContaining('token') });
    expect([page.heard, asked]).toEqual([[], []]);
    expect(served.counts().refused).toBe(1);
  });

  test.each(['http://evil.example', 'null', 'http://127.0.0.1:1', 'https://127.0.0.1'])(
    'not a page of another place: %s',
    async (origin) => {
      const { served } = await stage();
      expect(await openPage(served, { origin }).refused).toBe(403);
      expect(served.counts()).toMatchObject({ pages: 0, refused: 1 });
    },
  );

  test('not a program that does not say where it is from', async () => {
    const { served } = await stage();
    expect(await openPage(served, { client: { origin: '' } }).refused).toBe(403);
  });

  test('not under another name, to which a stranger has given the address of this machine', async () => {
    const { served, get } = await stage();
    const host = `evil.example:${served.port}`;
    expect(await openPage(served, { host, origin: `http://${host}` }).refused).toBe(403);
    const { status, body } = await get('/', { headers: { host } });
    expect(status).toBe(403);
    expect(body).not.toContain('evil');
    expect(body).not.toContain('the page');
  });

  test('not over another path', async () => {
    const { served } = await stage();
    const headers = { origin: `http://127.0.0.1:${served.port}`, upgrade: 'websocket', connection: 'Upgrade' };
    const handshake = { ...headers, 'sec-websocket-version': '13', 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==' };
    expect(await get(served, '/', { headers: handshake })).toMatchObject({ status: 403 });
  });

  test('not more than 32 pages at a time; one that closes makes room', async () => {
    const { served } = await stage();
    const pages = Array.from({ length: 32 }, () => openPage(served));
    await Promise.all(pages.map(({ opened }) => opened));
    expect(await openPage(served).closed).toEqual({ code: 1013, reason: expect.stringContaining('32') });
    pages[0]?.socket.close();
    await pages[0]?.closed;
    await expect.poll(() => served.counts().pages).toBe(31);
    const page = openPage(served);
    await page.opened;
    await expect.poll(() => served.counts().pages).toBe(32);
  });

  test('only on loopback', async () => {
    const { served } = await stage();
    expect(served.url).toBe(`http://127.0.0.1:${served.port}/#token=${token}`);
  });
});

test('a port that is taken is refused with what to do', async () => {
  const { served } = await stage();
  await expect(stage({ port: served.port })).rejects.toThrow(
    expect.objectContaining({ code: 'ADDRESS_IN_USE', message: expect.stringMatching(/--port/) }),
  );
});
