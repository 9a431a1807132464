import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { violations } from './accessibility.ts';
import { describeWithBrowser } from './describe-with-browser.ts';
import { startStage } from './stage.ts';

const named = z.looseObject({ name: z.string() });

async function exported(page: Page): Promise<z.infer<typeof named>> {
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toMatch(/\.settings\.json$/);
  return named.parse(JSON.parse(readFileSync(await saved.path(), 'utf8')));
}

describeWithBrowser('settings as a file', (openPage) => {
  test('are exported, changed elsewhere, imported, applied and undone; what is no settings file changes nothing', async () => {
    const { url, facility } = await startStage();
    const page = await openPage(url);
    await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: 'Settings' }).click();
    const settings = await exported(page);
    expect(settings.name).toBe('sys');

    const broken = join(facility.folder, 'broken.json');
    writeFileSync(broken, '{ "name": ');
    await page.getByLabel('Import…').setInputFiles(broken);
    await page.getByRole('alert').getByText('broken.json is no JSON').waitFor();
    await page.getByRole('status').getByText('All applied').waitFor();

    const changed = join(facility.folder, 'changed.json');
    writeFileSync(changed, JSON.stringify({ ...settings, name: 'laser-9' }));
    await page.getByLabel('Import…').setInputFiles(changed);
    await page.getByRole('status').getByText('1 change, not applied').waitFor();
    await page.getByRole('button', { name: 'Apply…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Apply the settings?' });
    await dialog.getByRole('listitem').getByText('name').waitFor();
    expect(await violations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Apply', exact: true }).click();
    await page.getByLabel('Your name').fill('Ann Clarke');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('banner').getByText('laser-9').waitFor();
    expect((await exported(page)).name).toBe('laser-9');

    await page.getByRole('button', { name: 'Undo…' }).click();
    await page.getByRole('button', { name: 'Go back', exact: true }).click();
    await page.getByRole('banner').getByText('sys', { exact: true }).waitFor();
    expect(await exported(page)).toEqual(settings);
  });
});
