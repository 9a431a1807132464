import { onTestFinished } from 'vitest';
import { type ClientOptions, WebSocket } from 'ws';
import { isToPage, socketPath, type ToExporter, type ToPage, tokenProtocol, wireProtocol } from '../../core/contract/wire.ts';
import type { Served } from '../../core/serve/serve.ts';
import { token } from './stage.ts';

type PageOptions = { token?: string | null; origin?: string; host?: string; taking?: boolean; client?: ClientOptions };

/** A page's end of the wire, by hand. */
export type Page = {
  socket: WebSocket;
  opened: Promise<void>;
  /** The status of the answer to a handshake that was refused. */
  refused: Promise<number>;
  closed: Promise<{ code: number; reason: string }>;
  heard: ToPage[];
  say(message: ToExporter): void;
  /** The first message, of all that came and will come, that fits. */
  hear(fits: (message: ToPage) => boolean): Promise<ToPage>;
};

/** It takes each batch as it comes, if nothing else is said. */
export function openPage({ port }: Pick<Served, 'port'>, options: PageOptions = {}): Page {
  const { token: given = token, origin = `http://127.0.0.1:${port}`, host, taking = true, client = {} } = options;
  const protocols = given === null ? [wireProtocol] : [wireProtocol, tokenProtocol + given];
  const socket = new WebSocket(`ws://127.0.0.1:${port}${socketPath}`, protocols, {
    ...{ origin, headers: host === undefined ? {} : { host } },
    ...client,
  });
  onTestFinished(() => socket.terminate());
  const heard: ToPage[] = [];
  const waiting = new Set<() => void>();
  socket.on('error', () => undefined);
  socket.on('message', (data) => {
    const message: unknown = JSON.parse(String(data));
    if (!isToPage(message)) throw new Error(`Not of the wire: ${String(data).slice(0, 200)}`);
    heard.push(message);
    if (taking && 'batch' in message) say({ taken: message.batch });
    for (const look of waiting) look();
  });

  function say(message: ToExporter): void {
    socket.send(JSON.stringify(message));
  }

  return {
    ...{ socket, heard, say },
    opened: new Promise((resolve) => socket.once('open', () => resolve())),
    refused: new Promise((resolve) => socket.once('unexpected-response', (_, response) => resolve(response.statusCode ?? 0))),
    closed: new Promise((resolve) => socket.once('close', (code, reason) => resolve({ code, reason: String(reason) }))),
    hear: (fits) =>
      new Promise((resolve) => {
        const look = () => {
          const found = heard.find(fits);
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
  };
}

export function hasEvent(type: string): (message: ToPage) => boolean {
  return (message) => 'batch' in message && message.events.some((event) => event.type === type);
}

export function isAnswerTo(id: number | null): (message: ToPage) => boolean {
  return (message) => !('batch' in message) && message.id === id;
}
