import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';

const root = fileURLToPath(new URL('../../', import.meta.url));
const nodeBinary = join('node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
type Packages = Record<string, { version?: string; integrity?: string; optional?: boolean }>;

/** A project of two packages beside the real scripts, with an npm that does what `npm` says and writes down how it was called. */
function project({ lock, installed, npm }: { lock: Packages; installed?: Packages; npm?: string }) {
  const folder = mkdtempSync(join(tmpdir(), 'exporter-ready-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  for (const script of ['ready.mjs', 'packages.mjs']) cpSync(join(root, 'main', 'setup', script), join(folder, 'main', 'setup', script));
  write('package-lock.json', JSON.stringify({ packages: lock }));
  if (installed) {
    write('node_modules/.package-lock.json', JSON.stringify({ packages: installed }));
    write(nodeBinary, '');
  }
  write('npm/npm-cli.cjs', `console.log('npm', JSON.stringify({ args: process.argv.slice(2), env: process.env })); ${npm ?? ''}`);
  return {
    write,
    async ready(purpose: string, env: Record<string, string> = {}) {
      const child = spawn(process.execPath, [join(folder, 'main', 'setup', 'ready.mjs'), purpose], {
        env: { ...process.env, KAFKA_BROKERS: 'none:9092', npm_execpath: join(folder, 'npm', 'npm-cli.cjs'), ...env },
      });
      let output = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += String(data)));
      const code = await new Promise((resolve) => child.on('close', resolve));
      return { code, output };
    },
  };
}

const wanted: Packages = {
  '': {},
  'node_modules/node': { version: '24.0.0', integrity: 'n' },
  'node_modules/zod': { version: '4.0.0', integrity: 'z' },
  'node_modules/only-on-mac': { version: '1.0.0', integrity: 'm', optional: true },
};
const { '': _, 'node_modules/only-on-mac': __, ...present } = wanted;
const installs = `const fs = require('node:fs'); fs.mkdirSync('node_modules/node/bin', { recursive: true }); fs.writeFileSync(${JSON.stringify(nodeBinary)}, '');`;

test('says nothing and starts nothing when everything is there', async () => {
  expect(await project({ lock: wanted, installed: present }).ready('start')).toEqual({ code: 0, output: '' });
});

test('installs on a fresh machine and says in one line what it does and why', async () => {
  const { code, output } = await project({ lock: wanted, npm: installs }).ready('start');
  expect(code).toBe(0);
  expect(output.split('\n')[0]).toBe('Installing the packages with "npm ci", because they are not there yet.');
  expect(output).toContain('"args":["ci","--include=dev","--no-audit","--no-fund"');
});

test.each([
  { what: 'another version', installed: { ...present, 'node_modules/zod': { version: '3.0.0', integrity: 'o' } }, why: 'zod is 3.0.0 and' },
  { what: 'one missing', installed: { 'node_modules/node': present['node_modules/node'] ?? {} }, why: 'zod is missing' },
])('installs again with $what, and says which', async ({ installed, why }) => {
  const { output } = await project({ lock: wanted, installed, npm: installs }).ready('exporter');
  expect(output).toContain(why);
});

test('installs again after an installation that was interrupted', async () => {
  const fresh = project({ lock: wanted, npm: installs });
  fresh.write('node_modules/zod/package.json', '{}');
  expect((await fresh.ready('start')).output).toContain('did not come to its end');
});

test("shows npm's own words when it fails, and a sentence, and fails", async () => {
  const { code, output } = await project({ lock: wanted, npm: `console.error('registry is away'); process.exit(7)` }).ready('start');
  expect(code).toBe(1);
  expect(output).toMatch(/registry is away[\s\S]*"npm ci" failed with exit code 7.*try again/);
});

test('says what to do when npm may not run install scripts, so that Node 24 is missing', async () => {
  const { code, output } = await project({ lock: wanted }).ready('start');
  expect(code).toBe(1);
  expect(output).toContain('npm rebuild node');
});

test('keeps options of the outer npm, which would change what is installed, from the inner one; a registry stays', async () => {
  const env = { npm_config_dry_run: 'true', npm_config_omit: 'dev', npm_config_registry: 'http://localhost:4873/' };
  const { output } = await project({ lock: wanted, npm: installs }).ready('start', env);
  const called = z.object({ env: z.record(z.string(), z.string()) }).parse(JSON.parse(/^npm (.*)$/m.exec(output)?.[1] ?? '{}'));
  expect(called.env).toMatchObject({ npm_config_registry: 'http://localhost:4873/' });
  expect(Object.keys(called.env)).not.toEqual(expect.arrayContaining(['npm_config_dry_run']));
  expect(Object.keys(called.env)).not.toEqual(expect.arrayContaining(['npm_config_omit']));
});

test('for tests it makes a broker ready, and says why where there can be none', async () => {
  const fresh = project({ lock: wanted, installed: present });
  fresh.write('main/setup/broker.mjs', `export const ensureBroker = async () => ({ available: false, reason: 'No Java here.' });`);
  expect(await fresh.ready('test', { KAFKA_BROKERS: '' })).toEqual({ code: 0, output: 'No Java here.\n' });
  expect(await fresh.ready('start', { KAFKA_BROKERS: '' })).toEqual({ code: 0, output: '' });
});

test('refuses a purpose it does not know', async () => {
  expect(await project({ lock: wanted, installed: present }).ready('dance')).toMatchObject({ code: 1 });
});

test('package-lock.json names the packages of every platform, without which npm ci refuses, and no registry', () => {
  const lockSchema = z.object({
    packages: z.record(z.string(), z.object({ optionalDependencies: z.record(z.string(), z.string()).optional() })),
  });
  const text = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const { packages } = lockSchema.parse(JSON.parse(text));
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !packages[`node_modules/${name}`] && !packages[`${path}/node_modules/${name}`]),
  );
  expect(missing).toEqual([]);
  expect(text).not.toMatch(/"resolved": "(?!https:\/\/registry\.npmjs\.org\/)/);
});
