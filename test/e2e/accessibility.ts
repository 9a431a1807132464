import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';

/** Whatever axe finds, as lines for a person. */
export async function violations(page: Page): Promise<string[]> {
  const { violations: all } = await new AxeBuilder({ page }).analyze();
  return all.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help} (${target.join(' ')})`));
}
