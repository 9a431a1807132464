import type { BrowserWindowConstructorOptions } from 'electron';
import { leastSize, type Place } from './window-place.ts';

/** Of Electron's `BrowserWindow` what is used here. */
export type ShellWindow = {
  on(event: 'close', listener: (event: { preventDefault(): void }) => void): unknown;
  once(event: 'ready-to-show' | 'closed', listener: () => void): unknown;
  loadURL(url: string): Promise<void>;
  maximize(): void;
  isMaximized(): boolean;
  isMinimized(): boolean;
  getNormalBounds(): { x: number; y: number; width: number; height: number };
  show(): void;
  restore(): void;
  focus(): void;
  hide(): void;
};

export type WindowRequest<W extends ShellWindow> = {
  create(options: BrowserWindowConstructorOptions): W;
  place: Place;
  /** A file, in CommonJS: a sandboxed one can be nothing else. */
  preload: string;
  icon: string;
  url: string;
};

/** The window with the screens; it is shown when there is something to see. Rejects where its page cannot be loaded. */
export async function openWindow<W extends ShellWindow>({ create, place, preload, icon, url }: WindowRequest<W>): Promise<W> {
  const { maximised, ...bounds } = place;
  const window = create({
    ...{ ...bounds, icon, show: false, title: 'Facility Data Exporter', backgroundColor: '#808080' },
    ...{ minWidth: leastSize.width, minHeight: leastSize.height },
    webPreferences: { preload, sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false, spellcheck: false },
  });
  window.once('ready-to-show', () => {
    if (maximised) window.maximize();
    window.show();
  });
  await window.loadURL(url);
  return window;
}

/** Also out of the tray, and from below other windows. */
export function bringForward(window: ShellWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** Of a maximised one, where it was before. */
export function placeOf(window: ShellWindow): Place {
  return { ...window.getNormalBounds(), maximised: window.isMaximized() };
}
