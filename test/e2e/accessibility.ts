import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';

/** A text, since tests know nothing of a page's globals. */
const settled = `Promise.allSettled(
  document.getAnimations()
    .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime))
    .map(({ finished }) => finished),
).then(() => undefined)`;

/** Whatever axe finds, as lines for a person. `beside`: what is not ours to judge, by its selector. */
export async function violations(page: Page, beside: string[] = []): Promise<string[]> {
  await page.evaluate(settled); // what is still fading in has no contrast yet
  const { violations: all } = await beside.reduce((axe, each) => axe.exclude(each), new AxeBuilder({ page })).analyze();
  return all.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help} (${target.join(' ')})`));
}
