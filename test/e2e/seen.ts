import type { Locator, Page } from 'playwright';

/** What a person at the screen finds by name. */
export function lookAt(page: Page) {
  const journey = page.getByRole('region', { name: 'Newest pulse' });
  const attention = page.getByRole('region', { name: 'Needs attention' });
  const matrix = page.getByRole('img', { name: /^Outcomes of/ });
  return {
    ...{ journey, attention, matrix },
    captureNow: page.getByRole('button', { name: 'Capture now' }),
    stop: page.getByRole('button', { name: 'Stop', exact: true }),
    startSchedule: page.getByRole('button', { name: 'Start schedule' }),
    notice: page.locator('.line-notice'),
    lamp: (name: string): Locator => page.getByRole('list', { name: 'Connections' }).getByRole('listitem').filter({ hasText: name }),
    cause: (text: string): Locator => attention.getByRole('article').filter({ hasText: text }),
    /** Pulses in the matrix. */
    async pulses(): Promise<number> {
      if ((await matrix.count()) === 0) return 0;
      return Number(/at (\d+) pulses/.exec((await matrix.getAttribute('aria-label')) ?? '')?.[1]);
    },
    /** The text of what a key has chosen in the matrix. */
    async cell(key: string): Promise<string | null> {
      await matrix.press(key);
      return page.getByRole('tooltip').textContent();
    },
  };
}
