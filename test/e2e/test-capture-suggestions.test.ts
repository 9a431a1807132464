import { readFileSync } from 'node:fs';
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { channel, suggestion, summary } from '../renderer/test-capture/found.ts';
import { violations } from './accessibility.ts';
import { describeWithBrowser } from './describe-with-browser.ts';
import { startStage } from './stage.ts';
import { tellOfTest } from './told-tests.ts';

describeWithBrowser('what a test capture suggests', (openPage) => {
  test('is chosen, looked at, put into the settings with the person’s name, and undone', async () => {
    const { url, facility } = await startStage();
    const [first = '', second = ''] = facility.channels;
    const page = await openPage('about:blank');
    await tellOfTest(page, {
      ...summary(),
      notes: [],
      found: [
        channel(first, { suggestions: [suggestion(first, { value: 1234 }), suggestion(first, { field: 'clockOffsetMs', value: -500 })] }),
        channel(second, { suggestions: [suggestion(second, { value: 4321 })] }),
        channel('new-topic', { device: null, captured: null }),
      ],
    });
    await page.goto(url);
    await openSuggestions(page, 3);
    const before = readFileSync(facility.file, 'utf8');

    await page.getByRole('button', { name: 'all settle time, 2' }).click();
    await page.getByRole('status').getByText('2 of 3 chosen').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Preview and apply…' }).click();
    const changes = page.getByRole('dialog').getByRole('table', { name: 'What changes' });
    await changes.getByText('1234 ms').waitFor();
    expect(await changes.getByRole('row').count()).toBe(3);
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Apply 2 changes' }).click();
    await page.getByRole('textbox', { name: 'Your name' }).fill('Ann');
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('status').getByText('2 changes applied by Ann').waitFor();
    const after = readFileSync(facility.file, 'utf8');
    expect([after.includes('1234'), after.includes('4321'), after.includes('-500')]).toEqual([true, true, false]);

    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await page.getByRole('status').getByText('Undone').waitFor();
    expect(JSON.parse(readFileSync(facility.file, 'utf8'))).toEqual(JSON.parse(before));
  });

  test('a source of no channel leads to the dialog that adds one, with its fields filled', async () => {
    const { url } = await startStage();
    const page = await openPage('about:blank');
    const source = { kind: 'kafka', topic: 'pm-201-fe-cam-1' } as const;
    await tellOfTest(page, { ...summary(), notes: [], found: [channel('pm-201-fe-cam-1', { device: null, captured: null, source })] });
    await page.goto(url);
    await openSuggestions(page, 0);
    await page.getByRole('button', { name: /topic pm-201-fe-cam-1$/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a device' });
    expect(await dialog.getByRole('textbox', { name: 'Device' }).inputValue()).toBe('PM-201-FE-CAM-1');
    expect(await dialog.getByRole('combobox', { name: 'Type' }).inputValue()).toBe('image');
    expect(await violations(page)).toEqual([]);
  });
});

async function openSuggestions(page: Page, count: number): Promise<void> {
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: 'Test capture' }).click();
  await page.getByRole('region', { name: 'Tests' }).getByRole('listitem').getByRole('button').click();
  await page.getByRole('radio', { name: `Suggestions, ${count}` }).click();
}
