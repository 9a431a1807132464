import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { longestMessage, refusedClose, tokenProtocol, wireProtocol } from '../contract/wire.ts';
import { type Talk, talk } from './talk.ts';
import { isToken } from './token.ts';

/** Pages at a time; each costs up to some megabytes while it is slow. */
const mostPages = 32;
/** A page that has not answered by the next ping is gone. */
const pingMs = 15_000;
/** How long a page has to close its own end. */
const closeMs = 500;

export type Sockets = {
  /** Of a request that has come through the gate. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  pages(): number;
  /** Closes them all. Twice is once. */
  stop(): Promise<void>;
};

export function openSockets(token: string, talking: Talk): Sockets {
  const { clock, counts } = talking;
  const server = new WebSocketServer({
    ...{ noServer: true, maxPayload: longestMessage, perMessageDeflate: false },
    handleProtocols: (offered) => offered.has(wireProtocol) && wireProtocol,
  });
  const leaving = new AbortController();
  /** With what ends the talk with each. */
  const pages = new Map<WebSocket, () => void>();
  const silent = new WeakSet<WebSocket>();
  let stopped: Promise<void> | undefined;
  const pinging = ping();

  /** It says why in a close code and not in the answer to the request, which a browser keeps from its page. */
  function greet(socket: WebSocket, given: string | undefined): void {
    if (!isToken(token, given))
      turnAway(socket, refusedClose, "This page lacks the exporter's token: open the address it printed when it started.");
    else if (pages.size >= mostPages) turnAway(socket, 1013, `${mostPages} pages are open here already: close one.`);
    else welcome(socket);
  }

  function welcome(socket: WebSocket): void {
    pages.set(socket, talk(socket, talking));
    socket.on('close', () => pages.delete(socket));
    socket.on('pong', () => silent.delete(socket));
  }

  function turnAway(socket: WebSocket, code: number, why: string): void {
    counts.refused += 1;
    socket.on('error', () => undefined); // it is closing in any case
    socket.close(code, why);
  }

  async function ping(): Promise<void> {
    for (;;) {
      await clock.sleep(pingMs, leaving.signal);
      if (leaving.signal.aborted) return;
      for (const socket of server.clients) {
        if (silent.has(socket)) socket.terminate();
        else socket.ping();
        silent.add(socket);
      }
    }
  }

  async function stopOnce(): Promise<void> {
    leaving.abort();
    await pinging;
    const closed = new AbortController();
    const gone = [...server.clients].map((socket) => new Promise((resolve) => socket.once('close', resolve)));
    for (const end of pages.values()) end();
    for (const socket of server.clients) socket.close(1001, 'The exporter has ended.');
    const all = Promise.all(gone).then(() => closed.abort());
    await clock.sleep(closeMs, closed.signal);
    for (const socket of server.clients) socket.terminate();
    await all;
  }

  return {
    upgrade(request, socket, head) {
      if (leaving.signal.aborted) socket.destroy();
      else server.handleUpgrade(request, socket, head, (page) => greet(page, tokenIn(request)));
    },
    pages: () => pages.size,
    stop: () => (stopped ??= stopOnce()),
  };
}

function tokenIn({ headers }: IncomingMessage): string | undefined {
  const offered = headers['sec-websocket-protocol']?.split(',').map((name) => name.trim());
  return offered?.find((name) => name.startsWith(tokenProtocol))?.slice(tokenProtocol.length);
}
