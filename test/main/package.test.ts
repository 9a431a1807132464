import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root, runNode, runProgram } from './run-node.ts';

/*
 * "npm run dist" as far as it goes without a network: everything but Electron itself, which a stand-in takes the place of, and the tools that make one file of the folder.
 */
const made = mkdtempSync(join(tmpdir(), 'exporter-package-'));
const app = join(made, 'dist', 'linux-unpacked', 'resources', 'app');

beforeAll(async () => {
  const bundled = await runNode([...tool('electron-vite', 'bin', 'electron-vite.js'), 'build', '--mode', 'shell', '--logLevel', 'warn']);
  expect(bundled.code, bundled.output).toBe(0);
  const options = [`-c.electronDist=${standIn()}`, `-c.directories.output=${join(made, 'dist')}`];
  const packed = await runNode([...tool('electron-builder', 'cli.js'), '--linux', 'dir', '--publish', 'never', ...options]);
  expect(packed.code, packed.output).toBe(0);
});
afterAll(() => rmSync(made, { recursive: true, force: true }));

function tool(...path: string[]): string[] {
  return [join(root, 'node_modules', ...path)];
}

/** Its fuses follow a mark that electron-builder looks for: a version, their number, and each on (1) or off (0). */
function standIn(): string {
  const folder = join(made, 'electron');
  mkdirSync(join(folder, 'resources'), { recursive: true });
  for (const name of ['chrome-sandbox', 'LICENSE', 'LICENSES.chromium.html']) writeFileSync(join(folder, name), '');
  writeFileSync(join(folder, 'electron'), `dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\x01\x09101101111`, 'latin1');
  chmodSync(join(folder, 'electron'), 0o755);
  return folder;
}

test('what is packed runs from its own folder alone, with all the packages that it needs', async () => {
  const { code, lines, output } = await runProgram(join(app, 'out', 'main', 'index.js'), join(made, 'user'));
  expect(code, output).toBe(0);
  expect(JSON.parse(lines)).toMatchObject({ page: 200, capture: { verdict: 'complete' }, upload: 'accepted', exit: 0 });
});

test('nothing is packed twice or for nobody: the packages of the page are in the page', () => {
  expect(readdirSync(join(app, 'out')).filter((name) => !['main', 'preload', 'renderer'].includes(name))).toEqual([]);
  expect(existsSync(join(app, 'assets', 'icons', 'exporter.png'))).toBe(true);
  const packages = readdirSync(join(app, 'node_modules'));
  expect(packages).toEqual(expect.arrayContaining(['zeromq', 'h5wasm', 'kafkajs', 'electron-store']));
  for (const name of ['react', 'three', '@h5web', '@blueprintjs', 'recharts']) expect(packages).not.toContain(name);
});

test('a deb can be made of it: it names its page', () => {
  const packed: unknown = JSON.parse(readFileSync(join(app, 'package.json'), 'utf8'));
  expect(packed).toMatchObject({ homepage: expect.stringMatching(/^https:/) });
});

test('the program is no Node for others, and nobody debugs it by an option', () => {
  const program = readFileSync(join(made, 'dist', 'linux-unpacked', 'facility-data-exporter'), 'latin1');
  expect(program.slice(-9)).toBe('001001101'); // each a fuse: the first runs it as Node, the fourth takes --inspect, the eighth gives file:// more than others
});
