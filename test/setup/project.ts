import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

export const root = fileURLToPath(new URL('../../', import.meta.url));
const nodeBinary = join('node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
export type Packages = Record<string, { version?: string; integrity?: string; optional?: boolean }>;

/** A project of two packages beside the real scripts, with an npm that does what `npm` says and writes down how it was called. */
export function project({ lock, installed, npm }: { lock: Packages; installed?: Packages; npm?: string }) {
  const folder = mkdtempSync(join(tmpdir(), 'exporter-ready-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  for (const script of ['ready.mjs', 'packages.mjs', 'screens.mjs'])
    cpSync(join(root, 'main', 'setup', script), join(folder, 'main', 'setup', script));
  write('package-lock.json', JSON.stringify({ packages: lock }));
  if (installed) {
    write('node_modules/.package-lock.json', JSON.stringify({ packages: installed }));
    mkdirSync(dirname(join(folder, nodeBinary)), { recursive: true });
    symlinkSync(process.execPath, join(folder, nodeBinary));
  }
  write('npm/npm-cli.cjs', `console.log('npm', JSON.stringify({ args: process.argv.slice(2), env: process.env })); ${npm ?? ''}`);
  return {
    ...{ folder, write },
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

export const wanted: Packages = {
  '': {},
  'node_modules/node': { version: '24.0.0', integrity: 'n' },
  'node_modules/zod': { version: '4.0.0', integrity: 'z' },
  'node_modules/only-on-mac': { version: '1.0.0', integrity: 'm', optional: true },
};
const { '': _, 'node_modules/only-on-mac': __, ...installedAll } = wanted;
export const present: Packages = installedAll;
export const installs = `const fs = require('node:fs'); fs.mkdirSync('node_modules/node/bin', { recursive: true }); fs.writeFileSync(${JSON.stringify(nodeBinary)}, '');`;
