import type { BrowserWindowConstructorOptions } from 'electron';
import { leastSize, type Place } from './window-place.ts';

/** Of Electron's `BrowserWindow` what is used here. */
export type ShellWindow = {
  on(event: 'close', listener: (event: { preventDefault(): void }) => void): unknown;
  once(event: 'ready-to-show' | 'closed', listener: () => void): unknown;
  maximize(): void;
  isMaximized(): boolean;
  isMinimized(): boolean;
  getNormalBounds(): { x: number; y: number; width: number; height: number };
  show(): void;
  restore(): void;
  focus(): void;
  hide(): void;
  isDestroyed(): boolean;
};

export type WindowRequest<W extends ShellWindow> = {
  create(options: BrowserWindowConstructorOptions): W;
  place: Place;
  /** A file, in CommonJS: a sandboxed one can be nothing else. */
  preload: string;
  icon: string;
};

/** The window for the screens; it is shown when there is something to see. */
export function openWindow<W extends ShellWindow>({ create, place, preload, icon }: WindowRequest<W>): W {
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
  return window;
}

/** Also out of the tray, and from below other windows. One that is closed already stays so: its program is ending. */
export function bringForward(window: ShellWindow): void {
  if (window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** Of a page that could not be loaded: was it only that somebody loaded it again meanwhile? */
export function isLoadedAnew(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_ABORTED';
}

/** Of a maximised one, where it was before. */
export function placeOf(window: ShellWindow): Place {
  return { ...window.getNormalBounds(), maximised: window.isMaximized() };
}
