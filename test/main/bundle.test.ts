import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root, runNode, runProgram } from './run-node.ts';

/** Inside the project, where the bundle finds its packages. */
const built = join(root, 'out', `bundle-test-${process.pid}`);
const userData = mkdtempSync(join(tmpdir(), 'exporter-bundle-'));

beforeAll(async () => {
  const builder = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const { code, output } = await runNode([builder, 'build', '--mode', 'shell', '--logLevel', 'warn', '--outDir', built]);
  expect(code, output).toBe(0);
});
afterAll(() => {
  for (const folder of [built, userData]) rmSync(folder, { recursive: true, force: true });
});

test('the bundled program runs: its threads are found, a pulse is captured and uploaded, a secret is kept; its window is asked about while it is on duty, and once that is closed it ends in good order', async () => {
  const { code, lines, output } = await runProgram(join(built, 'main', 'index.js'), userData);
  expect(code, output).toBe(0);
  const seen: unknown = JSON.parse(lines);
  expect(seen).toMatchObject({
    url: 'app://exporter/',
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, preload: expect.stringMatching(/preload\.cjs$/) },
    capture: { verdict: 'complete', captured: expect.any(Number), file: expect.stringMatching(/\.h5$/) },
    upload: 'accepted',
    secret: { ok: true, value: { names: ['GATEWAY_PASSWORD'] } },
    asked: expect.stringContaining('on duty'),
    isAwake: true,
    isClosed: false,
    stillAwake: false,
    exit: 0,
  });
  const kept = readFileSync(join(userData, 'settings.json'), 'utf8');
  expect(JSON.parse(kept)).toMatchObject({ version: 1, secrets: { GATEWAY_PASSWORD: expect.any(String) } });
  expect(kept + output).not.toContain('not-for-the-disk');
  if (process.platform !== 'win32') expect(statSync(join(userData, 'settings.json')).mode & 0o077).toBe(0);
});

test('the preload is one file that loads nothing but electron, as a sandbox wants it', () => {
  expect(readdirSync(join(built, 'preload'))).toEqual(['preload.cjs']);
  const text = readFileSync(join(built, 'preload', 'preload.cjs'), 'utf8');
  expect([...text.matchAll(/require\(["'`]([^"'`]+)/g)].map(([, name]) => name)).toEqual(['electron']);
  expect(text).not.toMatch(/^import\s/m);
});
