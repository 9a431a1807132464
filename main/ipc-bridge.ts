import type { ExporterEvent } from '../core/contract/api.ts';
import type { Bridge, BridgeListener, Line, Reply, Request } from '../core/contract/client.ts';
import type { Command } from '../core/contract/commands.ts';
import { channels } from './channels.ts';
import { type InvokePort, invoke } from './invoke.ts';

/** `ipcRenderer`, so far as it is used here. */
export type IpcBridgePort = InvokePort & {
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
    call: <C extends Command>(command: C, request: Request<C>) => invoke<Reply<C>>(ipc, channels.call, command, command, request),
    subscribe(listener) {
      listeners.add(listener);
      listener.line(connected);
      ipc.send(channels.subscribe);
      return () => listeners.delete(listener);
    },
  };
}
