import { expect, test } from 'vitest';
import { describeWithBrowser } from './describe-with-browser.ts';
import { lookAt } from './seen.ts';
import { startStage } from './stage.ts';

const camera = 'PM-201-FE-CAM-1';

describeWithBrowser('an operator when something breaks', (openPage) => {
  test('a camera that dies is told in the matrix and among what needs attention until it is back, and again when it dies again', async () => {
    const { url, give } = await startStage({ settleMs: 300, schedule: { kind: 'seconds', every: 1 } });
    const page = await openPage(url);
    const seen = lookAt(page);
    await expect.poll(seen.pulses).toBeGreaterThan(0);
    await seen.attention.getByText('Nothing: every expected device').waitFor();
    await give('setFault', { fault: 'dead-camera', device: camera, on: true });
    await seen.cause(`${camera}: missing for`).waitFor();
    await page
      .getByRole('radio', { name: 'Abnormal only' })
      .or(page.getByRole('button', { name: 'Abnormal only' }))
      .first()
      .click();
    await expect.poll(() => seen.cell('ArrowDown')).toContain(`missing ${camera}`);
    await page.getByRole('banner').getByText('partial, 23 of 24').waitFor();

    await seen.cause(camera).getByRole('button', { name: 'Acknowledge' }).click();
    await page.getByRole('textbox', { name: 'Your name' }).fill('Ann');
    await page.getByRole('button', { name: 'Go on' }).click();
    await seen.cause(camera).getByText('known to Ann').waitFor();

    await give('setFault', { fault: 'dead-camera', device: camera, on: false });
    await seen.attention.getByText('Nothing: every expected device').waitFor();
    await page.getByRole('banner').getByText('complete, 24').waitFor();

    await give('setFault', { fault: 'dead-camera', device: camera, on: true });
    await seen.cause(camera).getByRole('button', { name: 'Acknowledge' }).waitFor();
  });

  test('Kafka that vanishes is told by its lamp and one alarm, and both end when it is back', async () => {
    const { url, give } = await startStage({ settleMs: 300, schedule: { kind: 'seconds', every: 1 } });
    const page = await openPage(url);
    const seen = lookAt(page);
    await seen.lamp('Kafka').getByText('ok').waitFor();
    await give('setFault', { fault: 'broker-down', on: true });
    await seen.lamp('Kafka').getByText('no answer').waitFor();
    await seen.cause('Kafka does not answer').waitFor();
    await give('setFault', { fault: 'broker-down', on: false });
    await seen.lamp('Kafka').getByText('ok').waitFor();
    await seen.attention.getByText('Nothing: every expected device').waitFor();
    await page.getByRole('banner').getByText('complete, 24').waitFor();
  });
});
