import { setTimeout as sleep } from 'node:timers/promises';
import type { IgnoredReason } from '../../contract/group.ts';
import { sendQueueMost, tellWaitsMs } from './port.ts';
import { codeOf } from './refusals.ts';
import { lingerMs } from './socket-options.ts';

type Sending = { readonly closed: boolean; sendTimeout: number; send(message: string): Promise<void> };

export type SendQueue = {
  push(message: string): void;
  /** Resolves when all was handed to the socket, or after a moment. */
  finish(): Promise<void>;
};

/** A DEALER takes one message at a time, and none while it has no connection: each waits for its turn until it is `tellWaitsMs` old. */
export function createSendQueue(socket: Sending, ignored: (reason: IgnoredReason) => void): SendQueue {
  const waiting: { message: string; untilMs: number }[] = [];
  let sending: Promise<void> | null = null;

  async function sendAll(): Promise<void> {
    for (let next = waiting.shift(); next !== undefined && !socket.closed; next = waiting.shift())
      await sendOne(next.message, next.untilMs);
    sending = null;
  }

  /** Tried at least once: what is too old only because this process was busy still goes out. */
  async function sendOne(message: string, untilMs: number): Promise<void> {
    for (let leftMs = 1; leftMs > 0; ) {
      leftMs = Math.max(0, Math.ceil(untilMs - performance.now()));
      socket.sendTimeout = leftMs;
      try {
        return await socket.send(message);
      } catch (error) {
        // Without a connection it is lost in the end, as the port says. A wait may end early: its timer starts from what the event loop takes for the time.
        if (socket.closed || codeOf(error) !== 'EAGAIN') return;
      }
    }
  }

  return {
    push(message) {
      if (waiting.length >= sendQueueMost) return ignored('queue-full');
      waiting.push({ message, untilMs: performance.now() + tellWaitsMs });
      sending ??= sendAll();
    },
    async finish() {
      if (sending === null) return;
      const ended = new AbortController();
      await Promise.race([sending, sleep(lingerMs, undefined, { signal: ended.signal }).catch(() => undefined)]);
      ended.abort();
    },
  };
}
