import { expect, test } from 'vitest';
import { always, bodyOf, fileOf, json, loggedIn, setStage, submitted, tokenOf } from './server.ts';

const bytes = new Uint8Array(100_000);
const manifest = { _id: '20260101000000', channels: {} };

test('one login serves many calls, and calls at the same moment', async () => {
  const { gateway, requests } = await setStage(loggedIn((_, __, response) => json(response, 200, manifest)));
  await Promise.all([gateway.manifest(always), gateway.manifest(always), gateway.manifest(always)]);
  await gateway.manifest(always);
  expect(requests.filter((it) => it === 'POST /login')).toHaveLength(1);
  expect(requests).toHaveLength(5);
});

test('a login is made again before the token expires, by the clock of the Gateway and not by ours', async () => {
  let nowMs = 0;
  // Our wall clock is a year behind: by it, no token would ever expire.
  const clock = { monotonicMs: () => nowMs, wallMs: () => Date.now() - 365 * 86_400_000 };
  const { gateway, requests } = await setStage(
    loggedIn(
      (_, __, response) => json(response, 200, manifest),
      () => tokenOf(60),
    ),
    { options: { clock } },
  );
  const logins = async (atMs: number) => {
    nowMs = atMs;
    await gateway.manifest(always);
    return requests.filter((it) => it === 'POST /login').length;
  };
  expect(await logins(0)).toBe(1);
  expect(await logins(50_000)).toBe(1);
  expect(await logins(59_000)).toBe(2);
  expect(await logins(115_000)).toBe(3);
});

for (const [status, detail] of [
  [401, 'Not authenticated'],
  [403, 'Invalid token'],
] as const)
  test(`after ${status} "${detail}" there is one more login, and the file is sent once more, whole`, async () => {
    const lengths: number[] = [];
    const { gateway, requests } = await setStage(
      loggedIn(async (_, request, response) => {
        lengths.push((await bodyOf(request)).length);
        if (lengths.length === 1) json(response, status, { detail });
        else json(response, 201, submitted(['A']));
      }),
    );
    expect(await gateway.submit(await fileOf(bytes), always)).toMatchObject({ status: 201, accepted: ['A'] });
    expect(requests).toEqual(['POST /login', 'POST /submit/hdf', 'POST /login', 'POST /submit/hdf']);
    expect(lengths[0]).toBe(lengths[1]);
  });

test('a Gateway that takes none of its tokens is asked twice and no more, and is named', async () => {
  const { gateway, requests } = await setStage(
    loggedIn((_, request, response) => {
      request.resume();
      json(response, 403, { detail: 'Invalid token' });
    }),
  );
  expect(await gateway.submit(await fileOf(bytes), always)).toMatchObject({ kind: 'answered', status: 403 });
  expect(requests).toHaveLength(4);
  await expect(gateway.manifest(always)).rejects.toMatchObject({ code: 'GATEWAY_LOGIN', message: expect.stringContaining('clock') });
});

test('a missing right is no expired token: nothing is sent again, and the next try takes a new token, which may have the right', async () => {
  const { gateway, requests } = await setStage(
    loggedIn((_, request, response) => {
      request.resume();
      json(response, 403, { detail: "User 'u' is not authorised to use endpoint '/submit/hdf POST'" });
    }),
  );
  const file = await fileOf(bytes);
  expect(await gateway.submit(file, always)).toMatchObject({ kind: 'answered', status: 403 });
  expect(requests).toEqual(['POST /login', 'POST /submit/hdf']);
  await gateway.submit(file, always);
  expect(requests.slice(2)).toEqual(['POST /login', 'POST /submit/hdf']);
});

test('a token that says it may not submit spares the file the way', async () => {
  let routes: string[] = [];
  const { gateway, requests } = await setStage(
    loggedIn(
      (_, request, response) => {
        request.resume();
        json(response, 201, submitted(['A']));
      },
      () => tokenOf(3600, { authorised_routes: routes }),
    ),
  );
  const file = await fileOf(bytes);
  expect(await gateway.submit(file, always)).toMatchObject({ unknownEnd: false, failure: { code: 'GATEWAY_FORBIDDEN' } });
  expect(requests).toEqual(['POST /login']);
  routes = ['/submit/hdf POST'];
  expect(await gateway.submit(file, always)).toMatchObject({ status: 201 });
});

test('a user the Gateway does not take is told apart from a broken entry and from a page that is no Gateway', async () => {
  for (const [status, body, code, word] of [
    [401, { detail: 'User not authorised' }, 'GATEWAY_LOGIN', 'password'],
    [500, { detail: "Encoded password missing in record for user 'u'" }, 'GATEWAY_LOGIN', 'broken'],
    [200, { not: 'a token' }, 'GATEWAY_BAD_ANSWER', 'gateway.url'],
    [200, 'no.token at all\r\nx: y', 'GATEWAY_BAD_ANSWER', 'gateway.url'],
    [404, { detail: 'Not Found' }, 'GATEWAY_ERROR', 'prefix'],
    [307, {}, 'GATEWAY_ERROR', 'https://'],
    [502, {}, 'GATEWAY_BUSY', '502'],
  ] as const) {
    const { gateway } = await setStage((_, request, response) => {
      request.resume();
      json(response, status, body);
    });
    const failure = { code, message: expect.stringContaining(word) };
    await expect(gateway.manifest(always)).rejects.toMatchObject(failure);
    expect(await gateway.submit(await fileOf(bytes), always)).toMatchObject({ unknownEnd: false, sentBytes: 0, failure });
  }
});

test('one who stops waiting for a login does not end it for the others', async () => {
  const stop = new AbortController();
  const { gateway, requests } = await setStage((path, request, response) => {
    request.resume();
    if (path !== '/login') return json(response, 200, manifest);
    stop.abort();
    setImmediate(() => json(response, 200, tokenOf(60)));
  });
  const [stopped, other] = await Promise.allSettled([gateway.manifest(stop.signal), gateway.manifest(always)]);
  expect(stopped).toMatchObject({ status: 'rejected', reason: { code: 'STOPPED' } });
  expect(other.status).toBe('fulfilled');
  expect(requests.filter((it) => it === 'POST /login')).toHaveLength(1);
});
