import { expect, test } from 'vitest';
import { z } from 'zod';
import { violations } from './accessibility.ts';
import { describeWithBrowser } from './describe-with-browser.ts';
import { startGroupStage } from './group-stage.ts';
import { lookAt } from './seen.ts';

const decidedSchema = z.object({ outcomes: z.array(z.object({ channel: z.string(), code: z.string() })) });

describeWithBrowser('an operator of a group', (openPage) => {
  test.each(['light', 'dark'] as const)(
    'sees every exporter of it, and the screen breaks no rule of accessibility in the %s theme',
    async (colorScheme) => {
      const { leader } = await startGroupStage();
      const page = await openPage(leader.url, { colorScheme });
      await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: 'Group' }).click();
      for (const name of ['laser-1', 'laser-2', 'laser-3']) await page.getByRole('main').getByText(name).first().waitFor();
      expect(await violations(page)).toEqual([]);
    },
  );

  test('moves two devices to another exporter, sees before what that does to the loads, and the next pulse is captured so', async () => {
    const { leader, followers } = await startGroupStage();
    const page = await openPage(leader.url);
    const main = page.getByRole('main');
    await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: 'Devices' }).click();
    await main.getByText('Assignments', { exact: true }).click({ timeout: 10_000 });
    const ofExporter = (name: string) => main.locator('tbody tr', { has: page.locator('.at-exporter', { hasText: name }) });
    await expect.poll(() => ofExporter('laser-2').count()).toBeGreaterThan(0);
    await expect.poll(() => ofExporter('laser-1').count()).toBeGreaterThan(1);
    const moved: string[] = [];
    for (const at of [0, 1]) {
      const row = ofExporter('laser-1').nth(at);
      moved.push((await row.locator('.at-device').textContent()) ?? '');
      await row.click();
    }
    const panel = page.getByRole('region', { name: 'Move devices' });
    await panel.getByRole('heading', { name: 'Move 2 devices' }).waitFor();
    await page.getByRole('grid', { name: 'Devices.' }).press('m');
    const to = panel.getByRole('combobox', { name: 'To' });
    await panel.locator('select:focus').waitFor();
    await to.selectOption('laser-2');
    await panel.getByRole('heading', { name: 'Load of each exporter' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await panel.getByRole('button', { name: 'Move with the next pulse' }).click();
    await page.getByRole('textbox', { name: 'Your name' }).fill('Ann');
    await page.getByRole('button', { name: 'Go on' }).click();
    await panel.getByText('Done.').waitFor();
    for (const device of moved) await ofExporter('laser-2').filter({ hasText: device }).getByText('pinned').waitFor();

    await lookAt(page).captureNow.click();
    for (const device of moved) {
      const taken = followers.get('laser-2')?.event((event) => {
        const decided = decidedSchema.safeParse(event);
        return decided.success && decided.data.outcomes.some(({ channel, code }) => channel === device && code === 'captured');
      });
      expect(await taken, device).toBeDefined();
    }
  });
});
