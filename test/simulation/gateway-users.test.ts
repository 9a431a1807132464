import { expect, it } from 'vitest';
import { z } from 'zod';
import { ask, bearer, get, logIn, nowMs, postJson, submit, useGateways, useSubmittedFiles } from './gateway-client.ts';

const start = useGateways();
const file = useSubmittedFiles();
const payloadOf = (token: string): unknown => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
const routes = ['/submit/hdf POST', '/submit/manifest POST'];

it('gives a token as a JSON text and a cookie that no prefix brings back; the payload tells user, rights and end', async () => {
  const gateway = await start();
  const { status, body, headers } = await postJson(`${gateway.url}/login`, { username: 'hdf_import', password: 'simulated' });
  expect(status).toBe(200);
  expect(payloadOf(z.string().parse(body))).toEqual({ username: 'hdf_import', authorised_routes: routes, exp: nowMs / 1000 + 3600 });
  expect(headers.get('set-cookie')).toMatch(/^refresh_token=[\w.-]+; HttpOnly; Max-Age=604800; Path=\/refresh; SameSite=Lax; Secure$/);
});

it.each([
  ['an unknown user', { username: 'nobody', password: 'simulated' }],
  ['a wrong password', { username: 'hdf_import', password: 'wrong' }],
])('refuses %s, and does not say which it was', async (_what, body) => {
  const { url } = await start();
  expect(await postJson(`${url}/login`, body)).toMatchObject({ status: 401, body: { detail: 'User not authorised' } });
});

it('says what is missing of a login', async () => {
  const { url } = await start();
  const detail = [{ type: 'missing', loc: ['body', 'password'], msg: 'Field required' }];
  expect(await postJson(`${url}/login`, { username: 'a' })).toMatchObject({ status: 422, body: { detail } });
});

it('without a token asks for one', async () => {
  const { url } = await start();
  expect(await ask(`${url}/channels`)).toMatchObject({ status: 401, body: { detail: 'Not authenticated' } });
});

it('answers 403 alike to a token that has expired and one that was never any', async () => {
  let now = nowMs;
  const gateway = await start({ now: () => now });
  const token = await logIn(gateway);
  const content = await file();
  now += 3_600_000 - 1;
  expect(await submit(gateway, content, token)).toMatchObject({ status: 201 });
  now += 1;
  for (const bad of [token, `${token}x`, 'not.a.token', 'nothing', token.replace(/\.[^.]+\./, '.e30.')])
    expect(await submit(gateway, content, bad)).toMatchObject({ status: 403, body: { detail: 'Invalid token' } });
});

it('answers 403 too to a user who may not submit, and says so in words only', async () => {
  const gateway = await start({ users: [{ username: 'reader', password: 'p' }] });
  const token = await logIn(gateway, 'reader', 'p');
  const detail = "User 'reader' is not authorised to use endpoint '/submit/hdf POST'";
  expect(await submit(gateway, await file(), token)).toMatchObject({ status: 403, body: { detail } });
  expect(await ask(`${gateway.url}/channels`, { headers: bearer(token) })).toMatchObject({ status: 200 });
});

it('takes a token of an earlier run where the secret is the same, and not otherwise', async () => {
  const [first, second, other] = [await start(), await start(), await start({ secret: 'another' })];
  const headers = bearer(await logIn(first));
  expect(await ask(`${second.url}/channels`, { headers })).toMatchObject({ status: 200 });
  expect(await ask(`${other.url}/channels`, { headers })).toMatchObject({ status: 403 });
});

it('verifies and refreshes tokens', async () => {
  let now = nowMs;
  const gateway = await start({ now: () => now });
  const { body, headers } = await postJson(`${gateway.url}/login`, { username: 'hdf_import', password: 'simulated' });
  const token = z.string().parse(body);
  const cookie = { Cookie: headers.get('set-cookie')?.split(';')[0] ?? '' };
  expect(await postJson(`${gateway.url}/verify`, { token })).toMatchObject({ status: 200, body: '' });
  now += 3_600_000;
  expect(await postJson(`${gateway.url}/verify`, { token })).toMatchObject({ status: 403, body: { detail: 'Invalid token' } });
  const refresh = (given: string, more: Record<string, string>) => postJson(`${gateway.url}/refresh`, { token: given }, more);
  expect(await refresh(token, {})).toMatchObject({ status: 403, body: { detail: 'No refresh token found' } });
  expect(await refresh('broken', cookie)).toMatchObject({ status: 403, body: { detail: 'Unable to refresh token' } });
  const renewed = await refresh(token, cookie);
  expect(payloadOf(z.string().parse(renewed.body))).toMatchObject({ username: 'hdf_import', exp: now / 1000 + 3600 });
  now += 7 * 86_400_000;
  expect(await refresh(token, cookie)).toMatchObject({ status: 403, body: { detail: 'Invalid token' } });
});

it('has what it was told in its list of requests, and no token or password', async () => {
  const gateway = await start();
  await get(gateway, '/version');
  await submit(gateway, await file());
  expect(gateway.answered().map(({ path, status, detail }) => [path, status, detail])).toEqual([
    ['/login', 200, '200'],
    ['/version', 200, '200'],
    ['/login', 200, '200'],
    ['/submit/hdf', 201, 'Added as 20260102030405'],
  ]);
});
