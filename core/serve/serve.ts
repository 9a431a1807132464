import { createServer, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ByteRoutes } from '../byte-routes.ts';
import { type Clock, systemClock } from '../clock.ts';
import { socketPath } from '../contract/wire.ts';
import { createAnswers } from './answer.ts';
import type { Door } from './door.ts';
import { whyRefused } from './gate.ts';
import { listen, ownAddress } from './listen.ts';
import { openSockets } from './sockets.ts';
import type { ServeCounts } from './talk.ts';

/** Enough for all pages and what they load at once; whoever comes beyond is turned away. */
const mostConnections = 256;

/** Who connects and does not ask makes room again, for whoever does: some seconds are much on one machine. */
const patience = { headersTimeout: 5_000, requestTimeout: 10_000, connectionsCheckingInterval: 2_500 };

export type ServeOptions = {
  /** 0: any free one. */
  port: number;
  /** Letters, digits, - and _. */
  token: string;
  /** Of the built page. */
  pageFolder: string;
  /** Left out: there are no bytes to draw. */
  routes?: ByteRoutes;
  clock?: Clock;
};

export type Served = {
  /** With the token: whoever has it may do what the exporter can. */
  url: string;
  port: number;
  counts(): ServeCounts & { pages: number };
  /** Twice is once. */
  stop(): Promise<void>;
};

/**
 * The screens for browsers of this machine: the same page, commands and events as in Electron's window. Rejects as `listen` does and then holds nothing open.
 */
export async function serve(door: Door, options: ServeOptions): Promise<Served> {
  const { token, pageFolder, routes = async () => null, clock = systemClock } = options;
  const counts: ServeCounts = { refused: 0, malformed: 0, dropped: 0 };
  let port = options.port;
  const answer = createAnswers({ ...{ token, pageFolder, routes, onRefused }, port: () => port });
  const server = createServer(patience, (request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  server.maxConnections = mostConnections;
  port = await listen(server, port);
  const sockets = openSockets(token, { door, clock, counts });
  server.on('upgrade', upgrade);

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { method = '', url, headers } = request;
    const refused = whyRefused({ method, host: headers.host, origin: headers.origin, upgrade: true }, port);
    if (refused === null && url === socketPath) sockets.upgrade(request, socket, head);
    else turnAway(socket, refused ?? 'There is no such socket.');
  }

  function turnAway(socket: Duplex, why: string): void {
    onRefused();
    socket.on('error', () => undefined); // it is closed in any case
    socket.end(`HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-type: text/plain\r\n\r\n${why}\n`);
  }

  function onRefused(): void {
    counts.refused += 1;
  }

  let stopped: Promise<void> | undefined;
  async function stopOnce(): Promise<void> {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    await sockets.stop();
    server.closeAllConnections();
    await closed;
  }

  return {
    url: `http://${ownAddress}:${port}/#token=${token}`,
    port,
    counts: () => ({ ...counts, pages: sockets.pages() }),
    stop: () => (stopped ??= stopOnce()),
  };
}
