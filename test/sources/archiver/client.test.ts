import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import type { ArchiverSettings } from '../../../core/settings/sources.ts';
import { type ArchiverClient, createArchiverClient } from '../../../core/sources/archiver/client.ts';
import type { ArchiverData } from '../../../core/sources/archiver/parse.ts';
import { type Appliance, type Handler, startAppliance } from './appliance.ts';
import { bodyOf, recorded, textOf } from './fixture.ts';

const never = new AbortController().signal;
const fromNs = 1_795_345_288_050_000_000n;
const toNs = 1_795_345_288_950_000_000n;

let appliance: Appliance | undefined;
let client: ArchiverClient | undefined;

afterEach(async () => {
  await client?.close();
  await appliance?.stop();
});

async function clientOf(handler: Handler, overrides: Partial<ArchiverSettings> = {}): Promise<ArchiverClient> {
  appliance = await startAppliance(handler);
  client = createArchiverClient(appliance.settings(overrides));
  return client;
}

async function getData(handler: Handler, overrides: Partial<ArchiverSettings> = {}): Promise<ArchiverData> {
  return (await clientOf(handler, overrides)).getData('SIM:ENERGY', fromNs, toNs, never);
}

function replay(file: string): (response: ServerResponse) => void {
  const { status, headers } = recorded.find((entry) => entry.file === file) ?? { status: 200, headers: {} };
  return (response) => response.writeHead(status, headers).end(bodyOf(file));
}

describe('the question', () => {
  it('has the PV and both times, with nanoseconds, safe against signs that mean something in a URL', async () => {
    const asked = await clientOf((_, response) => replay('scalar.json')(response));
    await asked.getData('A+B:C&D=E#F%/é', fromNs, toNs + 7n, never);
    expect(appliance?.requests).toEqual([
      '/retrieval/data/getData.json?pv=A%2BB%3AC%26D%3DE%23F%25%2F%C3%A9&from=2026-11-22T11%3A01%3A28.050000000Z&to=2026-11-22T11%3A01%3A28.950000007Z',
    ]);
  });

  it('is the same where the address ends with a slash', async () => {
    const asked = await startAppliance((_, response) => replay('scalar.json')(response));
    appliance = asked;
    client = createArchiverClient({ ...asked.settings(), retrievalUrl: `${asked.settings().retrievalUrl}/` });
    expect((await client.getData('SIM:ENERGY', fromNs, toNs, never)).samples).toHaveLength(10);
    expect(asked.requests[0]).toMatch(/^\/retrieval\/data\/getData\.json/);
  });
});

describe('each trouble has its name', () => {
  it.each<[string, string, Handler, RegExp]>([
    ['an unknown PV', 'PV_UNKNOWN', (_, response) => replay('unknown-pv.html')(response), /"Unable to find typeinfo for pv SIM:NOPE"/],
    ['an appliance that is starting', 'ARCHIVER_BUSY', (_, response) => replay('starting.html')(response), /completely started up/],
    [
      'a bad request',
      'ARCHIVER_ERROR',
      (_, response) => response.writeHead(400).end('<p><b>Message</b> PV name is null.</p>'),
      /"PV name is null"/,
    ],
    [
      'an error of the server',
      'ARCHIVER_ERROR',
      (_, response) => response.writeHead(500).end('out of memory'),
      /answers 500.*"out of memory"/,
    ],
    [
      'a redirect, which is not followed',
      'ARCHIVER_ERROR',
      (_, response) => response.writeHead(302, { location: '/elsewhere' }).end(),
      /another address/,
    ],
    [
      'an error page that is cut short',
      'ARCHIVER_BUSY',
      (_, response) => {
        response.writeHead(503, { 'content-length': '4000' });
        response.write('<b>Message</b> Starting', () => setImmediate(() => response.destroy()));
      },
      /"Starting"/,
    ],
    ['an empty body', 'ARCHIVER_BAD_ANSWER', (_, response) => response.writeHead(200).end(), /is empty/],
    ['a page with status 200', 'ARCHIVER_BAD_ANSWER', (_, response) => response.end('<html><title>Sign in</title></html>'), /"Sign in"/],
    ['garbage', 'ARCHIVER_BAD_ANSWER', (_, response) => response.end('\u0000\u0001garbage'), /cannot be read/],
    [
      'a body that stops although it was sent to its end',
      'ARCHIVER_BAD_ANSWER',
      (_, response) => response.end(textOf('scalar.json').slice(0, 400)),
      /ends/,
    ],
    [
      'a connection cut in the body',
      'ARCHIVER_BAD_ANSWER',
      (_, response) => {
        response.write(textOf('scalar.json').slice(0, 400), () => setImmediate(() => response.destroy()));
      },
      /ended in the middle/,
    ],
    [
      'a body shorter than its length',
      'ARCHIVER_BAD_ANSWER',
      (_, response) => {
        response.writeHead(200, { 'content-length': '4000' });
        response.write('[ \n', () => setImmediate(() => response.destroy()));
      },
      /ended in the middle/,
    ],
    ['a connection cut before the answer', 'ARCHIVER_UNREACHABLE', (_, response) => response.destroy(), /connection was cut/],
    ['something that is not HTTP', 'ARCHIVER_BAD_ANSWER', (_, response) => response.socket?.end('SSH-2.0-OpenSSH\r\n\r\n'), /not HTTP/],
  ])('%s is %s', async (_, code, handler, sentence) => {
    const failed = getData(handler);
    await expect(failed).rejects.toMatchObject({ name: 'ExporterError', code, message: expect.stringMatching(sentence) });
    await expect(failed).rejects.toMatchObject({ message: expect.stringContaining('SIM:ENERGY') });
  });

  it('nobody who listens is ARCHIVER_UNREACHABLE', async () => {
    const gone = await startAppliance(() => undefined);
    await gone.stop();
    client = createArchiverClient(gone.settings());
    const failed = client.getData('SIM:ENERGY', fromNs, toNs, never);
    await expect(failed).rejects.toMatchObject({ code: 'ARCHIVER_UNREACHABLE', message: expect.stringContaining('refused') });
  });

  it('a host name that does not exist is ARCHIVER_UNREACHABLE', async () => {
    client = createArchiverClient({
      retrievalUrl: 'http://archiver.invalid/retrieval',
      connections: 1,
      timeoutMs: 5000,
      maxAnswerBytes: 1024,
    });
    await expect(client.getData('SIM:ENERGY', fromNs, toNs, never)).rejects.toMatchObject({ code: 'ARCHIVER_UNREACHABLE' });
  });

  it.each<[string, Handler]>([
    ['no answer at all', () => undefined],
    ['a body that never goes on', (_, response) => void response.write('[ \n')],
    ['a body that drips, each byte in time', (_, response) => drip(response)],
  ])('%s is ARCHIVER_TIMEOUT', async (_, handler) => {
    const failed = getData(handler, { timeoutMs: 150 });
    await expect(failed).rejects.toMatchObject({ code: 'ARCHIVER_TIMEOUT', message: expect.stringContaining('150 ms') });
  });

  it('an endless body is ended at the limit, and named', async () => {
    const failed = getData((_, response) => flood(response), { maxAnswerBytes: 100_000 });
    await expect(failed).rejects.toMatchObject({ code: 'ARCHIVER_BAD_ANSWER', message: expect.stringContaining('100000 bytes') });
  });

  it('of an endless error page only the start is read', async () => {
    const failed = getData((_, response) => flood(response.writeHead(500)));
    await expect(failed).rejects.toMatchObject({ code: 'ARCHIVER_ERROR' });
  });

  it('user and password in the address are in no sentence', async () => {
    const secretive = await startAppliance((_, response) => response.writeHead(404).end());
    appliance = secretive;
    client = createArchiverClient({
      ...secretive.settings(),
      retrievalUrl: secretive.settings().retrievalUrl.replace('//', '//me:secret@'),
    });
    await expect(client.getData('X', fromNs, toNs, never)).rejects.toMatchObject({ message: expect.not.stringContaining('secret') });
  });
});

describe('stopping', () => {
  it('an aborted question ends with STOPPED, before and while it is asked', async () => {
    const arrived = Promise.withResolvers<void>();
    const asked = await clientOf(() => arrived.resolve());
    await expect(asked.getData('X', fromNs, toNs, AbortSignal.abort())).rejects.toMatchObject({ code: 'STOPPED' });
    const stop = new AbortController();
    const failed = asked.getData('X', fromNs, toNs, stop.signal);
    await arrived.promise;
    stop.abort();
    await expect(failed).rejects.toMatchObject({ code: 'STOPPED' });
  });

  it('closing ends what is in flight, and twice is once', async () => {
    const arrived = Promise.withResolvers<void>();
    const asked = await clientOf(() => arrived.resolve());
    const failed = expect(asked.getData('X', fromNs, toNs, never)).rejects.toMatchObject({ name: 'ExporterError' });
    await arrived.promise;
    await Promise.all([asked.close(), asked.close()]);
    await failed;
  });
});

it('150 PVs are asked over no more connections than are allowed, which are kept for the next 150', async () => {
  const asked = await clientOf((_, response) => replay('scalar.json')(response), { connections: 4 });
  for (let round = 0; round < 2; round++) {
    const answers = await Promise.all(Array.from({ length: 150 }, (_, index) => asked.getData(`SIM:${index}`, fromNs, toNs, never)));
    expect(answers.every(({ samples }) => samples.length === 10)).toBe(true);
  }
  expect(appliance?.requests).toHaveLength(300);
  expect(appliance?.mostConnections()).toBe(4);
});

function drip(response: ServerResponse): void {
  const timer = setInterval(() => response.write(' '), 20);
  response.on('close', () => clearInterval(timer));
}

function flood(response: ServerResponse): void {
  const chunk = Buffer.alloc(16_384, ' ');
  const pour = (): void => {
    while (!response.destroyed && response.write(chunk));
    if (!response.destroyed) response.once('drain', pour);
  };
  pour();
}
