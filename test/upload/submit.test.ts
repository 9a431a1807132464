import { readdirSync, readlinkSync } from 'node:fs';
import { rm, truncate } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { always, bodyOf, fileOf, json, loggedIn, password, setStage, submitted, tokenOf } from './server.ts';

const bytes = Uint8Array.from({ length: 300_000 }, (_, i) => i % 251);

test('a file goes as the field "file" of a form with its length, and the answer comes as data', async () => {
  const seen: { headers: Record<string, unknown>; body: Buffer }[] = [];
  const { gateway, requests } = await setStage(
    loggedIn(async (_, request, response) => {
      seen.push({ headers: request.headers, body: await bodyOf(request) });
      json(response, 201, submitted(['A'], { B: ['data has wrong shape'], C: 'Channel is already present in existing record' }));
    }),
  );
  const progress: number[] = [];
  const answer = await gateway.submit(await fileOf(bytes), always, (sent) => progress.push(sent));
  expect(answer).toEqual({
    kind: 'answered',
    status: 201,
    words: 'Added as 20260102030405',
    recordId: '20260102030405',
    accepted: ['A'],
    refused: [{ channel: 'B', reasons: ['data has wrong shape'] }],
    alreadyPresent: ['C'],
    warnings: [],
    retryAfterMs: null,
  });
  expect(requests).toEqual(['POST /login', 'POST /submit/hdf']);
  const [{ headers, body } = { headers: {}, body: Buffer.of() }] = seen;
  expect(Number(headers['content-length'])).toBe(body.length);
  expect(headers['transfer-encoding']).toBeUndefined();
  expect(headers['authorization']).toMatch(/^Bearer .+\..+\..+$/);
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': String(headers['content-type']) } }).formData();
  const file = form.get('file');
  if (!(file instanceof File)) throw new Error('no file came');
  expect([...form.keys()]).toEqual(['file']);
  expect(file.name).toBe('120000_1_a_1.h5');
  expect(Buffer.from(await file.arrayBuffer()).equals(bytes)).toBe(true);
  expect(progress.at(-1)).toBe(bytes.length);
  expect(progress).toEqual([...progress].sort((a, b) => a - b));
});

test('a URL prefix goes before every path', async () => {
  const { gateway, requests } = await setStage(
    (path, request, response) => {
      request.resume();
      json(response, 200, path.endsWith('/login') ? tokenOf(60) : submitted([]));
    },
    { prefix: '/api/v1/' },
  );
  await gateway.submit(await fileOf(bytes), always);
  expect(requests).toEqual(['POST /api/v1/login', 'POST /api/v1/submit/hdf']);
});

test('a connection that is cut in the body has an unknown end', async () => {
  const { gateway } = await setStage(
    loggedIn((_, request) => {
      let bytes = 0;
      request.on('data', (chunk: Uint8Array) => {
        bytes += chunk.length;
        if (bytes > 1_000_000) request.socket.destroy();
      });
    }),
  );
  const answer = await gateway.submit(await fileOf(new Uint8Array(20_000_000)), always);
  expect(answer).toMatchObject({ kind: 'unanswered', unknownEnd: true, failure: { code: 'GATEWAY_CUT' } });
  expect(answer.kind === 'unanswered' && answer.sentBytes).toBeGreaterThan(0);
});

test('a connection that is cut after the body, before or in the answer, has an unknown end', async () => {
  for (const half of [false, true]) {
    const { gateway } = await setStage(
      loggedIn(async (_, request, response) => {
        await bodyOf(request);
        if (!half) return void request.socket.destroy();
        response.writeHead(201, { 'content-length': 1000 }).write('{"mess', () => request.socket.destroy());
      }),
    );
    const answer = await gateway.submit(await fileOf(bytes), always);
    expect(answer).toMatchObject({ kind: 'unanswered', unknownEnd: true, sentBytes: bytes.length, failure: { code: 'GATEWAY_CUT' } });
  }
});

test('where nothing could be sent, the end is known', async () => {
  const { gateway } = await setStage(() => {}, { settings: {} });
  await gateway.close();
  expect(await gateway.submit(await fileOf(bytes), always)).toMatchObject({ kind: 'unanswered', unknownEnd: false, sentBytes: 0 });
});

test('a file that has changed, or has gone, since it was verified is not sent', async () => {
  const { gateway, requests } = await setStage(loggedIn((_, __, response) => json(response, 500, {})));
  const shorter = await fileOf(bytes);
  await truncate(shorter.path, 10);
  const gone = await fileOf(bytes);
  await rm(gone.path);
  for (const file of [shorter, gone])
    expect(await gateway.submit(file, always)).toMatchObject({ kind: 'unanswered', unknownEnd: false, failure: { code: 'VERIFY_FAILED' } });
  expect(requests).toEqual(['POST /login']);
});

test('a file that changes while it is read is not sent to its end', async () => {
  const file = await fileOf(new Uint8Array(30_000_000));
  let whole = false;
  const { gateway } = await setStage(
    loggedIn((_, request, response) => {
      request.once('data', async () => {
        request.pause();
        await truncate(file.path, 1000);
        request.resume();
      });
      request.on('end', () => {
        whole = true;
        json(response, 201, submitted([]));
      });
    }),
  );
  expect(await gateway.submit(file, always)).toMatchObject({
    ...{ kind: 'unanswered', unknownEnd: false, failure: { code: 'VERIFY_FAILED' } },
  });
  expect(whole).toBe(false);
});

test('an answer that comes before the whole file was taken is read', async () => {
  const { gateway } = await setStage(
    loggedIn((_, __, response) => {
      response.writeHead(413, { connection: 'close', 'content-type': 'text/html' });
      response.end('<html><head><title>413 Request Entity Too Large</title></head></html>');
    }),
  );
  const answer = await gateway.submit(await fileOf(new Uint8Array(20_000_000)), always);
  expect(answer).toMatchObject({ kind: 'answered', status: 413, words: '413 Request Entity Too Large' });
});

test('stopping ends an upload at once, and says that its end is unknown', async () => {
  const stop = new AbortController();
  const { gateway } = await setStage(
    loggedIn(async (_, request) => {
      await bodyOf(request);
      stop.abort();
    }),
  );
  expect(await gateway.submit(await fileOf(bytes), stop.signal)).toMatchObject({ unknownEnd: true, failure: { code: 'STOPPED' } });
  expect(await gateway.submit(await fileOf(bytes), stop.signal)).toMatchObject({ unknownEnd: false, failure: { code: 'STOPPED' } });
});

test.skipIf(process.platform !== 'linux')('uploads that end before their files do leave none of them open', async () => {
  const file = await fileOf(new Uint8Array(5_000_000));
  const { gateway } = await setStage(loggedIn((_, request) => void request.resume()));
  for (let n = 0; n < 20; n++) {
    const stop = new AbortController();
    await gateway.submit(file, stop.signal, (sent) => sent > 1_000_000 && stop.abort());
  }
  const open = () =>
    readdirSync('/proc/self/fd').filter((each) => {
      try {
        return readlinkSync(`/proc/self/fd/${each}`) === file.path;
      } catch {
        return false;
      }
    });
  await expect.poll(open).toEqual([]);
});

test('closing ends what is in flight, twice is once, and afterwards everything is stopped', async () => {
  const { gateway } = await setStage(
    loggedIn(async (_, request) => {
      await bodyOf(request);
      await Promise.all([gateway.close(), gateway.close()]);
    }),
  );
  expect(await gateway.submit(await fileOf(bytes), always)).toMatchObject({ unknownEnd: true, failure: { code: 'STOPPED' } });
  await expect(gateway.manifest(always)).rejects.toMatchObject({ code: 'STOPPED' });
});

test('a Gateway that takes a file and never answers is given up after the time of the settings', async () => {
  const { gateway } = await setStage(
    loggedIn((_, request) => void request.resume()),
    { settings: { answerTimeoutSeconds: 1 } },
  );
  expect(await gateway.submit(await fileOf(bytes), always)).toMatchObject({ unknownEnd: true, failure: { code: 'GATEWAY_TIMEOUT' } });
});

test('an answer without an end is cut off', async () => {
  const { gateway } = await setStage(
    loggedIn((_, request, response) => {
      request.resume();
      response.writeHead(200);
      const more = (): void => void response.write('x'.repeat(1_000_000), () => setImmediate(more));
      response.on('error', () => {});
      more();
    }),
  );
  expect(await gateway.submit(await fileOf(bytes), always)).toMatchObject({ unknownEnd: true, failure: { code: 'GATEWAY_BAD_ANSWER' } });
});

test('neither password nor token stands in what is told of any trouble', async () => {
  const token = tokenOf(3600);
  const told: string[] = [];
  for (const status of [302, 400, 401, 403, 404, 422, 500, 503]) {
    const { gateway } = await setStage(
      loggedIn(
        (_, request, response) => {
          request.resume();
          json(response, status, { detail: [{ loc: ['body'], msg: 'odd', input: { password, token } }] });
        },
        () => token,
      ),
    );
    told.push(JSON.stringify(await gateway.submit(await fileOf(bytes), always)));
    const failed: unknown = await gateway.manifest(always).catch((error: unknown) => error);
    told.push(failed instanceof Error ? `${failed.message} ${JSON.stringify(failed)}` : 'no error');
  }
  expect(told).toHaveLength(16);
  expect(told.filter((text) => text.includes(password) || text.includes(token))).toEqual([]);
});
