import { type Clock, systemClock } from '../core/clock.ts';
import { failure, type Result } from '../core/contract/errors.ts';
import { createAsking } from '../core/serve/asking.ts';
import type { Door } from '../core/serve/door.ts';
import { createTelling, type Telling } from '../core/serve/telling.ts';
import { channels } from './channels.ts';

/** Of Electron's `WebFrameMain`, `WebContents` and `ipcMain` what is used here. */
export type Frame = { readonly url: string /** null: it is the page itself, and no frame in it. */; readonly parent: unknown };
export type Sender = {
  isDestroyed(): boolean;
  send(channel: string, ...args: unknown[]): void;
  once(event: 'destroyed', listener: () => void): unknown;
  /** Its page is gone for now. */
  once(event: 'render-process-gone', listener: () => void): unknown;
};
export type Sent = { sender: Sender; senderFrame: Frame | null };
export type IpcPort = {
  handle(channel: string, listener: (sent: Sent, ...args: unknown[]) => unknown): void;
  removeHandler(channel: string): void;
  on(channel: string, listener: (sent: Sent, ...args: unknown[]) => void): unknown;
  removeListener(channel: string, listener: (sent: Sent, ...args: unknown[]) => void): unknown;
};

export type IpcOptions = {
  door: Door;
  ipc: IpcPort;
  /** Is this frame the exporter's own page? A page that was navigated elsewhere is not. */
  isTrusted(frame: Frame | null): boolean;
  clock?: Clock;
};

type Talk = { ask: Door['dispatch']; telling: Telling };

/** The exporter for this program's own windows: the same contract, outlet and door as over the WebSocket. Returns its stop. */
export function serveIpc({ door, ipc, isTrusted, clock = systemClock }: IpcOptions): () => void {
  const talks = new Map<Sender, Talk>();
  ipc.handle(channels.call, ({ sender, senderFrame }, command: unknown, request: unknown): Promise<Result<unknown>> | Result<unknown> =>
    isTrusted(senderFrame) ? talkWith(sender).ask(command, request) : stranger,
  );
  ipc.on(channels.subscribe, subscribe);
  ipc.on(channels.taken, taken);
  return stop;

  function subscribe({ sender, senderFrame }: Sent): void {
    if (isTrusted(senderFrame)) talkWith(sender).telling.subscribe();
  }

  function taken({ sender, senderFrame }: Sent, batch: unknown): void {
    if (isTrusted(senderFrame) && typeof batch === 'number') talks.get(sender)?.telling.taken(batch);
  }

  function talkWith(sender: Sender): Talk {
    const known = talks.get(sender);
    if (known !== undefined) return known;
    const telling = createTelling({
      ...{ door, clock },
      send(batch, events) {
        if (!sender.isDestroyed()) sender.send(channels.events, batch, events);
      },
      dropped: () => undefined, // a window has a snapshot in their place; only the served pages are counted
    });
    const talk = { ask: createAsking(door), telling };
    talks.set(sender, talk);
    sender.once('destroyed', () => {
      telling.stop();
      talks.delete(sender);
    });
    return talk;
  }

  function stop(): void {
    ipc.removeHandler(channels.call);
    ipc.removeListener(channels.subscribe, subscribe);
    ipc.removeListener(channels.taken, taken);
    for (const { telling } of talks.values()) telling.end();
    talks.clear();
  }
}

export const stranger: Result<never> = {
  ok: false,
  failure: failure('NOT_ALLOWED', 'Only the window of this exporter may command it, and this page is another one.'),
};
