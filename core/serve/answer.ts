import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ByteRoutes } from '../byte-routes.ts';
import { dataPath } from '../contract/data.ts';
import { createByteAnswers } from './data.ts';
import { whyRefused } from './gate.ts';
import { headersFor, safeHeaders } from './headers.ts';
import { findPageFile, sendPageFile } from './page-files.ts';
import { isToken } from './token.ts';

export type Answering = { port(): number; token: string; pageFolder: string; routes: ByteRoutes; onRefused(): void };

/** Answers what is not a socket: the page's files to all who come through the gate, bytes to those who show the token. */
export function createAnswers({ port, token, pageFolder, routes, onRefused }: Answering) {
  const answerBytes = createByteAnswers(routes);

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = '', url = '', headers } = request;
    const refused = whyRefused({ method, host: headers.host, origin: headers.origin, upgrade: false }, port());
    if (refused !== null) return refuse(response, refused);
    response.setHeaders(headersFor(url, headers.host));
    if (method !== 'GET' && method !== 'HEAD') return say(response, 405, 'Only GET is answered here; commands go over the WebSocket.');
    if (url.startsWith(dataPath)) {
      if (isToken(token, bearerOf(headers.authorization))) return sendBytes(url, response);
      return refuse(response, "This needs the exporter's token, as its page sends it.");
    }
    const file = await findPageFile(pageFolder, url);
    if (file !== null) return sendPageFile(file, response, method === 'GET');
    say(
      response,
      404,
      url === '/' ? 'The screens are not built: run "npm run build", then load this page again.' : 'There is no such file.',
    );
  };

  async function sendBytes(url: string, response: ServerResponse): Promise<void> {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const { status, headers, body } = await answerBytes(url, gone.signal);
    response.writeHead(status, headers).end(body);
  }

  function refuse(response: ServerResponse, why: string): void {
    onRefused();
    response.setHeaders(safeHeaders());
    say(response, 403, why);
  }
}

function say(response: ServerResponse, status: number, sentence: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }).end(`${sentence}\n`);
}

function bearerOf(authorization: string | undefined): string | undefined {
  return /^Bearer ([\w-]+)$/.exec(authorization ?? '')?.[1];
}
