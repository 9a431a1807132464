import type { WebSocket } from 'ws';
import type { Clock } from '../clock.ts';
import { failure } from '../contract/errors.ts';
import { mostPending, type ToPage } from '../contract/wire.ts';
import type { Door } from './door.ts';
import { type Outlet, openOutlet } from './outlet.ts';
import { readMessage } from './read-message.ts';

/** Bytes on their way to a page; while there are more, nothing is read from it. */
const mostUnsent = 1_000_000;

/** Counted since the start. */
export type ServeCounts = { refused: number; malformed: number; dropped: number };

export type Talk = {
  door: Door;
  clock: Clock;
  counts: ServeCounts;
};

/** The conversation with one page, until its socket closes. A command that is at work then goes on; its answer is for nobody. */
export function talk(socket: WebSocket, { door, clock, counts }: Talk): void {
  let outlet: Outlet | null = null;
  let batch = 0;
  let taken = Promise.withResolvers<void>();
  let pending = 0;

  socket.on('error', () => undefined); // it closes by itself, and its close code says why
  socket.on('close', () => {
    outlet?.stop();
    taken.resolve();
  });
  socket.on('message', (data) => {
    const message = readMessage(data);
    if (message === null) refuse();
    else if ('subscribe' in message) subscribe();
    else if (!('taken' in message)) void answer(message.id, message.command, message.request);
    else if (message.taken === batch) taken.resolve();
  });

  function subscribe(): void {
    if (outlet === null) outlet = openOutlet(door, { send, dropped }, clock);
    else outlet.again();
    taken.resolve(); // whoever had it before is no longer there to take it
  }

  function send(events: Extract<ToPage, { batch: number }>['events']): Promise<void> {
    batch += 1;
    taken = Promise.withResolvers();
    say({ batch, events });
    return taken.promise;
  }

  function dropped(events: number): void {
    counts.dropped += events;
  }

  /** Never rejects: the door answers whatever happens. */
  async function answer(id: number, command: string, request: unknown): Promise<void> {
    if (pending >= mostPending) {
      say({
        id,
        result: { ok: false, failure: failure('BUSY', `${mostPending} commands of this page are not answered yet; wait for them.`) },
      });
      return;
    }
    pending += 1;
    const result = await door.dispatch(command, request);
    pending -= 1;
    say({ id, result });
  }

  function refuse(): void {
    counts.malformed += 1;
    const message = 'This is not a message of a page: it must be JSON with "subscribe", "taken", or "id", "command" and "request".';
    say({ id: null, result: { ok: false, failure: failure('BAD_REQUEST', message) } });
  }

  function say(message: ToPage): void {
    if (socket.readyState !== socket.OPEN) return;
    socket.send(JSON.stringify(message), () => {
      if (socket.bufferedAmount <= mostUnsent) socket.resume();
    });
    if (socket.bufferedAmount > mostUnsent) socket.pause();
  }
}
