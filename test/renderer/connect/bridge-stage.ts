import { onTestFinished } from 'vitest';
import type { ExporterEvent } from '../../../core/contract/api.ts';
import type { BridgeListener, Line } from '../../../core/contract/client.ts';
import { initialState, reduce } from '../../../core/contract/state.ts';
import { socketPath, tokenProtocol, wireProtocol } from '../../../core/contract/wire.ts';
import type { Served } from '../../../core/serve/serve.ts';
import { pageSocket, type SocketListener } from '../../../renderer/connect/page-socket.ts';
import { createSocketBridge } from '../../../renderer/connect/socket-bridge.ts';
import { token } from '../../serve/stage.ts';

/** Notes what a bridge tells. */
export function noting() {
  const events: ExporterEvent[] = [];
  const lines: Line[] = [];
  const listener: BridgeListener = { events: (batch) => void events.push(...batch), line: (line) => void lines.push(line) };
  return {
    ...{ events, lines, listener },
    state: () => events.reduce(reduce, initialState),
    line: () => lines.at(-1)?.state,
    types: () => events.map(({ type }) => type),
  };
}

/** Tries again only when the test says so. */
export function retries() {
  const waits: { run(): void; ms: number; isStopped: boolean }[] = [];
  return {
    waits,
    later(run: () => void, ms: number) {
      const wait = { run, ms, isStopped: false };
      waits.push(wait);
      return () => {
        wait.isStopped = true;
      };
    },
    retry: () => waits.at(-1)?.run(),
  };
}

/** The page's own bridge on Node's WebSocket, which says no Origin by itself. */
export function bridgeTo({ port }: Pick<Served, 'port'>, given = token) {
  const trying = retries();
  const bridge = createSocketBridge({
    open: (listener) =>
      pageSocket(
        new WebSocket(`ws://127.0.0.1:${port}${socketPath}`, {
          protocols: [wireProtocol, tokenProtocol + given],
          headers: { origin: `http://127.0.0.1:${port}` },
        }),
        listener,
      ),
    later: trying.later,
    chance: () => 1,
  });
  onTestFinished(() => bridge.close());
  return { bridge, ...trying };
}

/** A bridge whose sockets are the test's. */
export function bridgeByHand() {
  const trying = retries();
  const sockets: { listener: SocketListener; sent: string[]; isClosed: boolean }[] = [];
  const bridge = createSocketBridge({
    open(listener) {
      const sent: string[] = [];
      const socket = { listener, sent, isClosed: false };
      sockets.push(socket);
      return {
        send: (text) => void socket.sent.push(text),
        close() {
          socket.isClosed = true;
          listener.closed(1005, '');
        },
      };
    },
    later: trying.later,
    chance: () => 0,
  });
  return { bridge, sockets, ...trying, last: () => sockets[sockets.length - 1] };
}
