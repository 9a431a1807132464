import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { findBrowser } from '../../main/setup/browser.mjs';
import { browserArguments, wall } from './chromium.ts';

/** A new window of a person of their own: nothing is kept from another test. Closed when the test is over, which fails where its page threw something. */
export type OpenPage = (url: string, options?: BrowserContextOptions) => Promise<Page>;

/** Tests in a real Chromium. */
export function describeWithBrowser(name: string, body: (openPage: OpenPage) => void): void {
  const found = findBrowser(fileURLToPath(new URL('../../', import.meta.url)));
  if (found.available) withBrowser(name, found.path, body);
  else without(name, found.reason);
}

function withBrowser(name: string, path: string, body: (openPage: OpenPage) => void): void {
  describe(name, { timeout: 180_000 }, () => {
    let browser: Browser | undefined;
    beforeAll(async () => {
      browser = await chromium.launch({ executablePath: path, args: browserArguments });
    });
    afterAll(() => browser?.close());
    body(async (url, options = {}) => {
      if (browser === undefined) throw new Error('Pages are opened in tests');
      const context = await browser.newContext({ viewport: wall, colorScheme: 'light', reducedMotion: 'reduce', ...options });
      context.setDefaultTimeout(60_000); // a busy machine is late, not wrong
      const page = await context.newPage();
      const thrown: string[] = [];
      page.on('pageerror', (error) => thrown.push(String(error)));
      onTestFinished(async () => {
        await context.close();
        expect(thrown, 'errors in the page').toEqual([]);
      });
      await page.goto(url);
      return page;
    });
  });
}

/** Skipped loudly on a person's machine; a failure where everything must be tested. */
function without(name: string, reason: string): void {
  if (process.env['CI'] === 'true') throw new Error(reason);
  console.warn(`\nSKIPPED: ${name}. ${reason}\n`);
  describe.skip(name, () => test('needs a Chromium', () => undefined));
}
