import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright';
import { findBrowser } from '../main/setup/browser.mjs';
import { browserArguments, wall } from './e2e/chromium.ts';
import { lookAt } from './e2e/seen.ts';
import { startGroup } from './screenshot-group.ts';

/** `npm run screenshots`: what the README shows of each screen, from the simulated facility after some 65 pulses with some faults. Takes about two minutes. */
const root = fileURLToPath(new URL('../', import.meta.url));
const folder = join(root, 'assets', 'screens');
const faults = [
  'dead-camera:PM-201-FE-CAM-1',
  'skipped-pulses:PM-201-FE-CAM-2',
  'truncated:CM-202-CVC-PD-1',
  'clock-offset:PM-201-FE-CAM-3',
];
const pulses = 65;
const groupPulses = 20;

type Shot = { name: string; route: string; theme?: 'dark'; waitMs?: number; before?: (page: Page) => Promise<void> };
const shots: readonly Shot[] = [
  { name: 'pulses', route: 'pulses', before: (page) => lookAt(page).matrix.hover({ position: { x: 714, y: 200 } }) },
  { name: 'pulses-dark', route: 'pulses', theme: 'dark' },
  { name: 'shift', route: 'shift' },
  { name: 'devices', route: 'devices', waitMs: 9000 },
  { name: 'captures', route: 'captures', before: (page) => page.getByRole('row').nth(4).click() },
  { name: 'preview', route: 'preview', waitMs: 6000 },
  { name: 'image', route: 'preview/newest%2FPM-202-PA-CAM-1', waitMs: 4000 },
  { name: 'curve', route: 'preview/newest%2FPM-203-MA-SPEC-1', waitMs: 3000 },
  { name: 'trends', route: 'preview/trends%2FPM-201-FE-EM-1', waitMs: 5000 },
  { name: 'files', route: 'files', before: openNewestFile },
  { name: 'test', route: 'test', before: runTest },
  { name: 'uploads', route: 'uploads' },
  { name: 'first-run', route: 'settings/first-run' },
  { name: 'help', route: 'help' },
];

const found = findBrowser(root);
if (found.available) {
  mkdirSync(folder, { recursive: true });
  await take(found.path);
  await takeGroup(found.path);
} else {
  console.error(found.reason);
  process.exitCode = 1;
}

async function take(executablePath: string): Promise<void> {
  const local = mkdtempSync(join(tmpdir(), 'exporter-screenshots-'));
  const options = ['--simulate', '--every', '1', '--port', '0', ...faults.flatMap((fault) => ['--fault', fault])];
  const exporter = spawn(process.execPath, [join(root, 'core', 'cli.ts'), ...options], {
    cwd: local,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const over = new Promise<void>((resolve) => exporter.once('close', () => resolve()));
  const browser = await chromium.launch({ executablePath, args: browserArguments });
  try {
    const url = await addressOf(createInterface({ input: exporter.stdout }));
    for (const theme of ['light', 'dark'] as const) {
      const page = await browser.newPage({ viewport: wall, colorScheme: theme });
      await asAnn(page);
      await page.goto(url);
      while ((await lookAt(page).pulses()) < Math.min(60, pulses)) await sleep(500);
      for (const shot of shots.filter((each) => (each.theme ?? 'light') === theme)) await shoot(page, shot);
      await page.close();
    }
  } finally {
    await browser.close();
    exporter.kill('SIGINT');
    await over;
    rmSync(local, { recursive: true, force: true });
  }
}

/** Some pulses after its followers have joined. */
async function takeGroup(executablePath: string): Promise<void> {
  const group = await startGroup();
  const browser = await chromium.launch({ executablePath, args: browserArguments });
  try {
    if (group.leader.stdout === null) throw new Error('The leader tells its address.');
    const page = await browser.newPage({ viewport: wall });
    await asAnn(page);
    await page.goto(await addressOf(createInterface({ input: group.leader.stdout })));
    while ((await lookAt(page).pulses()) < groupPulses) await sleep(500);
    await shoot(page, { name: 'group', route: 'group' });
  } finally {
    await browser.close();
    await group.stop();
  }
}

async function asAnn(page: Page): Promise<void> {
  await page.addInitScript(`localStorage.setItem('first-run', 'chosen'); localStorage.setItem('person', 'Ann Clarke');`);
}

async function shoot(page: Page, { name, route, waitMs = 1500, before }: Shot): Promise<void> {
  await page.evaluate(`location.hash = '#/${route}'`);
  await page.getByRole('main').getByRole('heading').first().waitFor();
  await sleep(waitMs); // what is asked for is there, and some pulses more
  await before?.(page);
  await sleep(500);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  console.log(`assets/screens/${name}.png`);
}

/** Of one of the captures, with a picture of it opened. */
async function openNewestFile(page: Page): Promise<void> {
  await page.evaluate(`location.hash = '#/captures'`);
  await page.getByRole('row').nth(3).click();
  await page.getByRole('button', { name: 'Open in explorer' }).click();
  const tree = page.frameLocator('iframe');
  await tree.locator('[role=treeitem][data-path="/PM-202-PA-CAM-1"]').click();
  await tree.locator('[role=treeitem][data-path="/PM-202-PA-CAM-1/data"]').click();
  await sleep(3000);
}

/** Of some devices, one of which has a clock that is wrong. */
async function runTest(page: Page): Promise<void> {
  for (const device of ['PM-201-FE-CAM-1', 'PM-201-FE-CAM-2', 'PM-201-FE-CAM-3', 'PM-201-FE-EM-1'])
    await page.getByRole('region', { name: 'Devices' }).getByRole('checkbox', { name: device, exact: true }).check({ force: true });
  await page.getByRole('textbox', { name: 'Pulses' }).fill('12');
  await page.getByRole('button', { name: 'Start test' }).click();
  await page.getByRole('region', { name: 'Test', exact: true }).getByText('done').waitFor({ timeout: 90_000 });
}

async function addressOf(lines: AsyncIterable<string> & { on(event: 'line', listener: () => void): unknown }): Promise<string> {
  for await (const line of lines) {
    const address = /^Screens: (http\S+)/.exec(line)?.[1];
    if (address === undefined) continue;
    lines.on('line', () => undefined); // else its output is held back, and it with it
    return address;
  }
  throw new Error('The exporter ended without an address.');
}
