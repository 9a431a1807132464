import { readFileSync } from 'node:fs';
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { describeWithBrowser } from './describe-with-browser.ts';
import { lookAt } from './seen.ts';
import { startStage } from './stage.ts';

const camera = 'PM-201-FE-CAM-1';
const by = 'Ann Clarke';

async function sayWho(page: Page): Promise<void> {
  await page.getByLabel('Your name').fill(by);
  await page.getByRole('button', { name: 'Go on' }).click();
}

describeWithBrowser('an operator at the shift', (openPage) => {
  test('sets the area from the next pulse on, confirms old and new, and is kept with name; then takes it back', async () => {
    const { url } = await startStage();
    const page = await openPage(url);
    const bar = page.getByRole('banner');
    await lookAt(page).captureNow.click();
    await bar.getByText('EA1, Simulated experiment').waitFor();
    await bar.getByRole('button', { name: 'Change area and experiment' }).click();
    await page.getByLabel('Active area').fill('EA2');
    await page.getByRole('button', { name: 'Use from the next pulse…' }).click();
    const asked = page.getByRole('dialog', { name: 'From the next pulse on?' });
    await asked.getByText('EA1 → EA2').waitFor();
    await asked.getByRole('button', { name: 'Use from the next pulse' }).click();
    await sayWho(page);
    await bar.getByText('Next pulse: EA2, Simulated experiment').waitFor();
    await page.getByRole('region', { name: 'Changes of area' }).getByText(by).waitFor();
    await lookAt(page).captureNow.click();
    await bar.getByText('EA2, Simulated experiment', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'as the settings say again' }).click();
    await page.getByRole('button', { name: 'Use from the next pulse…' }).click();
    await asked.getByText('EA2 → as the settings say').waitFor();
    await asked.getByRole('button', { name: 'Use from the next pulse' }).click();
    await page.getByText('Area as the settings say').waitFor();
    await lookAt(page).captureNow.click();
    await bar.getByText('EA1, Simulated experiment', { exact: true }).waitFor();
  });

  test('acknowledges the alarm of a dead camera with a note, takes it out of service, and saves the report of it', async () => {
    const { url } = await startStage({ faults: [{ fault: 'dead-camera', device: camera }] });
    const page = await openPage(url);
    const seen = lookAt(page);
    await seen.captureNow.click();
    await page.getByRole('navigation').getByRole('button', { name: 'Shift' }).click();
    const alarms = page.getByRole('region', { name: 'Alarms' });
    await alarms.getByRole('button', { name: `Acknowledge ${camera}` }).click();
    await page.getByLabel('Note for the next shift').fill('vacuum team told');
    await page.getByRole('button', { name: 'Acknowledge', exact: true }).click();
    await sayWho(page);
    await alarms.getByText(`by ${by}: “vacuum team told”`).waitFor();

    await page.getByRole('button', { name: 'Take out…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Take a device out of service' });
    await dialog.getByLabel('Filter devices').fill('fe-cam-1');
    await dialog.getByLabel('Reason').fill('being aligned');
    await dialog.getByRole('button', { name: 'Take out of service' }).click();
    await alarms.getByText('Gone since this page was opened').waitFor();
    await seen.captureNow.click();
    await page.getByRole('banner').getByText('complete, 23').waitFor();

    await page.getByRole('button', { name: 'Make report' }).click();
    const report = page.getByRole('region', { name: 'Report', exact: true }).getByRole('article');
    await report.getByText('Something is missing.').waitFor();
    await report.getByText(`${camera} out of service: being aligned`).waitFor();
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const saved = await saving;
    expect(saved.suggestedFilename()).toMatch(/^report-\d{4}-\d\d-\d\d-\d{4}-.+\.html$/);
    const html = readFileSync(await saved.path(), 'utf8');
    expect(html).toContain('being aligned');
    expect(html).not.toMatch(/<script|src=|href=/);

    await page.getByRole('region', { name: 'Out of service' }).getByRole('button', { name: 'Return' }).click();
    await page.getByText('Every device is in service.').waitFor();
  });
});
