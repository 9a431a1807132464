import { expect, test } from 'vitest';
import { violations } from './accessibility.ts';
import { describeWithBrowser } from './describe-with-browser.ts';
import { lookAt } from './seen.ts';
import { startAsNewcomer, startStage } from './stage.ts';

describeWithBrowser('an operator at the settings', (openPage) => {
  test('a newcomer is asked what the exporter is for, tries the simulated facility, and sees it captured', async () => {
    const { url } = await startAsNewcomer();
    const page = await openPage(url);
    await page.getByRole('heading', { name: 'What should this exporter do?' }).waitFor();
    await page.getByRole('button', { name: 'Try it' }).click();
    await page.getByRole('heading', { name: 'Last 60 pulses, 150 devices' }).waitFor();
    await expect.poll(lookAt(page).pulses).toBeGreaterThan(0);
    await page.goto(url);
    await page.getByRole('heading', { name: 'Last 60 pulses, 150 devices' }).waitFor(); // nobody is asked twice
  });

  test('a wrong setting is refused at its field, and nothing is applied until it is right', async () => {
    const { url } = await startStage();
    const page = await openPage(url);
    await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: 'Settings' }).click();
    const name = page.getByRole('textbox', { name: 'Name', exact: true });
    const apply = page.getByRole('button', { name: 'Apply…' });
    await name.fill('not a name!');
    await expect.poll(() => name.getAttribute('aria-invalid')).toBe('true');
    await page.getByRole('status').getByText('1 problem').waitFor();
    expect(await apply.isDisabled()).toBe(true);
    expect(await violations(page)).toEqual([]);
    await name.fill('laser-7');
    await expect.poll(() => apply.isEnabled()).toBe(true);
    await apply.click();
    await page.getByRole('button', { name: 'Apply', exact: true }).click();
    await page.getByRole('textbox', { name: 'Your name' }).fill('Ann');
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('banner').getByText('laser-7').waitFor();
  });

  test('who may lead is a form for the keyboard, with each problem at its row; a number with a point can be typed', async () => {
    const { url } = await startStage();
    const page = await openPage(url);
    await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: 'Settings' }).click();
    const section = (name: string) => page.getByRole('navigation', { name: 'Sections of the settings' }).getByRole('button', { name });
    await section('Group').click();
    await page.getByText('In a group').click();
    await page.getByRole('button', { name: 'Add an exporter that may lead' }).press('Enter');
    await page.locator('[aria-label="Name, row 1"]:focus').waitFor();
    await page.keyboard.type('sys');
    await page.getByText('Row 1, announces at: An address is written tcp://host:port').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Take back' }).click();
    await section('Gateway').click();
    await page.getByText('Upload to a Gateway').click();
    await page.getByLabel('Between uploads').pressSequentially('0.5');
    expect(await page.getByLabel('Between uploads').inputValue()).toBe('0.5');
  });

  test('who adds a device sees what captures its topic already, and each problem at its field', async () => {
    const { url } = await startStage();
    const page = await openPage(url);
    await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: 'Devices' }).click();
    await page.getByRole('button', { name: 'Add…' }).click();
    await page.getByRole('searchbox', { name: 'Find a topic' }).fill('fe-cam');
    await expect.poll(() => page.locator('.source-name').allTextContents()).toEqual(['pm-201-fe-cam-1']);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Captured already: PM-201-FE-CAM-1.').waitFor();
    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: 'Add this channel' }).and(page.locator(':focus')).press('Enter');
    await page.getByText('The channel name PM-201-FE-CAM-1 is there twice').waitFor();
    await page.getByText('Column, units, clock and other facts').click();
    expect(await violations(page)).toEqual([]);
  });

  test('where a secret is named it is said that this program keeps none, and what to do instead', async () => {
    const { url } = await startStage();
    const page = await openPage(url);
    await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('navigation', { name: 'Sections of the settings' }).getByRole('button', { name: 'Gateway' }).click();
    const secrets = page.getByRole('region', { name: 'Kept secrets' });
    await secrets.getByText('This program keeps no secrets itself').waitFor();
    expect(await secrets.getByRole('textbox').count()).toBe(0);
    expect(await violations(page)).toEqual([]);
  });
});
