import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { findShell } from '../../main/setup/shell.mjs';

const starts = 'echo v45.4.1';

function machine({ isFetched = true, env = {}, platform = 'linux', isAdministrator = false, kernel = {}, program = starts }) {
  const root = mkdtempSync(join(tmpdir(), 'exporter-shell-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const folder = join(root, 'node_modules', 'electron');
  mkdirSync(join(folder, 'dist'), { recursive: true });
  if (isFetched) {
    writeFileSync(join(folder, 'path.txt'), 'electron');
    writeFileSync(join(folder, 'dist', 'electron'), `#!/bin/sh\n${program}\n`);
    chmodSync(join(folder, 'dist', 'electron'), 0o755);
  }
  const proc = join(root, 'proc');
  mkdirSync(join(proc, 'sys', 'kernel'), { recursive: true });
  for (const [name, value] of Object.entries(kernel)) writeFileSync(join(proc, 'sys', 'kernel', name), `${value}\n`);
  return { root, found: findShell({ root, env, platform, isAdministrator, proc }) };
}

test('there is a window where the binary and a display are', () => {
  const { root, found } = machine({ env: { DISPLAY: ':0' } });
  expect(found).toEqual({ available: true, path: join(root, 'node_modules', 'electron', 'dist', 'electron') });
  expect(machine({ env: { WAYLAND_DISPLAY: 'wayland-0' } }).found.available).toBe(true);
  expect(machine({ platform: 'win32' }).found.available).toBe(true);
});

test.each([
  { what: 'no binary', isFetched: false, env: { DISPLAY: ':0' }, reason: /binary is not on this machine/ },
  { what: 'a binary elsewhere that is not there', env: { DISPLAY: ':0', ELECTRON_OVERRIDE_DIST_PATH: '/nowhere' }, reason: /binary/ },
  { what: 'no display', env: {}, reason: /no display/ },
  { what: 'an empty display', env: { DISPLAY: '' }, reason: /no display/ },
  {
    ...{ what: 'a library is missing', env: { DISPLAY: ':0' } },
    ...{
      program: 'echo "electron: error while loading shared libraries: libnss3.so" >&2; exit 127',
      reason: /does not start here.*libnss3/,
    },
  },
  { what: 'it fails without a word', env: { DISPLAY: ':0' }, program: 'exit 3', reason: /exit code is 3/ },
  { what: 'no sandbox', env: { DISPLAY: ':0' }, kernel: { apparmor_restrict_unprivileged_userns: 1 }, reason: /sandbox.*chmod 4755/ },
  { what: 'no sandbox of old', env: { DISPLAY: ':0' }, kernel: { unprivileged_userns_clone: 0 }, reason: /sandbox/ },
  { what: 'root', env: { DISPLAY: ':0' }, isAdministrator: true, reason: /administrator/ },
])('else it is said why, and nothing is fetched: $what', ({ what: _, reason, ...rest }) => {
  expect(machine(rest).found).toEqual({ available: false, reason: expect.stringMatching(reason) });
});

test('a system that lets programs make a sandbox is none that keeps Electron from it', () => {
  const kernel = { apparmor_restrict_unprivileged_userns: 0, unprivileged_userns_clone: 1 };
  expect(machine({ env: { DISPLAY: ':0' }, kernel }).found.available).toBe(true);
});

test('a binary that lies elsewhere is taken from there', () => {
  const { root } = machine({});
  const elsewhere = join(root, 'node_modules', 'electron', 'dist');
  expect(machine({ isFetched: false, env: { DISPLAY: ':0', ELECTRON_OVERRIDE_DIST_PATH: elsewhere } }).found).toEqual({
    ...{ available: true, path: join(elsewhere, 'electron') },
  });
});
