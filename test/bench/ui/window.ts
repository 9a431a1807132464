import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Browser, type CDPSession, chromium, type Page } from 'playwright';
import { z } from 'zod';
import { findBrowser } from '../../../main/setup/browser.mjs';
import { browserArguments, wall } from '../../e2e/chromium.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const meter = fileURLToPath(new URL('./meter.js', import.meta.url));

const shownSchema = z.object({ shown: z.number(), matrix: z.number() });
const smoothSchema = z.object({ frames: z.array(z.number()), longTasks: z.array(z.number()) });
const metricsSchema = z.object({ metrics: z.array(z.object({ name: z.string(), value: z.number() })) });
const processesSchema = z.object({ processInfo: z.array(z.object({ type: z.string(), id: z.number(), cpuTime: z.number() })) });

export type Memory = {
  heapBytes: number /** Of the page's process; null where the machine does not tell. */;
  residentBytes: number | null;
};

/** A real Chromium of its own with one page at 1920 × 1080, which is measured from inside. */
export type Window = {
  /** From the start of the browser until something was drawn, and from then until the matrix was. */
  opened(): Promise<{ shownMs: number; matrixMs: number }>;
  /** Resolves when that pulse, or a later one, was drawn: the wall clock then. */
  drawn(pulseId: string): Promise<number>;
  /** Milliseconds from frame to frame, and tasks beyond 50 ms, in that time. */
  smoothness(during: Promise<void>): Promise<{ frames: number[]; longTasks: number[] }>;
  /** Seconds of processor time so far: of the page, and of the process that draws for all pages. */
  cpu(): Promise<{ page: number; drawing: number }>;
  memory(): Promise<Memory>;
  close(): Promise<void>;
};

export async function openWindow(url: string): Promise<Window> {
  const found = findBrowser(root);
  if (!found.available) throw new Error(found.reason);
  const begunMs = Date.now();
  const browser = await chromium.launch({ executablePath: found.path, args: browserArguments });
  const page = await browser.newPage({ viewport: wall });
  const waiting = new Map<string, (atMs: number) => void>();
  await page.exposeFunction('painted', (pulseId: string, atMs: number) => {
    for (const [wanted, tell] of waiting)
      if (BigInt(wanted) <= BigInt(pulseId === '' ? 0 : pulseId)) {
        waiting.delete(wanted);
        tell(atMs);
      }
  });
  await page.addInitScript({ path: meter });
  await page.goto(url);
  const inspecting = await page.context().newCDPSession(page);
  return {
    opened: () => openedAt(page, begunMs),
    drawn: (pulseId) => new Promise((resolve) => waiting.set(pulseId, resolve)),
    async smoothness(during) {
      await page.evaluate('meter.isOn = true');
      await during;
      return smoothSchema.parse(await page.evaluate('meter.isOn = false, { frames: meter.frames, longTasks: meter.longTasks }'));
    },
    async cpu() {
      const processes = await processesOf(browser);
      const of = (kind: string) => processes.filter(({ type }) => type === kind).reduce((sum, { cpuTime }) => sum + cpuTime, 0);
      return { page: of('renderer'), drawing: of('GPU') };
    },
    memory: () => memoryOf(browser, inspecting),
    close: () => browser.close(),
  };
}

async function openedAt(page: Page, begunMs: number): Promise<{ shownMs: number; matrixMs: number }> {
  const { shown, matrix } = shownSchema.parse(await page.evaluate('meter.opened()'));
  return { shownMs: shown - begunMs, matrixMs: Math.max(0, matrix - shown) }; // the first drawing may hold both
}

/** What nobody needs any more is collected before. */
async function memoryOf(browser: Browser, inspecting: CDPSession): Promise<Memory> {
  await inspecting.send('HeapProfiler.collectGarbage');
  await inspecting.send('Performance.enable');
  const { metrics } = metricsSchema.parse(await inspecting.send('Performance.getMetrics'));
  const pages = (await processesOf(browser)).filter(({ type }) => type === 'renderer').flatMap(({ id }) => residentBytes(id) ?? []);
  return {
    heapBytes: metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN,
    residentBytes: pages.length === 0 ? null : Math.max(...pages),
  };
}

async function processesOf(browser: Browser): Promise<z.infer<typeof processesSchema>['processInfo']> {
  const machine = await browser.newBrowserCDPSession();
  const { processInfo } = processesSchema.parse(await machine.send('SystemInfo.getProcessInfo'));
  await machine.detach();
  return processInfo;
}

function residentBytes(pid: number): number | null {
  try {
    return 1024 * Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  } catch {
    return null; // only Linux tells it so
  }
}
