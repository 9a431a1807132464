import { expect, test } from 'vitest';
import { violations } from './accessibility.ts';
import { describeWithBrowser } from './describe-with-browser.ts';
import { startStage } from './stage.ts';

describeWithBrowser('an operator at the keyboard', (openPage) => {
  test('goes from screen to screen by letters, and can switch them off, also for the next visit', async () => {
    const { url } = await startStage();
    const page = await openPage(url);
    const heading = (name: string) => page.getByRole('heading', { name, exact: true });
    await page.getByRole('banner').waitFor();
    await page.keyboard.press('?');
    await heading('Keys').waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('d');
    await expect.poll(() => new URL(page.url()).hash).toBe('#/devices');
    await page.keyboard.press('?');
    const letters = page.getByRole('switch', { name: 'One-letter keys' }).or(page.getByRole('checkbox', { name: 'One-letter keys' }));
    await letters.focus();
    await page.keyboard.press('Space');
    await expect.poll(() => letters.isChecked()).toBe(false);
    expect(await violations(page)).toEqual([]);
    await page.reload();
    await heading('Keys').waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('d');
    await letters.focus();
    await page.keyboard.press('Space');
    await expect.poll(() => letters.isChecked()).toBe(true);
    expect(new URL(page.url()).hash).toBe('#/help');
    await heading('Keys').click();
    await page.keyboard.press('g');
    await page.keyboard.press('c');
    await expect.poll(() => new URL(page.url()).hash).toBe('#/captures');
  });
});
