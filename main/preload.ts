import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { createIpcBridge } from './ipc-bridge.ts';
import { createShellBridge } from './shell-bridge.ts';

/** All that a window's page gets: the exporter's contract, and what the program says; nothing of Electron or Node. */
contextBridge.exposeInMainWorld('exporter', createIpcBridge(ipcRenderer));
contextBridge.exposeInMainWorld(
  'shell',
  createShellBridge(ipcRenderer, (file) => (file instanceof File ? webUtils.getPathForFile(file) : '')),
);
