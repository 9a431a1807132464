import { Agent, type Dispatcher } from 'undici';
import { ExporterError } from '../../contract/errors.ts';
import type { ArchiverSettings } from '../../settings/sources.ts';
import { asNetworkFailure } from './network-failure.ts';

export type HttpAnswer = { status: number; contentType: string; location: string; body: string };

export type ArchiverHttp = {
  /** `what` is what the sentences call it: "PV SIM:X". The time limit counts from the call, so waiting for a free connection is in it. */
  get(url: string, what: string, limitMs: number, signal: AbortSignal): Promise<HttpAnswer>;
  close(): Promise<void>;
};

/** An error page is read this far: the server's own sentence is in its first kilobyte. */
const maxErrorBytes = 64 * 1024;

/** GET over a bounded number of kept-alive connections. Redirects are not followed, so nothing leads it to another host. */
export function createArchiverHttp(settings: ArchiverSettings): ArchiverHttp {
  const agent = new Agent({
    connections: settings.connections,
    pipelining: 1,
    allowH2: false,
    connect: { timeout: settings.timeoutMs },
    // The time limit of each request covers these, exactly to the millisecond.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  let closing: Promise<void> | undefined;

  return {
    async get(url, what, limitMs, signal) {
      const limit = new AbortController();
      const timer = setTimeout(() => limit.abort('time'), limitMs);
      const stop = (): void => limit.abort('stop');
      signal.addEventListener('abort', stop, { once: true });
      if (signal.aborted) stop();
      let phase: 'connecting' | 'reading' = 'connecting';
      try {
        const { origin, pathname, search } = new URL(url);
        const response = await agent.request({ origin, path: pathname + search, method: 'GET', signal: limit.signal });
        phase = 'reading';
        const ok = response.statusCode === 200;
        const body = ok ? await readBody(response.body, settings.maxAnswerBytes, what) : await readStart(response.body, limit.signal);
        const { 'content-type': contentType, location } = response.headers;
        return { status: response.statusCode, contentType: String(contentType ?? ''), location: String(location ?? ''), body };
      } catch (error) {
        if (error instanceof ExporterError) throw error;
        throw asNetworkFailure(error, { what, host: new URL(url).host, phase, limitMs, ended: limit.signal.reason });
      } finally {
        clearTimeout(timer);
        signal.removeEventListener('abort', stop);
      }
    },
    close: () => (closing ??= agent.destroy()),
  };
}

/** The byte limit is held while it streams, so an endless body cannot fill the memory. */
async function readBody(body: Dispatcher.ResponseData['body'], limit: number, what: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunksOf(body)) {
    bytes += chunk.length;
    if (bytes > limit)
      throw new ExporterError(
        'ARCHIVER_BAD_ANSWER',
        `The Archiver's answer for ${what} is larger than ${limit} bytes. Ask for less, or raise sources.archiver.maxAnswerBytes.`,
      );
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

/** What there is of an error page: its status counts, even where the page is cut short. */
async function readStart(body: Dispatcher.ResponseData['body'], limit: AbortSignal): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of chunksOf(body)) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes >= maxErrorBytes) break;
    }
  } catch (error) {
    if (limit.aborted) throw error;
  }
  return new TextDecoder().decode(Buffer.concat(chunks).subarray(0, maxErrorBytes));
}

async function* chunksOf(body: Dispatcher.ResponseData['body']): AsyncGenerator<Uint8Array> {
  for await (const chunk of body) if (chunk instanceof Uint8Array) yield chunk;
}
