import { fileURLToPath } from 'node:url';
import { BrowserWindow, dialog, Menu, type MenuItemConstructorOptions, type MessageBoxOptions, screen, Tray } from 'electron';
import { systemClock } from '../core/clock.ts';
import { createClosing } from './closing.ts';
import { openKept } from './kept-files.ts';
import { keptPlace } from './kept-place.ts';
import type { TrayActions } from './menu.ts';
import { recoverPage } from './page-loss.ts';
import { createTray } from './tray.ts';
import { bringForward, openWindow, placeOf } from './window.ts';
import { placeOn } from './window-place.ts';

export const icon = fileURLToPath(new URL('../../assets/icons/exporter.png', import.meta.url));
const preload = fileURLToPath(new URL('../preload/preload.cjs', import.meta.url));

export type OwnWindowPorts = {
  orders: TrayActions['orders'];
  isOnDuty(): boolean;
  isQuitting(): boolean;
  quit(): void;
  onTrouble(error: unknown): void;
  /** Aborted when the program ends: nothing is loaded again. */
  signal: AbortSignal;
};

/** `show` and `keepPlace` do nothing to a window that is closed. */
export type OwnWindow = { window: BrowserWindow; show(): void; keepPlace(): void };

/** The one window: it comes back where it was, is asked about when it is closed, goes on in the tray, and has its page loaded again where that is lost. */
export function openOwnWindow({ orders, signal, ...ports }: OwnWindowPorts): OwnWindow {
  const { quit, onTrouble } = ports;
  const place = keptPlace(() => openKept('window'), onTrouble);
  const areas = screen.getAllDisplays().map(({ workArea }) => workArea);
  const window = openWindow({ create: (options) => new BrowserWindow(options), place: placeOn(areas, place.read()), preload, icon });
  const ask = (question: MessageBoxOptions) => dialog.showMessageBox(window, question);
  const show = () => bringForward(window);
  const tray = createTray(openTray, { orders, showWindow: show, quit });
  const closing = createClosing({
    ...{ ...ports, ask },
    toTray() {
      tray.show();
      window.hide();
    },
  });
  window.on('close', (event) => {
    keepPlace();
    closing(event);
  });
  recoverPage(window.webContents, { clock: systemClock, signal, ask, onTrouble });
  return { window, show, keepPlace };

  function keepPlace(): void {
    if (!window.isDestroyed()) place.write(placeOf(window));
  }
}

function openTray(menu: MenuItemConstructorOptions[]): Tray {
  const tray = new Tray(icon);
  tray.setContextMenu(Menu.buildFromTemplate(menu));
  return tray;
}
