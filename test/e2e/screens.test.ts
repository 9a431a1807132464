import { expect, test } from 'vitest';
import { screenTitles } from '../../core/contract/screens.ts';
import { violations } from './accessibility.ts';
import { describeWithBrowser } from './describe-with-browser.ts';
import { lookAt } from './seen.ts';
import { startAsNewcomer } from './stage.ts';

describeWithBrowser('every screen', (openPage) => {
  test.each(['light', 'dark'] as const)(
    'opens, says what it is, and breaks no rule of accessibility in the %s theme',
    async (colorScheme) => {
      const { url } = await startAsNewcomer(['--fault', 'dead-camera:PM-201-FE-CAM-1']);
      const page = await openPage(url, { colorScheme });
      await page.getByRole('heading', { name: 'What should this exporter do?' }).waitFor();
      const found = (await violations(page)).map((violation) => `First run: ${violation}`);
      await page.getByRole('button', { name: 'Try it' }).click();
      await lookAt(page).cause('PM-201-FE-CAM-1').waitFor();
      const rail = page.getByRole('navigation', { name: 'Screens' });
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
