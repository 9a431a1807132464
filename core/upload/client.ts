import { type Clock, systemClock } from '../clock.ts';
import { ExporterError, toError, toFailure } from '../contract/errors.ts';
import type { GatewaySettings } from '../settings/gateway.ts';
import type { GatewaySecrets } from '../settings/gateway-secrets.ts';
import type { Environment } from '../settings/secret-reader.ts';
import { createDispatcher } from './dispatcher.ts';
import { fileForm } from './file-body.ts';
import { readLogin } from './login.ts';
import type { Gateway, GatewayRecord } from './port.ts';
import { type RawAnswer, unknownError, wordsOf } from './raw-answer.ts';
import { readSubmitted } from './read-answer.ts';
import { readManifest, readRecord, readVersion } from './read-stored.ts';
import { createSession } from './session.ts';
import { failureOfStatus, forbidden, isForbidden, refusesToken } from './status-failure.ts';
import type { Token } from './token.ts';
import { type Call, createTransport } from './transport.ts';

/** One server process may be busy with a large file for half a minute. */
const askLimitMs = 60_000;
/** A manifest of 10,000 channels has 2 MB; a record carries a small picture of every image. */
const maxBytes = 32 * 1024 * 1024;
/** Bytes of a question's answer that is a line. */
const maxLineBytes = 64 * 1024;

export type GatewayOptions = { env?: Environment; clock?: Pick<Clock, 'monotonicMs' | 'wallMs'> };

/** Nothing is asked before it is needed. BAD_SETTINGS where the environment names a proxy that is none. */
export function createGateway(settings: GatewaySettings, secrets: GatewaySecrets, options: GatewayOptions = {}): Gateway {
  const { env = process.env, clock = systemClock } = options;
  const url = new URL(settings.url);
  const { host } = url;
  const dispatcher = createDispatcher(url, secrets, env);
  const transport = createTransport(url, dispatcher);
  const closed = new AbortController();
  const session = createSession(login, clock);
  let closing: Promise<void> | undefined;

  async function login(signal: AbortSignal): Promise<Token> {
    const json = { username: settings.username, password: secrets.password };
    const call: Call = { method: 'POST', path: '/login', what: 'the login', json, limitMs: askLimitMs, maxBytes: maxLineBytes };
    return readLogin(await transport.send(call, signal), host, clock.wallMs());
  }

  /** Once more with a fresh token where the Gateway does not take the one we had; it stores nothing of a file before it has looked at the token. */
  async function asked(call: Call, signal: AbortSignal, tokenFor = session.token): Promise<RawAnswer> {
    for (let again = false; ; again = true) {
      const token = await tokenFor(signal);
      const answer = await transport.send({ ...call, token }, signal);
      const said = saidIn(answer);
      // Rights are written into the token: those that are given later need a new one.
      if (refusesToken(said) || isForbidden(said)) session.forget(token);
      if (again || !refusesToken(said)) return answer;
    }
  }

  /** The body of a success; `otherwise` may know what another status means here. */
  async function told<T>(
    call: Call,
    signal: AbortSignal,
    read: (text: string) => T,
    otherwise?: (answer: Said) => { means: T } | null,
  ): Promise<T> {
    const answer = await asked(call, AbortSignal.any([signal, closed.signal]));
    if (answer.status === 200) return read(answer.text);
    const known = otherwise?.(saidIn(answer)) ?? null;
    if (known !== null) return known.means;
    throw toError(failureOfStatus(saidIn(answer), host, call.what));
  }

  return {
    async submit(file, signal, onProgress) {
      let sentBytes = 0;
      const form: Call['form'] = (tell, over) => fileForm(file, tell, over);
      const count = (bytes: number): void => {
        sentBytes = bytes;
        onProgress?.(bytes);
      };
      const limitMs = settings.answerTimeoutSeconds * 1000;
      const call: Call = { method: 'POST', path: '/submit/hdf', what: 'the file', limitMs, maxBytes, form, onProgress: count };
      try {
        const answer = await asked(call, AbortSignal.any([signal, closed.signal]), async (ended) => {
          // What went with a refused token was not stored.
          sentBytes = 0;
          const token = await session.token(ended);
          if (token.maySubmit !== false) return token;
          session.forget(token);
          throw new ExporterError(...forbidden(host), { facts: { host } });
        });
        return readSubmitted(answer, host, sentBytes);
      } catch (error) {
        const failed = toFailure(error);
        // The end of a file that has changed is not sent, so nothing of it is taken.
        return { kind: 'unanswered', failure: failed, unknownEnd: sentBytes > 0 && failed.code !== 'VERIFY_FAILED', sentBytes };
      }
    },
    manifest: (signal) =>
      told(
        get('/channels', 'its manifest'),
        signal,
        (text) => readManifest(text, host),
        (said) => {
          if ((said.status === 500 && said.words === unknownError) || isNoDocument(said)) throw noManifest(host);
          return null;
        },
      ),
    record: (recordId, signal) =>
      told<GatewayRecord | null>(
        get(`/records/${encodeURIComponent(recordId)}?truncate=true`, `record ${recordId}`),
        signal,
        (text) => readRecord(text, host, recordId),
        (said) => (isNoDocument(said) ? { means: null } : null),
      ),
    async version(signal) {
      const call = get('/version', 'its version');
      const answer = await transport.send(call, AbortSignal.any([signal, closed.signal]));
      if (answer.status === 200) return readVersion(answer.text, host);
      throw toError(failureOfStatus(saidIn(answer), host, call.what));
    },
    close() {
      closed.abort();
      closing ??= dispatcher.destroy();
      return closing;
    },
  };
}

function get(path: string, what: string): Call {
  return { method: 'GET', path, what, limitMs: askLimitMs, maxBytes };
}

type Said = { status: number; words: string };

function saidIn({ status, text }: RawAnswer): Said {
  return { status, words: wordsOf(text) };
}

/** "Not Found" is its web framework's own: there is no such route, so the prefix is wrong. */
function isNoDocument({ status, words }: Said): boolean {
  return status === 404 && words !== '' && words !== 'Not Found';
}

function noManifest(host: string): ExporterError {
  const sentence = `The Operations Gateway at ${host} fails to give its manifest, most likely because it has none. Let its administrator submit one; it takes no file without.`;
  return new ExporterError('GATEWAY_NO_MANIFEST', sentence, { facts: { host } });
}
