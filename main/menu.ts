import type { MenuItemConstructorOptions } from 'electron';
import { type ScreenName, screens, screenTitles } from '../core/contract/screens.ts';
import type { Orders } from './orders.ts';

export type MenuActions = {
  orders: Orders;
  showScreen(screen: ScreenName): void;
  showDataFolder(): void;
  openFile(): void;
  close(): void;
  quit(): void;
};

const inMenu = screens.filter((screen) => screen !== 'help');

/** There are nine digits; 0 is the zoom's. Programs have their settings under a comma. */
function shortcutOf(screen: ScreenName, at: number): string {
  return screen === 'settings' ? 'CmdOrCtrl+,' : `CmdOrCtrl+${at + 1}`;
}

/** Everything in the menu with its shortcut; "CmdOrCtrl+1" to 9 are the screens in the order of the rail. */
export function menuOf({ orders, showScreen, showDataFolder, openFile, close, quit }: MenuActions): MenuItemConstructorOptions[] {
  return [
    {
      label: '&File',
      submenu: [
        { label: 'Open HDF5 file…', accelerator: 'CmdOrCtrl+O', click: openFile },
        { label: 'Show data folder', click: showDataFolder },
        { type: 'separator' },
        { label: 'Close window', accelerator: 'CmdOrCtrl+W', click: close },
        { label: 'Quit', accelerator: 'CmdOrCtrl+Q', click: quit },
      ],
    },
    { label: '&Edit', submenu: [{ role: 'undo' }, { role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'selectAll' }] },
    {
      label: '&View',
      submenu: [
        ...inMenu.map((screen, at) => ({
          label: screenTitles[screen],
          accelerator: shortcutOf(screen, at),
          click: () => showScreen(screen),
        })),
        { type: 'separator' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'resetZoom' },
        { role: 'togglefullscreen' },
        { type: 'separator' },
        { role: 'reload' },
        { role: 'toggleDevTools' },
      ],
    },
    {
      label: '&Capture',
      submenu: [
        { label: 'Capture now', accelerator: 'CmdOrCtrl+Enter', click: orders.captureNow },
        { label: 'Start schedule', accelerator: 'CmdOrCtrl+Shift+Enter', click: orders.start },
        { label: 'Stop', accelerator: 'CmdOrCtrl+.', click: orders.stop },
      ],
    },
    { label: '&Help', submenu: [{ label: 'Keys, outcomes and support', accelerator: 'F1', click: () => showScreen('help') }] },
  ];
}

export type TrayActions = { orders: Orders; showWindow(): void; quit(): void };

/** Of the icon that stays when the window is gone. */
export function trayMenuOf({ orders, showWindow, quit }: TrayActions): MenuItemConstructorOptions[] {
  return [
    { label: 'Show window', click: showWindow },
    { type: 'separator' },
    { label: 'Capture now', click: orders.captureNow },
    { label: 'Start schedule', click: orders.start },
    { label: 'Stop', click: orders.stop },
    { type: 'separator' },
    { label: 'Stop and quit', click: quit },
  ];
}
