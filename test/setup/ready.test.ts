import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { installs, present, project, root, wanted } from './project.ts';

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
