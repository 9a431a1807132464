import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { simulateUploading } from '../system/uploading.ts';
import { violations } from './accessibility.ts';
import { describeWithBrowser } from './describe-with-browser.ts';
import { lookAt } from './seen.ts';
import { startAgain } from './stage.ts';

const small = { devices: 8, settleMs: 300, schedule: { kind: 'manual' } } as const;

async function sayWho(page: Page): Promise<void> {
  await page.getByLabel('Your name').fill('Ann Clarke');
  await page.getByRole('button', { name: 'Go on' }).click();
}

async function showUploads(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: 'Uploads' }).click();
}

describeWithBrowser('an operator at the uploads', (openPage) => {
  test('holds the files before they are sent, and releases them', async () => {
    const facility = await simulateUploading(small);
    const { url } = await startAgain(facility);
    const page = await openPage(url);
    await showUploads(page);
    const head = page.getByRole('region', { name: 'The Operations Gateway' });
    await head.getByRole('button', { name: 'Hold' }).click();
    await sayWho(page);
    await head.getByRole('button', { name: 'Release' }).waitFor();
    await lookAt(page).captureNow.click();
    await head.getByText('1 file queued').waitFor();
    expect(facility.gateway.records()).toEqual([]);
    expect(await violations(page)).toEqual([]);
    await head.getByRole('button', { name: 'Release' }).click();
    await head.getByText('0 files queued, 0 waiting').waitFor();
    await expect.poll(() => facility.gateway.records().length).toBe(1);
  });

  test('retries at once what waits for its time, when the Gateway is back', async () => {
    const facility = await simulateUploading(small);
    const { url } = await startAgain(facility);
    facility.gateway.faults.set('gateway-502', true);
    const page = await openPage(url);
    await lookAt(page).captureNow.click();
    await showUploads(page);
    await page.getByRole('region', { name: 'The Operations Gateway' }).getByText('1 waiting').waitFor();
    await page.getByRole('row').filter({ hasText: 'waiting' }).first().click();
    const file = page.getByRole('region', { name: 'The chosen file' });
    await file.getByText('1 attempt').waitFor();
    facility.gateway.faults.set('gateway-502', false);
    await file.getByRole('button', { name: 'Retry' }).click();
    await sayWho(page);
    await file.getByRole('heading', { name: '2 attempts' }).waitFor();
    await expect.poll(() => facility.gateway.records().length).toBe(1);
  });

  test('sends a file without the channel that the Gateway refuses, and it is said that a person left it out', async () => {
    const facility = await simulateUploading(small);
    const { url } = await startAgain(facility);
    const [channel = ''] = facility.channels;
    facility.gateway.faults.set('gateway-channel-type', true, { channel });
    const page = await openPage(url);
    await lookAt(page).captureNow.click();
    await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: 'Captures' }).click();
    await page.getByRole('row').filter({ hasText: 'partly refused' }).first().click();
    await page.getByRole('button', { name: 'Send without…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Send the file without some channels' });
    await dialog.getByRole('checkbox', { name: channel }).waitFor();
    expect(await violations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Send without 1 channel' }).click();
    await sayWho(page);
    const answers = page.getByRole('region', { name: 'The Gateway’s answer' });
    await answers.getByText('attempt 2').waitFor();
    await answers.getByText(`A person leaves out ${channel}.`).waitFor();
  });
});
