import { type BrowserWindow, dialog, type OpenDialogOptions } from 'electron';
import { hdf5Endings } from './opened-file.ts';

const request: OpenDialogOptions = {
  title: 'Open HDF5 file',
  properties: ['openFile'],
  filters: [
    { name: 'HDF5 files', extensions: hdf5Endings },
    { name: 'All files', extensions: ['*'] },
  ],
};

/** null: a person chose none. */
export async function chooseFile(window: BrowserWindow | null): Promise<string | null> {
  const { filePaths } = await (window === null ? dialog.showOpenDialog(request) : dialog.showOpenDialog(window, request));
  return filePaths[0] ?? null;
}

/** Nothing waits until it is closed. */
export function warn(message: string, detail: string): Promise<unknown> {
  return dialog.showMessageBox({ type: 'warning', message, detail });
}

/** There is no window yet to say it in: it holds everything until it is closed. */
export function sayFatal(sentence: string): void {
  dialog.showErrorBox('The Facility Data Exporter cannot start', sentence);
}
