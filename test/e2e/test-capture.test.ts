import { expect, test } from 'vitest';
import { z } from 'zod';
import { violations } from './accessibility.ts';
import { describeWithBrowser } from './describe-with-browser.ts';
import { startStage } from './stage.ts';
import { saved, setUpTest, startTest } from './test-capture-steps.ts';

const ahead = 'PM-201-FE-CAM-1';
const fine = 'PM-201-FE-PD-1';
/** As the simulated facility has it. */
const aheadMs = 1500;
const reportSchema = z.object({
  pulses: z.number(),
  found: z.array(z.object({ channel: z.string(), samples: z.number(), offset: z.object({ p50: z.number() }).nullable() })),
});

describeWithBrowser('somebody who commissions devices', (openPage) => {
  test('runs a test of two devices, finds the clock that is ahead, and keeps the report', async () => {
    const { url } = await startStage({ faults: [{ fault: 'clock-offset', device: ahead }] });
    const page = await openPage(url);
    await setUpTest(page, [ahead, fine], 12);
    await page.getByRole('status').getByText('2 channels of 2 devices over 12 pulses').waitFor();
    await page.getByRole('status').getByText('nothing is uploaded').waitFor();
    expect(await violations(page)).toEqual([]);
    await startTest(page);

    const row = page.getByRole('row').filter({ hasText: ahead });
    await row.waitFor();
    await page.getByRole('region', { name: 'Test', exact: true }).getByText('done').waitFor();
    await page.getByText('12 of 12 pulses').waitFor();
    await row.getByText('+1.5').waitFor();
    await row.click();
    await page
      .getByRole('region', { name: `Channel ${ahead}` })
      .getByRole('img', { name: /^Offset of/ })
      .waitFor();
    expect(await violations(page)).toEqual([]);

    const report = reportSchema.parse(JSON.parse(await saved(page, 'Save JSON')));
    expect(report.pulses).toBe(12);
    const offset = (name: string) => report.found.find(({ channel }) => channel === name)?.offset?.p50 ?? Number.NaN;
    expect(Math.abs(offset(ahead) - aheadMs)).toBeLessThan(0.05 * aheadMs);
    expect(Math.abs(offset(fine))).toBeLessThan(100);
    expect(await saved(page, 'Save report')).toContain(ahead);
  });

  test('stops one in the middle, which is marked in the rail as long as it runs and goes on while the page is loaded again, and removes it', async () => {
    const { url } = await startStage();
    const page = await openPage(url, { colorScheme: 'dark' });
    await setUpTest(page, [ahead, fine], 10_000);
    expect(await violations(page)).toEqual([]);
    await startTest(page);
    const rail = page.getByRole('navigation', { name: 'Screens' });
    await rail.getByRole('button', { name: /A test is running/ }).waitFor();
    await page.getByRole('row').filter({ hasText: fine }).getByText('Hz').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.reload();
    await rail.getByRole('button', { name: /A test is running/ }).click();
    await page.getByRole('row').filter({ hasText: fine }).getByText('Hz').waitFor();
    await page.getByRole('button', { name: 'Stop test' }).click();
    await page.getByRole('button', { name: 'Save report' }).waitFor();
    await page.getByRole('region', { name: 'Tests' }).getByText('stopped').waitFor();
    await expect.poll(() => rail.getByText(/A test is running/).count()).toBe(0);
    await page.getByRole('button', { name: 'Remove…' }).click();
    await page.getByRole('button', { name: 'Remove it' }).click();
    await page.getByText('There is no test yet.').waitFor();
    expect(await violations(page)).toEqual([]);
  });
});
