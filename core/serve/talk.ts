import type { WebSocket } from 'ws';
import type { Clock } from '../clock.ts';
import { failure } from '../contract/errors.ts';
import type { ToPage } from '../contract/wire.ts';
import { createAsking } from './asking.ts';
import type { Door } from './door.ts';
import { readMessage } from './read-message.ts';
import { createTelling } from './telling.ts';

/** Bytes on their way to a page; while there are more, nothing is read from it. */
const mostUnsent = 1_000_000;

/** Counted since the start. */
export type ServeCounts = { refused: number; malformed: number; dropped: number };

export type Talk = {
  door: Door;
  clock: Clock;
  counts: ServeCounts;
};

/**
 * The conversation with one page, until its socket closes. A command that is at work then goes on; its answer is for nobody. Returns its end, which sends what waits.
 */
export function talk(socket: WebSocket, { door, clock, counts }: Talk): () => void {
  const ask = createAsking(door);
  const telling = createTelling({ door, clock, dropped, send: (batch, events) => say({ batch, events }) });
  socket.on('error', () => undefined); // it closes by itself, and its close code says why
  socket.on('close', telling.stop);
  socket.on('message', (data) => {
    const message = readMessage(data);
    if (message === null) refuse();
    else if ('subscribe' in message) telling.subscribe();
    else if ('taken' in message) telling.taken(message.taken);
    else void answer(message.id, message.command, message.request);
  });
  return telling.end;

  /** Never rejects: the door answers whatever happens. */
  async function answer(id: number, command: string, request: unknown): Promise<void> {
    say({ id, result: await ask(command, request) });
  }

  function dropped(events: number): void {
    counts.dropped += events;
  }

  function refuse(): void {
    counts.malformed += 1;
    const message = 'This is not a message of a page: it must be JSON with "subscribe", "taken", or "id", "command" and "request".';
    say({ id: null, result: { ok: false, failure: failure('BAD_REQUEST', message) } });
  }

  function say(message: ToPage): void {
    if (socket.readyState !== socket.OPEN) return;
    const text = asText(message);
    if (text === null) socket.close(1011, 'What should have been sent is not JSON: this is a mistake in the exporter.');
    else send(text);
  }

  function send(text: string): void {
    socket.send(text, () => {
      if (socket.bufferedAmount <= mostUnsent) socket.resume();
    });
    if (socket.bufferedAmount > mostUnsent) socket.pause();
  }
}

/** null: against the contract there is something in it that JSON cannot say. */
function asText(message: ToPage): string | null {
  try {
    return JSON.stringify(message);
  } catch {
    return null;
  }
}
