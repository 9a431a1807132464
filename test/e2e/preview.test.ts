import { readFileSync } from 'node:fs';
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { violations } from './accessibility.ts';
import { describeWithBrowser } from './describe-with-browser.ts';
import { startStage } from './stage.ts';

const dead = 'PM-201-FE-CAM-1';
const alive = 'PM-202-PA-CAM-1';

/** What a person at the Preview screen finds by name. */
function lookAtSheet(page: Page) {
  const part = (name: string) => page.getByRole('region', { name, exact: true });
  return {
    head: part('Pulse'),
    cameras: part('Cameras'),
    waveforms: part('Waveforms'),
    scalars: part('Scalars'),
    title: page.getByRole('heading', { name: /^Pulse / }),
    tile: (name: string) => part('Cameras').getByRole('button', { name }),
    live: page.getByLabel('Live', { exact: true }),
  };
}

async function captureTwo(stage: Awaited<ReturnType<typeof startStage>>): Promise<void> {
  await stage.give('captureNow', { waitForEnd: true });
  await stage.give('captureNow', { waitForEnd: true });
}

describeWithBrowser('an operator at the preview', (openPage) => {
  test('opens a pulse from its capture: images, waveforms and scalars are there, and a dead camera says why it is not', async () => {
    const stage = await startStage({ faults: [{ fault: 'dead-camera', device: dead }] });
    await captureTwo(stage);
    const page = await openPage(stage.url);
    await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: 'Captures' }).click();
    await page
      .getByRole('grid', { name: /^Captures/ })
      .locator('tbody tr[aria-rowindex]')
      .first()
      .click();
    await page.getByRole('button', { name: 'Open in preview' }).click();
    const { cameras, waveforms, scalars, tile, head } = lookAtSheet(page);
    await tile(dead).getByText('missing', { exact: true }).waitFor();
    await tile(alive)
      .getByText(/^mean /)
      .waitFor();
    await head.getByText('partial, 23 of 24').waitFor();
    await expect.poll(() => waveforms.locator('path[d^=M]').count()).toBeGreaterThan(0);
    await expect.poll(() => scalars.getByRole('row').count()).toBeGreaterThan(2);
    await tile(alive).focus();
    await page
      .getByRole('region', { name: alive })
      .getByText(/^kafka:/)
      .waitFor();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => cameras.locator(':focus').count()).toBe(1);
    expect(await page.getByRole('region', { name: alive }).count()).toBe(0);
    await tile(alive).press('Enter');
    await page.getByRole('button', { name: 'Back to the sheet' }).waitFor();
    await page.keyboard.press('Escape');
    await tile(alive).waitFor();
  });

  test('steps from pulse to pulse with everything kept, and takes the sheet along', async () => {
    const stage = await startStage();
    await captureTwo(stage);
    const page = await openPage(stage.url);
    await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: 'Preview' }).click();
    const { title, head, tile, cameras, scalars } = lookAtSheet(page);
    await tile(alive).getByText(/^sum /).waitFor();
    const newest = await title.textContent();
    await cameras.getByText('One for all').click();
    await cameras.getByLabel('Range').selectOption('0.1 to 99.9 %');
    await scalars.getByText('Name', { exact: true }).click();
    await title.click(); // the arrow keys are the segments' own while these have the focus
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => title.textContent()).not.toBe(newest);
    await head.getByText('1 newer pulse').waitFor();
    await expect.poll(() => head.getByRole('button', { name: 'Previous' }).isDisabled()).toBe(true);
    expect(await cameras.getByLabel('Range').inputValue()).toBe('outer');
    await head.getByRole('button', { name: 'Next' }).click();
    await expect.poll(() => title.textContent()).toBe(newest);
    expect(await cameras.getByLabel('Range').inputValue()).toBe('outer');
    const saved = page.waitForEvent('download', (each) => each.suggestedFilename().endsWith('.csv'));
    await page.getByRole('button', { name: 'Export' }).click();
    const lines = readFileSync(await (await saved).path(), 'utf8')
      .trimEnd()
      .split('\r\n');
    expect(lines[0]).toMatch(/^pulse_id,pulse_timestamp_ns,channel,value,/);
    expect(lines.length).toBeGreaterThan(2);
  });

  test('in live mode the newest pulse is shown by itself, and a pause says what is newer', async () => {
    const stage = await startStage();
    const page = await openPage(stage.url);
    await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: 'Preview' }).click();
    await page.getByText('No pulse with a file is here yet').waitFor();
    await stage.give('captureNow', { waitForEnd: true });
    const { title, live, tile, head } = lookAtSheet(page);
    await tile(alive).waitFor();
    const first = await title.textContent();
    await stage.give('captureNow', { waitForEnd: true });
    await expect.poll(() => title.textContent()).not.toBe(first);
    const second = await title.textContent();
    await page.keyboard.press('l');
    await expect.poll(() => live.isChecked()).toBe(false);
    await stage.give('captureNow', { waitForEnd: true });
    await head.getByText('1 newer pulse').waitFor();
    expect(await title.textContent()).toBe(second);
    await page.keyboard.press('l');
    await expect.poll(() => title.textContent()).not.toBe(second);
  });

  test.each(['light', 'dark'] as const)('breaks no rule of accessibility in the %s theme', async (colorScheme) => {
    const stage = await startStage({ faults: [{ fault: 'dead-camera', device: dead }] });
    await captureTwo(stage);
    const page = await openPage(stage.url, { colorScheme });
    await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: 'Preview' }).click();
    const { tile, live } = lookAtSheet(page);
    await tile(alive)
      .getByText(/^sum |^centre /)
      .waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('c');
    await page.getByRole('button', { name: /^Compare with/ }).click();
    await page.getByRole('list', { name: 'Captured pulses' }).getByRole('button').first().waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await live.isChecked()).toBe(true);
  });
});
