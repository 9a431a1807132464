import type { Shell, ShellEvent } from '../core/contract/shell.ts';
import { channels } from './channels.ts';
import { type InvokePort, invoke } from './invoke.ts';

/** `ipcRenderer`, so far as it is used here. */
export type ShellBridgePort = InvokePort & {
  send(channel: string): void;
  on(channel: string, listener: (event: unknown, told: ShellEvent) => void): unknown;
};

/** The page's side of what the program says. `pathOf`: where a dropped file lies, which only the preload can tell; empty where it is no file of a disk. */
export function createShellBridge(ipc: ShellBridgePort, pathOf: (file: object) => string): Shell {
  const listeners = new Set<(event: ShellEvent) => void>();
  ipc.on(channels.shellEvent, (_, told) => {
    for (const listener of listeners) listener(told);
  });
  return {
    subscribe(listener) {
      listeners.add(listener);
      ipc.send(channels.shellReady);
      return () => listeners.delete(listener);
    },
    openFile: () => invoke<null>(ipc, channels.chooseFile, 'open file'),
    openDropped: (file) => invoke<null>(ipc, channels.openDropped, 'open dropped file', pathOf(file)),
    showInFolder: (file) => invoke<null>(ipc, channels.showFile, 'show in folder', file),
  };
}
