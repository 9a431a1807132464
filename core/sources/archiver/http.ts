import { Agent, type Dispatcher } from 'undici';
import { ExporterError } from '../../contract/errors.ts';
import { readStart, readWhole } from '../../http/bounded-body.ts';
import type { ArchiverSettings } from '../../settings/sources.ts';
import { asNetworkFailure } from './network-failure.ts';

export type HttpAnswer = { status: number; contentType: string; location: string; body: string };

export type ArchiverHttp = {
  /** `what` is what the sentences call it: "PV SIM:X". The time limit counts from the call, so waiting for a free connection is in it. */
  get(url: string, what: string, limitMs: number, signal: AbortSignal): Promise<HttpAnswer>;
  close(): Promise<void>;
};

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

/** With the Archiver's own sentence where it is too long. */
async function readBody(body: Dispatcher.ResponseData['body'], limit: number, what: string): Promise<string> {
  const text = await readWhole(body, limit);
  if (text === null)
    throw new ExporterError(
      'ARCHIVER_BAD_ANSWER',
      `The Archiver's answer for ${what} is larger than ${limit} bytes. Ask for less, or raise sources.archiver.maxAnswerBytes.`,
    );
  return text;
}
