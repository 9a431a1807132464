import { expect, test } from 'vitest';
import { describeWithBrowser } from './describe-with-browser.ts';
import { lookAt } from './seen.ts';
import { startStage } from './stage.ts';

describeWithBrowser('an operator at the pulses', (openPage) => {
  test('sees who captures what before the first pulse, and what to do', async () => {
    const { url } = await startStage();
    const page = await openPage(url);
    await page.getByRole('heading', { name: 'Last 60 pulses, 24 devices' }).waitFor();
    expect(await page.getByText('No pulse was captured yet').isVisible()).toBe(true);
    expect(await page.getByText('Alone, simulated').isVisible()).toBe(true);
    expect(page.url()).not.toContain('token');
  });

  test('“Capture now” brings a row into the matrix, which becomes complete', async () => {
    const { url } = await startStage();
    const page = await openPage(url);
    const seen = lookAt(page);
    await seen.captureNow.click();
    await expect.poll(seen.pulses).toBe(1);
    await seen.journey.getByText('24 of 24 channels captured').waitFor();
    expect(await seen.cell('ArrowDown')).toContain('captured CM-202-CVC-PD-1');
    await page.getByRole('banner').getByText('complete, 24').waitFor();
    await seen.captureNow.click();
    await expect.poll(seen.pulses).toBe(2);
    await seen.matrix.press('Shift+Enter');
    await page.getByRole('heading', { name: 'CM-202-CVC-PD-1' }).waitFor();
    await page.getByRole('button', { name: 'Open in explorer' }).click();
    await page.locator('[aria-current="page"]', { hasText: 'HDF5 files' }).waitFor();
  });

  test('“Stop” in the middle of a capture ends it with what it has, and no new pulse is begun', async () => {
    const { url } = await startStage({
      settleMs: 30_000,
      schedule: { kind: 'seconds', every: 2 },
      faults: [{ fault: 'dead-camera', device: 'PM-201-FE-CAM-1' }],
    });
    const page = await openPage(url);
    const seen = lookAt(page);
    await page.getByRole('heading', { name: 'Pulse in flight' }).waitFor();
    await seen.journey.getByText('23 of 24 channels captured').waitFor();
    await seen.stop.click();
    await page.getByRole('heading', { name: 'Newest pulse' }).waitFor();
    await seen.startSchedule.waitFor();
    await page.getByRole('banner').getByText('by hand').waitFor();
    await page
      .getByRole('banner')
      .getByText(/partial, 23 of 24/)
      .waitFor();
    const pulses = await seen.pulses();
    await page.reload();
    await expect.poll(seen.pulses).toBe(pulses);
  });

  test('a page that is loaded again in the middle of a capture shows it, and its end', async () => {
    const { url } = await startStage({ settleMs: 30_000, faults: [{ fault: 'late-camera', device: 'PM-201-FE-CAM-1' }] });
    const page = await openPage(url);
    const seen = lookAt(page);
    await seen.captureNow.click();
    await page.getByRole('heading', { name: 'Pulse in flight' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: /^(Pulse in flight|Newest pulse)/ }).waitFor();
    await seen.journey.getByText('24 of 24 channels captured').waitFor();
    await page.getByRole('heading', { name: 'Newest pulse' }).waitFor();
    expect(await seen.pulses()).toBe(1);
  });

  test('two pages see the same, whichever gives the command', async () => {
    const { url } = await startStage();
    const one = await openPage(url);
    const other = await openPage(url, { viewport: { width: 1366, height: 768 } });
    await lookAt(one).captureNow.click();
    await lookAt(other).journey.getByText('24 of 24 channels captured').waitFor();
    await lookAt(other).captureNow.click();
    await expect.poll(lookAt(one).pulses).toBe(2);
    await expect.poll(lookAt(other).pulses).toBe(2);
    const heading = (page: typeof one) => page.getByRole('heading', { name: 'Newest pulse' });
    expect(await heading(one).textContent()).toBe(await heading(other).textContent());
  });
});
