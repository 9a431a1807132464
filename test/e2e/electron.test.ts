import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findShell } from '../../main/setup/shell.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const found = findShell({ root, env: process.env, platform: process.platform, isAdministrator: process.getuid?.() === 0 });
// Not a failure with CI=true: the binary comes from a place that build machines do not reach.
if (!found.available) console.warn(`\nSKIPPED: Electron's window. ${found.reason}.\n`);

describe.skipIf(!found.available)("Electron's window", () => {
  const userData = mkdtempSync(join(tmpdir(), 'exporter-electron-'));
  let program: ElectronApplication | undefined;

  const started = (...more: string[]) =>
    _electron.launch({
      ...(found.available && { executablePath: found.path }),
      cwd: root,
      args: ['.', `--user-data-dir=${userData}`, ...more],
    });
  const window = async () => {
    if (program === undefined) throw new Error('It is started before the tests');
    return program.firstWindow();
  };

  beforeAll(async () => {
    const builder = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
    expect(spawnSync(process.execPath, [builder, 'build', '--logLevel', 'warn'], { cwd: root, stdio: 'inherit' }).status).toBe(0);
    program = await started();
  });
  afterAll(async () => {
    await program?.close();
    rmSync(userData, { recursive: true, force: true });
  });

  test('shows the pulses of the simulated facility, with nothing of Node or Electron in its page', async () => {
    const page = await window();
    expect(page.url()).toMatch(/^app:\/\/exporter\//);
    await page.getByRole('button', { name: 'Capture now' }).waitFor();
    expect(await page.evaluate(() => ['require', 'process', 'Buffer'].filter((name) => name in globalThis))).toEqual([]);
  });

  test('leaves its page for no other one, and opens no second window', async () => {
    const page = await window();
    const before = page.url();
    await page.evaluate("location.href = 'https://example.org/'; window.open('https://example.org/')");
    await page.getByRole('button', { name: 'Capture now' }).waitFor();
    expect([page.url(), program?.windows().length]).toEqual([before, 1]);
  });

  test('reaches nothing outside, and no file', async () => {
    const page = await window();
    const fetched = (url: string) => page.evaluate(`fetch('${url}').then(() => 'answered', () => 'refused')`);
    expect([await fetched('https://example.org/'), await fetched('file:///etc/hostname')]).toEqual(['refused', 'refused']);
  });

  test('a second start hands its file over to the first, and ends', async () => {
    const page = await window();
    await started(join(userData, 'shot.h5')).then(
      (second) => second.close(),
      () => undefined, // it has ended before anybody could talk to it
    );
    await page.getByText('shot.h5').waitFor();
  });
});
