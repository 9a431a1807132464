import { EventEmitter } from 'node:events';
import type { ExporterEvent } from '../../core/contract/api.ts';
import type { Frame, IpcPort, Sender, Sent } from '../../main/ipc.ts';
import type { IpcBridgePort } from '../../main/ipc-bridge.ts';

type Handler = (sent: Sent, ...args: unknown[]) => unknown;
type Listener = (event: unknown, batch: number, events: readonly ExporterEvent[]) => void;

/** Electron's main side. Between the sides everything is cloned as Electron does, so that what cannot be cloned fails here too. */
export function fakeIpcMain() {
  const handlers = new Map<string, Handler>();
  const listeners = new EventEmitter();
  const ipc: IpcPort = {
    handle: (channel, handler) => void handlers.set(channel, handler),
    removeHandler: (channel) => void handlers.delete(channel),
    on: (channel, listener) => listeners.on(channel, listener),
    removeListener: (channel, listener) => listeners.off(channel, listener),
  };
  return {
    ipc,
    /** Channels that somebody still listens to. */
    heard: () => [...handlers.keys(), ...listeners.eventNames()],
    window: (url: string) => fakeWindow(url, handlers, listeners),
  };
}

/** A window with its page, which can be loaded again and closed. */
function fakeWindow(url: string, handlers: Map<string, Handler>, listeners: EventEmitter) {
  let toPage: Listener[] = [];
  let isDestroyed = false;
  const frame: Frame = { url, parent: null };
  const life = new EventEmitter();
  const sender: Sender = {
    isDestroyed: () => isDestroyed,
    send(_, batch, events) {
      if (isDestroyed) throw new TypeError('Object has been destroyed');
      const [number, cloned]: [unknown, unknown] = structuredClone([batch, events]);
      if (typeof number !== 'number' || !areEvents(cloned)) throw new Error('No batch');
      for (const listener of toPage) listener({}, number, cloned);
    },
    once: (event, listener) => life.once(event, listener),
  };
  const sent = (): Sent => ({ sender, senderFrame: frame });
  const page: IpcBridgePort = {
    async invoke(channel, ...args) {
      const handler = handlers.get(channel);
      if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
      return structuredClone(await handler(sent(), ...structuredClone(args)));
    },
    send: (channel, ...args) => void listeners.emit(channel, sent(), ...structuredClone(args)),
    on: (_, listener) => toPage.push(listener),
  };
  return {
    ...{ frame, page },
    /** The old page's script is gone; what it had to take is never taken. */
    reload() {
      toPage = [];
    },
    close() {
      isDestroyed = true;
      life.emit('destroyed');
    },
  };
}

function areEvents(value: unknown): value is ExporterEvent[] {
  return Array.isArray(value);
}
