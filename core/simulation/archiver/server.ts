import { createServer, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { ExporterError } from '../../contract/errors.ts';
import type { FaultName } from '../fault-names.ts';
import { type Answer, type ArchiverFacts, answerTo, failed } from './answer.ts';

export type SimulatedArchiver = { retrievalUrl: string; managementUrl: string; stop(): Promise<void> };

export type ArchiverOptions = {
  /** Nanoseconds since 1970. */
  now(): bigint;
  /** It holds nothing older than this. */
  retentionSeconds?: number | undefined;
  /** 0 takes any free one. */
  port?: number | undefined;
};

const slowMs = 3000;

/** An Archiver Appliance on loopback, that answers with the real one's habits, quirks and white space. */
export async function startSimulatedArchiver(
  facts: ArchiverFacts,
  { now, retentionSeconds = 3600, port = 0 }: ArchiverOptions,
): Promise<SimulatedArchiver> {
  const stopping = new AbortController();
  const server = createServer((request, response) => {
    // There is no body that we read; a client that sends one must still get its answer.
    request.resume();
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    answer(request.method ?? 'GET', url, response).catch(() => response.destroy());
  });
  const answer = async (method: string, url: URL, response: ServerResponse): Promise<void> => {
    const nowNs = now();
    const device = facts.pvs.get(url.searchParams.get('pv') ?? '')?.device ?? null;
    const isOn = (fault: FaultName): boolean => facts.faults.isOn(fault, device, nowNs);
    if (isOn('archiver-down')) response.destroy();
    if (isOn('archiver-hanging') || response.destroyed) return;
    if (isOn('archiver-slow')) await sleep(slowMs, undefined, { signal: stopping.signal });
    const sinceNs = nowNs - BigInt(Math.round(retentionSeconds * 1e9));
    const given = troubled(isOn, url) ?? answerTo(facts, method, url, nowNs, sinceNs);
    send(response, given, isOn('archiver-truncated'));
  };
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => reject(new ExporterError('INTERNAL', refusal(port, cause), { cause })));
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  const base = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : port}`;
  let stopped: Promise<void> | null = null;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      stopping.abort();
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return {
    retrievalUrl: `${base}/retrieval`,
    managementUrl: `${base}/mgmt`,
    stop: () => {
      stopped ??= close();
      return stopped;
    },
  };
}

function troubled(isOn: (fault: FaultName) => boolean, url: URL): Answer | null {
  const pv = url.searchParams.get('pv') ?? 'null';
  if (isOn('archiver-503'))
    return failed(503, `Cannot process data retrieval requests for PV ${pv} until the appliance has completely started up.`);
  if (isOn('archiver-500')) return failed(500, 'java.lang.NullPointerException');
  if (isOn('archiver-html'))
    return { status: 200, contentType: 'text/html', body: '<!doctype html><title>Sign in</title><p>Please sign in to the network.</p>' };
  return null;
}

/** Chunked, as Tomcat sends: nothing tells beforehand how long it will be. */
function send(response: ServerResponse, { status, contentType, body }: Answer, truncated: boolean): void {
  response.statusCode = status;
  if (contentType !== null) response.setHeader('Content-Type', contentType);
  if (status !== 200) response.setHeader('Content-Language', 'en');
  response.write(truncated ? body.slice(0, Math.floor(body.length / 2)) : body);
  response.end();
}

function refusal(port: number, cause: NodeJS.ErrnoException): string {
  return `The simulated Archiver cannot listen on port ${port} of 127.0.0.1 (${cause.code ?? cause.message}); choose another port.`;
}
