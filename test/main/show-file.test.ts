import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { isOwnFrame } from '../../main/page.ts';
import { createShellBridge } from '../../main/shell-bridge.ts';
import { serveShowFile } from '../../main/show-file.ts';

/** A data folder with one file, and a page at `url` that asks to have files shown. */
function scene(url = 'app://exporter/') {
  const folder = mkdtempSync(join(tmpdir(), 'show-file-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const dataFolder = join(folder, 'data');
  mkdirSync(join(dataFolder, '2026'), { recursive: true });
  writeFileSync(join(dataFolder, '2026', 'a.h5'), '');
  writeFileSync(join(folder, 'secret.h5'), '');
  const shown: string[] = [];
  const handlers = new Map<string, (sent: never, ...args: unknown[]) => unknown>();
  const sender = { isDestroyed: () => false, send: () => undefined, once: () => undefined };
  let answer: (file: unknown) => unknown = () => undefined;
  const stop = serveShowFile({
    ipc: {
      handle(channel, listener) {
        handlers.set(channel, listener);
        answer = (file) => listener({ sender, senderFrame: { url, parent: null } }, file);
      },
      removeHandler: (channel) => handlers.delete(channel),
      on: () => undefined,
      removeListener: () => undefined,
    },
    isTrusted: isOwnFrame,
    dataFolder: () => dataFolder,
    show: (path) => shown.push(path),
  });
  const bridge = createShellBridge(
    {
      invoke: async (channel, ...args) => {
        if (!handlers.has(channel)) throw new Error(`No handler registered for '${channel}'`);
        return structuredClone(answer(args[0]));
      },
      send: () => undefined,
      on: () => undefined,
    },
    () => '',
  );
  return { dataFolder, folder, shown, stop, answer: (file: unknown) => answer(file), show: bridge.showInFolder };
}

test("a capture's file is shown in its folder", async () => {
  const { show, shown, dataFolder } = scene();
  expect(await show('2026/a.h5')).toEqual({ ok: true, value: null });
  expect(shown).toEqual([join(dataFolder, '2026', 'a.h5')]);
});

test('one that is gone is named, and nothing is opened', async () => {
  const { show, shown } = scene();
  expect(await show('2026/b.h5')).toMatchObject({ ok: false, failure: { code: 'NOT_FOUND', message: expect.stringContaining('b.h5') } });
  expect(shown).toEqual([]);
});

test('no other place of the machine is shown, whatever the page asks for', async () => {
  const { show, shown, folder, answer } = scene();
  for (const file of ['../secret.h5', join(folder, 'secret.h5'), '2026/../../secret.h5', '.', ''])
    expect(await show(file), file).toMatchObject({ ok: false, failure: { code: 'BAD_REQUEST' } });
  for (const file of [undefined, null, 7, {}]) expect(answer(file)).toMatchObject({ ok: false, failure: { code: 'BAD_REQUEST' } });
  expect(shown).toEqual([]);
});

test('a stranger has nothing shown, and after the stop nobody has', async () => {
  const stranger = scene('https://evil.example/');
  expect(await stranger.show('2026/a.h5')).toMatchObject({ ok: false, failure: { code: 'NOT_ALLOWED' } });
  const own = scene();
  own.stop();
  expect(await own.show('2026/a.h5')).toMatchObject({ ok: false, failure: { code: 'LINE_LOST' } });
  expect([...stranger.shown, ...own.shown]).toEqual([]);
});
