import { EventEmitter } from 'node:events';
import type { MenuItemConstructorOptions } from 'electron';
import { expect, test } from 'vitest';
import { screens } from '../../core/contract/screens.ts';
import type { ShellEvent } from '../../core/contract/shell.ts';
import type { IpcPort } from '../../main/ipc.ts';
import { menuOf, trayMenuOf } from '../../main/menu.ts';
import { openedFile, openedFileOf } from '../../main/opened-file.ts';
import { serveShell } from '../../main/shell.ts';
import { createShellBridge } from '../../main/shell-bridge.ts';

/** A page and the program, between which everything is cloned. */
function scene() {
  const toMain = new EventEmitter();
  const toPage = new EventEmitter();
  const sender = Object.assign(new EventEmitter(), {
    isDestroyed: () => false,
    send: (channel: string, event: unknown) => void toPage.emit(channel, {}, structuredClone(event)),
  });
  const removeListener: IpcPort['removeListener'] = (channel, listener) => toMain.off(channel, listener);
  const shell = serveShell({
    ipc: {
      handle: () => undefined,
      removeHandler: () => undefined,
      on: (channel, listener) => toMain.on(channel, listener),
      removeListener,
    },
    isTrusted: (frame) => frame?.url === 'app://exporter/',
  });
  const heard: ShellEvent[] = [];
  return {
    ...{ shell, heard, listeners: () => toMain.eventNames() },
    openPage: (url = 'app://exporter/') =>
      createShellBridge(
        {
          invoke: () => Promise.reject(new Error('nobody asks here')),
          send: (channel) => void toMain.emit(channel, { sender, senderFrame: { url, parent: null } }),
          on: (channel, listener) => toPage.on(channel, listener),
        },
        () => '',
      ).subscribe((event) => heard.push(event)),
    close: () => sender.emit('destroyed'),
    lose: () => sender.emit('render-process-gone'),
  };
}
const opened = (n: number): ShellEvent => ({ type: 'file/opened', path: `/data/${n}.h5` });

test('what the program says before its page is ready comes when it is, the newest twenty; then at once', () => {
  const { shell, heard, openPage } = scene();
  for (let n = 0; n < 25; n++) shell.tell(opened(n));
  openPage();
  expect(heard).toEqual(Array.from({ length: 20 }, (_, n) => opened(n + 5)));
  shell.tell(opened(99));
  expect(heard.at(-1)).toEqual(opened(99));
});

test('a stranger hears nothing; after the page is gone it waits for the next one; a stop ends it', () => {
  const { shell, heard, openPage, close, listeners } = scene();
  openPage('https://evil.example/');
  shell.tell(opened(1));
  expect(heard).toEqual([]);
  openPage();
  close();
  shell.tell(opened(2));
  expect(heard).toHaveLength(2); // both bridges hear it; one file
  shell.stop();
  expect(listeners()).toEqual([]);
});

test('what is said while the page is lost waits until it is loaded again', () => {
  const { shell, heard, openPage, lose } = scene();
  openPage();
  lose();
  shell.tell(opened(1));
  expect(heard).toEqual([]);
  openPage();
  expect(heard).toContainEqual(opened(1));
});

test.each([
  { argv: ['app', '/data/a.h5'], path: '/data/a.h5' },
  { argv: ['app', '--flag', 'b.HDF5'], path: '/there/b.HDF5' },
  { argv: ['app', 'a.h5', 'b.h5'], path: '/there/b.h5' },
  { argv: ['app', '--log=x.h5'], path: null },
  { argv: ['/opt/my.h5'], path: null },
  { argv: ['app', '.'], path: null },
  { argv: ['app', 'file:///data/shot%20one.h5'], path: '/data/shot one.h5' },
])('the file of $argv is $path', ({ argv, path }) => {
  expect(openedFile(argv, '/there')).toBe(path);
});

test('what a second start sends is a file or nothing', () => {
  expect(openedFileOf({ opened: '/data/a.h5' })).toBe('/data/a.h5');
  for (const sent of [{ opened: null }, { opened: 7 }, null, undefined, 'a.h5']) expect(openedFileOf(sent)).toBeNull();
});

test('the menu leads to every screen and to every order, and no shortcut is given twice', () => {
  const done: string[] = [];
  const order = (name: string) => () => void done.push(name);
  const orders = { captureNow: order('now'), start: order('start'), stop: order('stop') };
  const around = {
    showDataFolder: order('folder'),
    openFile: order('file'),
    close: order('close'),
    quit: order('quit'),
    showWindow: order('window'),
  };
  const items = itemsOf(menuOf({ ...around, orders, showScreen: (name) => done.push(name) }));
  for (const { click } of items) if (click !== undefined) Reflect.apply(click, null, []);
  expect(done.toSorted()).toEqual([...screens, 'now', 'start', 'stop', 'folder', 'file', 'close', 'quit'].toSorted());
  const shortcuts = items.flatMap(({ accelerator }) => accelerator ?? []);
  expect(new Set(shortcuts).size).toBe(shortcuts.length);
  for (const shortcut of shortcuts) expect(shortcut).toMatch(/^(CmdOrCtrl\+(Shift\+)?([A-Z1-9.,]|Enter)|F1)$/); // Electron drops what it does not know, and says nothing
  expect(itemsOf(trayMenuOf({ ...around, orders })).flatMap(({ label }) => label ?? [])).toEqual([
    ...['Show window', 'Capture now', 'Start schedule', 'Stop', 'Stop and quit'],
  ]);
});

function itemsOf(menu: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return menu.flatMap((item) => (Array.isArray(item.submenu) ? itemsOf(item.submenu) : [item]));
}
