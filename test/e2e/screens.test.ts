import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { screenTitles } from '../../renderer/rail/screens.ts';
import { describeWithBrowser } from './describe-with-browser.ts';
import { lookAt } from './seen.ts';
import { startAsNewcomer } from './stage.ts';

describeWithBrowser('every screen', (openPage) => {
  test.each(['light', 'dark'] as const)(
    'opens, says what it is, and breaks no rule of accessibility in the %s theme',
    async (colorScheme) => {
      const { url } = await startAsNewcomer(['--fault', 'dead-camera:PM-201-FE-CAM-1']);
      const page = await openPage(url, { colorScheme });
      await expect.poll(lookAt(page).pulses).toBeGreaterThan(1);
      const rail = page.getByRole('navigation', { name: 'Screens' });
      const found: string[] = [];
      for (const title of Object.values(screenTitles)) {
        if (title === 'Group') continue; // this exporter is in none
        await rail.getByRole('button', { name: title }).click();
        await expect.poll(() => rail.locator('[aria-current=page]').textContent()).toContain(title);
        await page.getByRole('main').getByRole('heading').first().waitFor();
        found.push(...(await violations(page)).map((violation) => `${title}: ${violation}`));
      }
      expect(found).toEqual([]);
    },
  );
});

async function violations(page: Page): Promise<string[]> {
  const { violations: all } = await new AxeBuilder({ page }).analyze();
  return all.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help} (${target.join(' ')})`));
}
