import { existsSync, readFileSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { present, project, wanted } from './project.ts';

/** In place of vite: builds a page of two files into the folder it is told, or fails. */
const builds = `const { mkdirSync, writeFileSync } = require('node:fs');
const folder = process.argv[process.argv.indexOf('--outDir') + 1];
mkdirSync(folder + '/assets', { recursive: true });
writeFileSync(folder + '/index.html', 'built for ' + process.env.NODE_ENV);
writeFileSync(folder + '/assets/' + Date.now() + '.js', '');`;
const fails = `console.error('App.tsx: what is this?'); process.exit(3);`;

function withSources(vite = builds) {
  const made = project({ lock: wanted, installed: present });
  made.write('node_modules/vite/bin/vite.js', vite);
  for (const source of ['renderer/index.html', 'renderer/bar/TopBar.tsx', 'core/contract/api.ts']) made.write(source, 'source');
  const built = join(made.folder, 'out', 'renderer', 'index.html');
  return {
    ...made,
    built,
    /** As if this file had been changed in a minute. */
    touch(path: string) {
      const soon = new Date(Date.now() + 60_000);
      utimesSync(join(made.folder, path), soon, soon);
    },
  };
}

test('npm start builds the screens once, and says so', async () => {
  const { ready, built } = withSources();
  expect(await ready('start')).toEqual({ code: 0, output: 'Building the screens, because they are not there yet.\n' });
  expect(readFileSync(built, 'utf8')).toBe('built for production');
  expect(await ready('start')).toEqual({ code: 0, output: '' });
  expect(await ready('screens')).toEqual({ code: 0, output: '' });
});

test.each(['renderer/bar/TopBar.tsx', 'core/contract/api.ts', 'package-lock.json'])('it builds again when %s is newer', async (path) => {
  const { ready, touch } = withSources();
  await ready('start');
  touch(path);
  expect((await ready('start')).output).toBe(`Building the screens, because ${path} is newer.\n`);
});

test('it builds again when a file of the sources is gone, and not for what the compiler leaves there', async () => {
  const { ready, folder, write, touch, built } = withSources();
  write('renderer/tsconfig.tsbuildinfo', '');
  await ready('start');
  touch('renderer/tsconfig.tsbuildinfo');
  expect((await ready('start')).output).toBe('');
  utimesSync(built, new Date(0), new Date(0));
  rmSync(join(folder, 'renderer', 'bar', 'TopBar.tsx'));
  expect((await ready('start')).output).toMatch(/^Building/);
});

test('a build that fails shows its messages, keeps nobody from starting, and leaves the screens of before', async () => {
  const { ready, write, touch, built } = withSources();
  await ready('start');
  write('node_modules/vite/bin/vite.js', fails);
  touch('renderer/bar/TopBar.tsx');
  const { code, output } = await ready('start');
  expect(code).toBe(0);
  expect(output).toMatch(/App\.tsx: what is this\?[\s\S]*not built: "vite build" ended with exit code 3.*Those of before stay/);
  expect(readFileSync(built, 'utf8')).toBe('built for production');
});

test('a first build that fails, or that has no vite, leaves nothing half, and says that the exporter works without', async () => {
  const { ready, folder } = withSources(fails);
  expect((await ready('start')).output).toContain('The exporter works without them');
  expect(existsSync(join(folder, 'out', 'renderer'))).toBe(false);
  rmSync(join(folder, 'node_modules', 'vite'), { recursive: true });
  expect(await ready('screens')).toMatchObject({ code: 0, output: expect.stringContaining('vite is not among the packages') });
});

test('who captures without screens waits for no build', async () => {
  const { ready } = withSources();
  expect(await ready('exporter')).toEqual({ code: 0, output: '' });
});
