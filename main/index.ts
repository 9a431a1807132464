import { fileURLToPath } from 'node:url';
import { app, ipcMain, Menu, Notification, powerSaveBlocker, protocol, safeStorage, session, shell } from 'electron';
import { systemClock } from '../core/clock.ts';
import { toFailure } from '../core/contract/errors.ts';
import type { ScreenName } from '../core/contract/screens.ts';
import { createOpenedFiles } from '../core/explorer/opened-files.ts';
import type { Host } from '../core/host/host.ts';
import { appId } from './app-id.ts';
import { createAwake } from './awake.ts';
import { openDesktop } from './desktop.ts';
import { chooseFile, sayFatal, warn } from './dialogs.ts';
import type { Notice } from './failures.ts';
import { serveFileOpening } from './file-opening.ts';
import { guardContents, guardSession } from './guard.ts';
import { serveIpc } from './ipc.ts';
import { openKept } from './kept-files.ts';
import { keptOpened } from './kept-opened.ts';
import { menuOf } from './menu.ts';
import { notifyOfFailures } from './notifications.ts';
import { openedFile, openedFileOf } from './opened-file.ts';
import { createOrders } from './orders.ts';
import { icon, type OwnWindow, openOwnWindow } from './own-window.ts';
import { createPageAnswers, isOwnFrame, pageScheme, pageUrl } from './page.ts';
import { createQuitting } from './quitting.ts';
import { createSecrets } from './secrets.ts';
import { createKeptSettings } from './settings.ts';
import { serveShell } from './shell.ts';
import { serveShowFile } from './show-file.ts';
import { createUnexpected } from './unexpected.ts';
import { isOnDuty, watchExporter } from './watch.ts';
import { isLoadedAnew } from './window.ts';
import { bundledWorkers } from './workers.ts';

const pageFolder = fileURLToPath(new URL('../renderer/', import.meta.url));
const named = openedFile(process.argv, process.cwd());
const opened = createOpenedFiles();

protocol.registerSchemesAsPrivileged([pageScheme]); // once the app is ready no scheme is taken any more
if (process.platform === 'win32' && app.isPackaged) app.setAppUserModelId(appId);
process.on('uncaughtException', createUnexpected(warn, onTrouble));
// Not `await app.whenReady()` here: an ES module's main waits for itself and never gets there (electron/electron#40719).
if (!app.requestSingleInstanceLock({ opened: named })) app.quit();
else app.whenReady().then(start).catch(giveUp);

async function start(): Promise<void> {
  let own: OwnWindow | null = null;
  const leaving = new AbortController();
  const page = serveShell({ ipc: ipcMain, isTrusted: isOwnFrame });
  const files = serveFileOpening({
    ...{ ipc: ipcMain, isTrusted: isOwnFrame, opened, tell: page.tell, choose: () => chooseFile(own?.window ?? null) },
    kept: keptOpened(() => openKept('opened'), onTrouble),
  });
  app.on('second-instance', (_event, _words, _folder, sent) => {
    showWindow();
    files.open(openedFileOf(sent));
  });
  files.open(named);

  const host = await openHost();
  host.begin().catch(giveUp); // before any command: what a crash has left is taken up first
  servePage(host);
  const stopIpc = serveIpc({ door: host, ipc: ipcMain, isTrusted: isOwnFrame });
  const awake = createAwake(powerSaveBlocker);
  const watch = watchExporter(host, (state) => awake.hold(isOnDuty(state)));
  const dataFolder = () => watch.state().dataFolder;
  const stopShowing = serveShowFile({ ipc: ipcMain, isTrusted: isOwnFrame, dataFolder, show: (path) => shell.showItemInFolder(path) });
  const quitting = createQuitting({ stop, exit: (code) => app.exit(code), clock: systemClock, onTrouble });
  const { isQuitting } = quitting;
  app.on('before-quit', quitting.beforeQuit);
  app.on('window-all-closed', quit);

  const orders = createOrders(host, watch, tell);
  const { signal } = leaving;
  own = openOwnWindow({ orders, quit, isQuitting, signal, onTrouble, isOnDuty: () => isOnDuty(watch.state()) });
  const { window } = own;
  const menu = menuOf({ orders, quit, close: () => window.close(), showScreen, showDataFolder, openFile });
  Menu.setApplicationMenu(Menu.buildFromTemplate(menu));
  notifyOfFailures({ host, now: () => performance.now(), create: (words) => new Notification({ ...words, icon }), open: openNotice });
  host.ended.then(() => tell('The exporter has ended', watch.state().lastFailure?.message ?? 'Start the program again.')).catch(onTrouble);
  window.loadURL(pageUrl).catch((error: unknown) => {
    if (!isQuitting() && !isLoadedAnew(error)) giveUp(error);
  });

  async function stop(): Promise<void> {
    leaving.abort();
    own?.keepPlace();
    await host.stop();
    stopIpc();
    page.stop();
    stopShowing();
    files.stop();
    watch.stop();
    awake.hold(false);
  }

  function showWindow(): void {
    own?.show();
  }

  function showScreen(name: ScreenName, open: string | null = null): void {
    page.tell({ type: 'screen/chosen', screen: name, open });
  }

  function openNotice({ screen: name, open }: Notice): void {
    showWindow();
    showScreen(name, open);
  }

  function openFile(): void {
    files.byDialog().catch(onTrouble);
  }

  function showDataFolder(): void {
    shell
      .openPath(dataFolder())
      .then((why) => {
        if (why !== '') tell(`The data folder cannot be shown: ${dataFolder()}`, why);
      })
      .catch(onTrouble);
  }

  function tell(message: string, detail: string): void {
    if (!isQuitting()) warn(message, detail).catch(onTrouble);
  }
}

function openHost(): Promise<Host> {
  const kept = openKept('settings');
  const secrets = createSecrets({ store: kept, safe: safeStorage, env: process.env });
  const own = { version: app.getVersion(), folder: app.getPath('userData'), workers: bundledWorkers, opened };
  return openDesktop({ ...own, secrets, settings: createKeptSettings(kept), onTrouble });
}

function servePage({ bytes }: Host): void {
  protocol.handle(pageScheme.scheme, createPageAnswers({ pageFolder, routes: bytes }));
  guardSession(session.defaultSession);
  app.on('web-contents-created', (_event, contents) => guardContents(contents, { allowed: [], open: openOutside }));
}

function openOutside(url: string): void {
  shell.openExternal(url).catch(onTrouble);
}

function quit(): void {
  app.quit();
}

function onTrouble(error: unknown): void {
  console.error(toFailure(error).message);
}

function giveUp(error: unknown): void {
  onTrouble(error);
  sayFatal(toFailure(error).message);
  app.exit(1);
}
