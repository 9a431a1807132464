import { contextBridge, ipcRenderer } from 'electron';
import { createIpcBridge } from './ipc-bridge.ts';

/** All that a window's page gets: the exporter's contract, and nothing of Electron or Node. */
contextBridge.exposeInMainWorld('exporter', createIpcBridge(ipcRenderer));
