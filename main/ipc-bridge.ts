import type { ExporterEvent } from '../core/contract/api.ts';
import type { Bridge, BridgeListener, Line, Reply, Request } from '../core/contract/client.ts';
import type { Command } from '../core/contract/commands.ts';
import { failure, type Result, toFailure } from '../core/contract/errors.ts';
import { isResult } from '../core/contract/wire.ts';
import { channels } from './channels.ts';

/** `ipcRenderer`, so far as it is used here. */
export type IpcBridgePort = {
  invoke(channel: string, ...args: unknown[]): Promise<unknown>;
  send(channel: string, ...args: unknown[]): void;
  on(channel: string, listener: (event: unknown, batch: number, events: readonly ExporterEvent[]) => void): unknown;
};

const connected: Line = { state: 'connected', sentence: 'The exporter runs in this program.' };

/** A window's line to the exporter in the same program: it stands from the beginning, and is never lost. */
export function createIpcBridge(ipc: IpcBridgePort): Bridge {
  const listeners = new Set<BridgeListener>();
  ipc.on(channels.events, (_, batch, events) => {
    try {
      for (const listener of listeners) listener.events(events);
    } finally {
      ipc.send(channels.taken, batch);
    }
  });
  return {
    async call<C extends Command>(command: C, request: Request<C>): Promise<Result<Reply<C>>> {
      try {
        const result = await ipc.invoke(channels.call, command, request);
        return isResult<Reply<C>>(result)
          ? result
          : { ok: false, failure: failure('INTERNAL', `The exporter answered "${command}" with no result.`) };
      } catch (error) {
        return { ok: false, failure: failure('LINE_LOST', `The exporter did not answer: ${toFailure(error).message}`) };
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      listener.line(connected);
      ipc.send(channels.subscribe);
      return () => listeners.delete(listener);
    },
  };
}
