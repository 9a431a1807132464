import { readFileSync } from 'node:fs';
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { channel, suggestion, summary } from '../renderer/test-capture/found.ts';
import { violations } from './accessibility.ts';
import { describeWithBrowser } from './describe-with-browser.ts';
import { startStage } from './stage.ts';
import { saysName, setUpTest, startTest } from './test-capture-steps.ts';
import { tellOfTest } from './told-tests.ts';

const settingsSchema = z.object({
  devices: z.array(z.object({ channels: z.array(z.object({ name: z.string(), clockOffsetMs: z.number().optional() })) })),
});

const meter = 'PM-203-MA-EM-1';
/** As the fault has it. */
const aheadMs = 1500;

describeWithBrowser('what a test capture suggests', (openPage) => {
  test('a clock that is ahead is found by a test, and its correction is in the settings by a click and out of them by another', async () => {
    const { url, facility } = await startStage({ faults: [{ fault: 'clock-offset', device: meter }] });
    const before = readFileSync(facility.file, 'utf8');
    const page = await openPage(url);
    await setUpTest(page, [meter], 12);
    await startTest(page);
    await page.getByRole('region', { name: 'Test', exact: true }).getByText('done').waitFor();
    await page.getByRole('radio', { name: 'Suggestions, 1' }).click();
    const row = page.getByRole('row').filter({ hasText: meter });
    await row.getByText(/its clock is ahead by so much/).waitFor();
    await row.getByRole('checkbox').check({ force: true });
    expect(await violations(page)).toEqual([]);

    await page.getByRole('button', { name: 'Preview and apply…' }).click();
    await page.getByRole('button', { name: 'Apply 1 change' }).click();
    await page.getByRole('status').getByText('1 change applied by Ann').waitFor();
    const { devices } = settingsSchema.parse(JSON.parse(readFileSync(facility.file, 'utf8')));
    const applied = devices.flatMap(({ channels }) => channels).find(({ name }) => name === meter)?.clockOffsetMs ?? 0;
    expect(Math.abs(applied - aheadMs)).toBeLessThan(0.05 * aheadMs);

    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await page.getByRole('status').getByText('Undone').waitFor();
    expect(JSON.parse(readFileSync(facility.file, 'utf8'))).toEqual(JSON.parse(before));
  });

  test('of several is chosen by its kind, looked at, put into the settings with the person’s name, and undone', async () => {
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
    await saysName(page);
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
