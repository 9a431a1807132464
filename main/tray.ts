import type { MenuItemConstructorOptions } from 'electron';
import { type TrayActions, trayMenuOf } from './menu.ts';

/** Of Electron's `Tray`. */
export type ShownTray = { setToolTip(text: string): void; on(event: 'click', listener: () => void): unknown };

/** Its icon is there from the first time that a person lets the exporter go on without a window. */
export function createTray(create: (menu: MenuItemConstructorOptions[]) => ShownTray, actions: TrayActions): { show(): void } {
  let tray: ShownTray | null = null; // one that nobody refers to would vanish from the screen
  return {
    show() {
      if (tray !== null) return;
      tray = create(trayMenuOf(actions));
      tray.setToolTip('Facility Data Exporter');
      tray.on('click', actions.showWindow);
    },
  };
}
