import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { z } from 'zod';
import type { Result } from '../../../core/contract/errors.ts';
import { createFeed } from '../../../core/feed.ts';
import type { createPreviews } from '../../../core/preview/previews.ts';
import type { Pulse } from '../../../core/pulses/pulse.ts';
import { previewRequests } from '../../../core/request-schemas.ts';
import { serve } from '../../../core/serve/serve.ts';
import { findBrowser } from '../../../main/setup/browser.mjs';
import { browserArguments, wall } from '../../e2e/chromium.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const pageFolder = fileURLToPath(new URL('../../../out/renderer/', import.meta.url));
const meter = fileURLToPath(new URL('./sheet-meter.js', import.meta.url));
const timesSchema = z.object({ firstMs: z.number(), allMs: z.number() });

export type SheetTimes = z.infer<typeof timesSchema>;
type Previews = Pick<ReturnType<typeof createPreviews>, 'commands' | 'bytes'>;

/** What a person waits for, from the click until it is drawn, in a real Chromium on the served page: contact sheets, then one image large, each of every pulse. */
export async function inBrowser(
  { commands, bytes }: Previews,
  pulses: readonly Pulse[],
  { cameras, channel }: { cameras: number; channel: string },
): Promise<{ sheets: SheetTimes[]; pages: number[] }> {
  const found = findBrowser(root);
  if (!found.available) throw new Error(found.reason);
  const feed = createFeed();
  feed.emit({ type: 'exporter/started', name: 'bench', version: '0', at: new Date().toISOString(), simulated: false, dataFolder: '/data' });
  const served = await serve({ subscribe: feed.subscribe, dispatch }, { port: 0, token: 'bench', pageFolder, routes: bytes });
  const browser = await chromium.launch({ executablePath: found.path, args: browserArguments });
  try {
    const page = await browser.newPage({ viewport: wall });
    await page.addInitScript({ path: meter });
    await page.goto(served.url);
    await page.getByRole('navigation', { name: 'Screens' }).waitFor();
    const ask = (way: 'sheet' | 'page', { pulseId, timestampNs }: Pulse, open = '') =>
      page.evaluate(`sheetMeter.${way}('preview/${encodeURIComponent(`${pulseId}@${timestampNs}${open}`)}', '${pulseId}', ${cameras})`);
    const sheets: SheetTimes[] = [];
    for (const pulse of pulses) sheets.push(timesSchema.parse(await ask('sheet', pulse)));
    const pages: number[] = [];
    for (const pulse of pulses) pages.push(z.number().parse(await ask('page', pulse, `/${channel}`)));
    return { sheets, pages };
  } finally {
    await browser.close();
    await served.stop();
  }

  async function dispatch(command: unknown, request: unknown): Promise<Result<unknown>> {
    if (command === 'previewPulse') return { ok: true, value: await commands.previewPulse(previewRequests.previewPulse.parse(request)) };
    if (command === 'neighbourPulses')
      return { ok: true, value: await commands.neighbourPulses(previewRequests.neighbourPulses.parse(request)) };
    return { ok: false, failure: { code: 'NOT_FOUND', message: 'The bench has none.' } };
  }
}
