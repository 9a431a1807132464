import { text } from 'node:stream/consumers';
import type { Page } from 'playwright';

/** What an operator does on the screen of test captures. */
export async function setUpTest(page: Page, devices: readonly string[], pulses: number): Promise<void> {
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: 'Test capture' }).click();
  const choice = page.getByRole('region', { name: 'Devices' });
  for (const name of devices) await choice.getByRole('checkbox', { name, exact: true }).check({ force: true });
  await page.getByRole('textbox', { name: 'Pulses' }).fill(String(pulses));
}

export async function startTest(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Start test' }).click();
  await saysName(page);
}

export async function saysName(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Your name' }).fill('Ann');
  await page.getByRole('button', { name: 'Go on' }).click();
}

/** What the browser saved. */
export async function saved(page: Page, button: string): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).click()]);
  return text(await download.createReadStream());
}
