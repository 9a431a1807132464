import { expect, test } from 'vitest';
import type { ShellEvent } from '../../core/contract/shell.ts';
import { createOpenedFiles } from '../../core/explorer/opened-files.ts';
import { serveFileOpening } from '../../main/file-opening.ts';
import type { IpcPort } from '../../main/ipc.ts';
import { keptOpened } from '../../main/kept-opened.ts';
import { isOwnFrame } from '../../main/page.ts';
import { createShellBridge } from '../../main/shell-bridge.ts';

/** The program with what it has kept, and a page at `url` on which files are dropped. */
function scene({ url = 'app://exporter/', kept = { files: ['/kept/a.h5'] } }: { url?: string; kept?: Record<string, unknown> } = {}) {
  const store = { path: '/where/opened.json', store: kept };
  const opened = createOpenedFiles();
  const told: { event: ShellEvent; allowed: boolean }[] = [];
  const troubles: unknown[] = [];
  const handlers = new Map<string, Parameters<IpcPort['handle']>[1]>();
  let chosen: string | null = null;
  const files = serveFileOpening({
    ipc: {
      handle: (channel, handler) => void handlers.set(channel, handler),
      removeHandler: (channel) => void handlers.delete(channel),
      on: () => undefined,
      removeListener: () => undefined,
    },
    ...{ isTrusted: isOwnFrame, opened, choose: async () => chosen },
    kept: keptOpened(
      () => store,
      (error) => troubles.push(error),
    ),
    tell: (event) => told.push({ event, allowed: 'path' in event && opened.has(event.path) }),
  });
  const sender = { isDestroyed: () => false, send: () => undefined, once: () => undefined };
  const page = createShellBridge(
    {
      async invoke(channel, ...args) {
        const handler = handlers.get(channel);
        if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
        return structuredClone(await handler({ sender, senderFrame: { url, parent: null } }, ...structuredClone(args)));
      },
      send: () => undefined,
      on: () => undefined,
    },
    (file) => ('path' in file ? String(file.path) : ''),
  );
  return {
    store,
    opened,
    told,
    troubles,
    files,
    page,
    choose: (path: string | null) => (chosen = path),
    heard: () => [...handlers.keys()],
  };
}
const opened = (path: string) => ({ event: { type: 'file/opened', path }, allowed: true });

test('a dropped file may be read before the page is told of it, and is kept', async () => {
  const { page, told, store } = scene();
  expect(await page.openDropped({ path: '/else/where/b.h5' })).toEqual({ ok: true, value: null });
  expect(told).toEqual([opened('/else/where/b.h5')]);
  expect(store.store).toMatchObject({ files: ['/else/where/b.h5', '/kept/a.h5'] });
});

test('what is no file of a disk is refused with a sentence', async () => {
  const { page, told } = scene();
  for (const file of [{}, { path: 'relative.h5' }])
    expect(await page.openDropped(file)).toMatchObject({
      ok: false,
      failure: { code: 'BAD_REQUEST', message: expect.stringContaining('Drop an HDF5 file') },
    });
  expect(told).toEqual([]);
});

test('a file that a person has chosen is opened; none where they chose none', async () => {
  const { page, files, told, choose } = scene();
  expect(await page.openFile()).toEqual({ ok: true, value: null });
  expect(told).toEqual([]);
  choose('/data/c.nxs');
  await page.openFile();
  await files.byDialog();
  expect(told).toEqual([opened('/data/c.nxs'), opened('/data/c.nxs')]);
});

test('the file of "Open with" or of the command line is opened, and no file is none', () => {
  const { files, told } = scene();
  files.open('/data/d.h5');
  files.open(null);
  expect(told).toEqual([opened('/data/d.h5')]);
});

test('what was opened before may be read again after a start, the newest twenty', () => {
  const { files, opened: allowed, store } = scene({ kept: { files: Array.from({ length: 30 }, (_, n) => `/kept/${n}.h5`) } });
  expect([allowed.has('/kept/0.h5'), allowed.has('/kept/19.h5'), allowed.has('/kept/20.h5')]).toEqual([true, true, false]);
  files.open('/kept/19.h5');
  expect(store.store['files']).toHaveLength(20);
});

test('a list that is of no use, or cannot be kept, keeps nobody from working', () => {
  const { files, told } = scene({ kept: { files: 'all' } });
  files.open('/data/e.h5');
  expect(told).toHaveLength(1);
  const troubles: unknown[] = [];
  const none = keptOpened(
    () => {
      throw new Error('ENOSPC');
    },
    (error) => troubles.push(error),
  );
  none.add('/data/e.h5');
  expect([none.read(), troubles.length]).toEqual([[], 1]);
});

test('a stranger opens nothing, nor does the frame of the explorer; after the stop nobody does', async () => {
  for (const url of ['https://evil.example/', 'app://exporter/frame/explorer.html']) {
    const { page, told, choose } = scene({ url });
    choose('/etc/passwd');
    expect(await page.openFile()).toMatchObject({ ok: false, failure: { code: 'NOT_ALLOWED' } });
    expect(await page.openDropped({ path: '/etc/passwd' })).toMatchObject({ ok: false, failure: { code: 'NOT_ALLOWED' } });
    expect(told).toEqual([]);
  }
  const { files, heard } = scene();
  files.stop();
  expect(heard()).toEqual([]);
});
