import { expect, onTestFinished, test, vi } from 'vitest';
import { ensureBrowser, findBrowser } from '../../main/setup/browser.mjs';
import { present, project, root, wanted } from './project.ts';

test('for tests it makes a browser ready, and says why where there can be none', async () => {
  const fresh = project({ lock: wanted, installed: present });
  fresh.write('main/setup/browser.mjs', `export const ensureBrowser = async () => ({ available: false, reason: 'No Chromium here.' });`);
  expect(await fresh.ready('test')).toEqual({ code: 0, output: 'No Chromium here.\n' });
  expect(await fresh.ready('start')).toEqual({ code: 0, output: '' });
});

test('a browser that is named in CHROMIUM is taken, or said not to run; no other is fetched instead', async () => {
  onTestFinished(() => void vi.unstubAllEnvs());
  vi.stubEnv('CHROMIUM', process.execPath);
  expect(findBrowser(root)).toEqual({ available: true, path: process.execPath });
  vi.stubEnv('CHROMIUM', '/nowhere/chromium');
  const reason = expect.stringMatching(/CHROMIUM names \/nowhere\/chromium, which does not run.*name its program/);
  expect(await ensureBrowser(root)).toEqual({ available: false, reason });
});
