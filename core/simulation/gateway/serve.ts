import { rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from '../../contract/errors.ts';
import { type Answer, refused, unknownError } from './answer.ts';
import { receiveFile } from './receive.ts';
import { type Gateway, routes } from './routes.ts';
import { send } from './send.ts';
import { troubled } from './troubled.ts';

/** One request that was answered; `status` null: its connection was cut instead, or came to an end. */
export type Answered = { atMs: number; method: string; path: string; status: number | null; detail: string };

export type ServeOptions = {
  gateway: Gateway;
  prefix: string;
  slowMs: number;
  maxFileBytes: number;
  /** Where files lie while they are looked at. */
  folder: string;
  stopping: AbortSignal;
  tell(answered: Answered): void;
};

/** From a request to what is sent, or to a cut connection. Rejects never. */
export function createServing({ gateway, prefix, slowMs, maxFileBytes, folder, stopping, tell }: ServeOptions) {
  const { faults, now } = gateway;
  let files = 0;

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', `http://${request.headers.host ?? '127.0.0.1'}`);
    const end = (status: number | null, detail: string) =>
      tell({ atMs: now(), method: request.method ?? 'GET', path: url.pathname, status, detail });
    const cut = (why: string) => {
      end(null, why);
      // Of a request that was read to its end nothing is left to destroy but this.
      request.socket.destroy();
    };
    if (faults.comes('gateway-down')) return cut('gateway-down');
    if (faults.comes('gateway-hanging')) {
      end(null, 'gateway-hanging');
      return void request.resume();
    }
    const file = join(folder, String(files++));
    try {
      const answer = troubled(faults, url, bytesOf(request)) ?? (await answerTo(request, url, file));
      // What nobody reads would keep the sender from reading our answer.
      request.resume();
      if (faults.comes('gateway-slow')) await sleep(slowMs, undefined, { signal: stopping });
      if (url.pathname === `${prefix}/submit/hdf` && faults.comes('gateway-cut-answer')) return cut('gateway-cut-answer');
      end(answer.status, detailOf(answer));
      send(response, answer, faults.comes('gateway-truncated'));
    } catch (error) {
      // Its sender left, or we stop: nobody hears an answer.
      cut(messageOf(error));
    } finally {
      await rm(file, { force: true }).catch(() => undefined);
    }
  };

  async function answerTo(request: IncomingMessage, url: URL, file: string): Promise<Answer> {
    const path = url.pathname.startsWith(prefix) ? url.pathname.slice(prefix.length) : '';
    const known = routes.filter((it) => it.path.test(path));
    const route = known.find(({ method }) => method === request.method);
    if (route === undefined) return known.length === 0 ? refused(404, 'Not Found') : refused(405, 'Method Not Allowed');
    // The whole body is taken before anybody asks who it is from, as the real one's framework does.
    const received = route.form ? await receiveFile(request, { path: file, maxBytes: maxFileBytes, onBytes: cutting(request) }) : null;
    const refusal = route.right === null ? null : gateway.users.refusal(request.headers.authorization, route.right || null, now());
    if (refusal !== null) return refusal;
    if (received !== null && 'refused' in received) return received.refused;
    try {
      const names = (route.path.exec(path) ?? []).slice(1).map(decodeURIComponent);
      return await route.answer({ gateway, request, url, names, file });
    } catch (error) {
      if (stopping.aborted || request.socket.destroyed) throw error;
      return unknownError(messageOf(error));
    }
  }

  /** Half of the body is on its way, and then there is no connection. */
  function cutting(request: IncomingMessage): (bytes: number) => void {
    const cutAt = faults.comes('gateway-cut') ? bytesOf(request) / 2 : Number.POSITIVE_INFINITY;
    return (bytes) => {
      if (bytes > cutAt) throw new Error('gateway-cut');
    };
  }
}

function bytesOf(request: IncomingMessage): number {
  return Number(request.headers['content-length'] ?? 0);
}

/** What the answer says for a person; never a token. */
function detailOf({ status, body, why }: Answer): string {
  if (why !== undefined) return `Unknown error: ${why}`;
  if (!('json' in body) || typeof body.json !== 'object' || body.json === null) return String(status);
  if ('detail' in body.json) return typeof body.json.detail === 'string' ? body.json.detail : JSON.stringify(body.json.detail);
  return 'message' in body.json ? String(body.json.message) : String(status);
}
