import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FrameLocator, Page } from 'playwright';
import { expect, test } from 'vitest';
import { writeLarge } from '../explorer/large-file.ts';
import { simulate } from '../system/simulated.ts';
import { violations } from './accessibility.ts';
import { describeWithBrowser } from './describe-with-browser.ts';
import { startAgain, startStage } from './stage.ts';

const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/hdf5/${name}`, import.meta.url));

/** An exporter whose settings allow a folder with these files of other programs. */
async function startWithForeign(...names: string[]) {
  const facility = simulate({ devices: 4, schedule: { kind: 'manual' } });
  const foreign = join(facility.folder, 'foreign');
  mkdirSync(foreign);
  for (const name of names) copyFileSync(fixture(name), join(foreign, name));
  const settings: unknown = JSON.parse(readFileSync(facility.file, 'utf8'));
  writeFileSync(facility.file, JSON.stringify({ ...(typeof settings === 'object' && settings), folders: ['foreign'] }));
  return { ...(await startAgain(facility)), foreign };
}

/** What a hostile file would try if it had the frame; texts, since tests know nothing of a page's globals. */
const attempts = (token: string) => `(async () => {
  const attempt = async (work) => {
    try {
      await work();
      return 'worked';
    } catch (error) {
      return error.name;
    }
  };
  const picture = () =>
    new Promise((resolve, reject) => {
      const image = new Image();
      image.onload = resolve;
      image.onerror = () => reject(new Error('blocked'));
      image.src = '/frame/assets/none.png';
      setTimeout(() => image.dispatchEvent(new Event('error')), 2000);
    });
  return {
    origin: globalThis.origin,
    fetch: await attempt(() => fetch('/data/slice', { headers: { authorization: 'Bearer ${token}' } })),
    picture: await attempt(picture),
    session: await attempt(() => sessionStorage.getItem('exporter.token')),
    cookies: await attempt(() => document.cookie),
    parent: await attempt(() => parent.document.body),
    top: await attempt(() => top.location.assign('about:blank')),
  };
})()`;
/** Later, for a debugger's own words may make functions. */
const making = `new Promise((resolve) => setTimeout(() => {
  try {
    resolve(new Function('return "made"')());
  } catch (error) {
    resolve(error.name);
  }
}))`;

const explorerOf = (page: Page) => page.frameLocator('iframe.explorer-frame');
const row = (page: Page, hasText: string | RegExp) => page.locator('.folder-table tbody tr').filter({ hasText });
const choose = (explorer: FrameLocator, path: string) => explorer.locator(`[role=treeitem][data-path="${path}"]`).click();

/** Through the folders, as a person goes. */
async function openForeign(page: Page, name: string): Promise<FrameLocator> {
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: 'HDF5 files' }).click();
  await row(page, /foreign\//).click();
  await row(page, name).click();
  return explorerOf(page);
}

async function back(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Up' }).click();
}

describeWithBrowser('a person with HDF5 files', (openPage) => {
  test('opens a capture from its details: its tree, a scalar, an image and their attributes', async () => {
    const { url, facility, give } = await startStage();
    await give('captureNow', { waitForEnd: true });
    const page = await openPage(url);
    await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: 'Captures' }).click();
    await page.locator('.capture-table tbody tr:not(.gap)').first().click();
    await page.getByRole('button', { name: 'Open in explorer' }).click();
    const explorer = explorerOf(page);
    const named = (part: string) => `/${facility.channels.find((name) => name.includes(part))}`;
    await choose(explorer, named('-PV-'));
    await explorer.getByText('Inspect', { exact: true }).click();
    await explorer.getByText('offset_ms', { exact: true }).waitFor();
    await explorer.getByText('Display', { exact: true }).click();
    await choose(explorer, `${named('-PV-')}/data`);
    await explorer.getByRole('tab', { name: 'Scalar' }).waitFor();
    await expect.poll(() => explorer.locator('#root').textContent()).toMatch(/Export.*\d/);
    await choose(explorer, named('-CAM-'));
    await choose(explorer, `${named('-CAM-')}/data`);
    await explorer.getByRole('tab', { name: 'Heatmap' }).waitFor();
    await explorer.locator('canvas').first().waitFor();
  });

  test('opens files of other programs: compounds, links, and filters that are missing here', async () => {
    const { url, foreign } = await startWithForeign('h5py.h5', 'nexus.nxs', 'truncated.h5');
    writeFileSync(join(foreign, 'notes.h5'), 'This is no HDF5 file, whatever its name says.');
    const page = await openPage(url);
    const explorer = await openForeign(page, 'h5py.h5');
    await choose(explorer, '/table');
    await explorer.getByRole('tab', { name: 'Compound' }).waitFor();
    for (const words of ['id', 'name', 'one', 'two']) await explorer.getByText(words, { exact: true }).first().waitFor();
    await choose(explorer, '/soft');
    await expect.poll(() => explorer.locator('#root').textContent()).toMatch(/Export.*42/);
    await choose(explorer, '/lzf');
    await explorer
      .getByText(/\/lzf is compressed with LZF/)
      .first()
      .waitFor();
    await back(page);
    const nexus = await openForeign(page, 'nexus.nxs');
    await nexus.getByRole('treeitem').first().waitFor();
    await back(page);
    await openForeign(page, 'truncated.h5');
    await page
      .getByRole('alert')
      .getByText(/truncated\.h5 is (cut off|damaged)/)
      .waitFor();
    await back(page);
    await openForeign(page, 'notes.h5');
    await page
      .getByRole('alert')
      .getByText(/notes\.h5 is no HDF5 file: it is/)
      .waitFor();
    expect(await page.getByRole('alert').getByRole('button', { name: 'Copy' }).isVisible()).toBe(true);
    expect(await page.locator('iframe').count()).toBe(0);
  });

  test('opens a file of 3 GB: what is small is shown at once, what is not says how a part of it is chosen', async () => {
    const { url, foreign } = await startWithForeign();
    writeLarge(join(foreign, 'large.h5'));
    const page = await openPage(url);
    const explorer = await openForeign(page, 'large.h5');
    const seen = (number: number) => explorer.getByText(new RegExp(`^${number}(\\.0+e\\+0)?$`)).first(); // as H5Web writes numbers
    await choose(explorer, '/table');
    await explorer.getByRole('tab', { name: 'Matrix' }).click();
    for (const number of [7, 8]) await seen(number).waitFor();
    await choose(explorer, '/large');
    const part = explorer.getByRole('region', { name: 'Elements of /large' });
    await part.getByText('/large has 3,000,000,000 elements.').waitFor();
    await part.getByRole('textbox', { name: 'Elements' }).fill('2999999996');
    await part.getByRole('textbox', { name: 'to' }).fill('3000000000');
    await part.getByRole('button', { name: 'Read' }).click();
    await part.getByText('Shown as if it were all: 2,999,999,996 to 3,000,000,000.').waitFor();
    await explorer.getByRole('tab', { name: 'Matrix' }).click();
    for (const number of [1, 2, 3, 4]) await seen(number).waitFor();
  });

  test('is told that the file has changed on disk, and sees the new one after a click', async () => {
    const { url, foreign } = await startWithForeign('h5py.h5');
    const page = await openPage(url);
    const explorer = await openForeign(page, 'h5py.h5');
    await explorer.getByRole('treeitem', { name: 'table', exact: true }).waitFor();
    copyFileSync(fixture('nexus.nxs'), join(foreign, 'h5py.h5'));
    await page.getByText('This file has changed on disk').waitFor();
    await page.getByRole('status').getByRole('button', { name: 'Reload' }).click();
    await explorer.getByRole('treeitem').first().waitFor();
    await expect.poll(() => explorer.getByRole('treeitem', { name: 'table', exact: true }).count()).toBe(0);
    expect(await page.getByText('This file has changed on disk').count()).toBe(0);
  });

  test('has an explorer that reaches neither the network, nor the token, nor the page around; the page makes no functions of strings', async () => {
    const { url, token } = await startWithForeign('h5py.h5');
    const page = await openPage(url);
    const explorer = await openForeign(page, 'h5py.h5');
    await explorer.getByRole('treeitem').first().waitFor();
    const frame = page.frames().find((each) => each.url().includes('/frame/'));
    const tried = await frame?.evaluate(attempts(token));
    expect(tried).toEqual({
      ...{ origin: 'null', fetch: 'TypeError', picture: 'Error', session: 'SecurityError' },
      ...{ cookies: 'SecurityError', parent: 'SecurityError', top: 'SecurityError' },
    });
    const made = await page.evaluate(making);
    expect(made).toBe('EvalError');
  });

  test.each(['light', 'dark'] as const)(
    'finds the screen in order for those who cannot see it well, in the %s theme',
    async (colorScheme) => {
      const { url } = await startWithForeign('h5py.h5');
      const page = await openPage(url, { colorScheme, viewport: { width: 1366, height: 768 } });
      await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: 'HDF5 files' }).click();
      await row(page, /foreign\//).waitFor();
      expect(await violations(page, ['iframe'])).toEqual([]);
      const explorer = await openForeign(page, 'h5py.h5');
      await explorer.getByRole('treeitem').first().waitFor();
      // H5Web's own page is not ours to judge; what is around it is.
      expect(await violations(page, ['iframe'])).toEqual([]);
      await page.getByRole('button', { name: 'Close' }).click();
      await page.getByRole('button', { name: 'h5py.h5', exact: true }).click();
      await explorer.getByRole('treeitem').first().waitFor();
    },
  );
});
