import { setTimeout as sleep } from 'node:timers/promises';
import type { IgnoredReason } from '../../contract/group.ts';
import { sendQueueMost, tellWaitsMs } from './port.ts';
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
    for (let next = waiting.shift(); next !== undefined && !socket.closed; next = waiting.shift()) {
      // 0 tries once: what is too old only because this process was busy still goes out.
      socket.sendTimeout = Math.max(0, Math.ceil(next.untilMs - performance.now()));
      // The one way to fail is that there was no connection for so long: then it is lost, as the port says.
      await socket.send(next.message).catch(() => undefined);
    }
    sending = null;
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
