import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright';
import { expect, test } from 'vitest';
import { readWithH5wasm } from '../hdf5/by-h5wasm.ts';
import type { Simulated } from '../system/simulated.ts';
import { violations } from './accessibility.ts';
import { describeWithBrowser } from './describe-with-browser.ts';
import { startStage } from './stage.ts';

describeWithBrowser('a person at curves and trends', (openPage) => {
  test('zooms a waveform, goes to the pulse before with the zoom kept, measures with cursors and exports it', async () => {
    const { url, facility, give } = await startStage();
    for (let pulse = 0; pulse < 3; pulse++) await give('captureNow', { waitForEnd: true });
    const channel = named(facility, '-SPEC-');
    const [before, newest] = (
      await Promise.all(
        files(facility)
          .slice(-2)
          .map((file) => readWithH5wasm(file)),
      )
    ).map(({ groups }) => {
      const { x, y } = groups[channel]?.datasets ?? {};
      return { x: numbers(x?.value), y: numbers(y?.value) };
    });
    if (before === undefined || newest === undefined) throw new Error('Three pulses were captured');

    const page = await openPage(url);
    await open(page, `newest/${channel}`);
    const curve = page.getByRole('img', { name: `${channel}: 512 points` });
    const sight = page.getByRole('region', { name: 'Part in sight' });
    await expect.poll(() => fact(sight, 'Mean')).toBe(mean(newest.y));
    for (let times = 0; times < 3; times++) await curve.press('+');
    await expect.poll(() => fact(sight, 'Points')).not.toBe(512);
    const zoomed = await sight.locator('.caption').textContent();
    const [from = 0, to = 0] = (zoomed ?? '').match(/[\d.]+/g)?.map(Number) ?? [];
    expect(to - from).toBeCloseTo(102.2 * 0.8 ** 3, 3);

    await page.getByRole('button', { name: '‹ Previous' }).click();
    const seen = before.y.filter((_, at) => (before.x[at] ?? 0) >= from && (before.x[at] ?? 0) <= to);
    await expect.poll(() => fact(sight, 'Mean')).toBe(mean(seen));
    expect(await sight.locator('.caption').textContent()).toBe(zoomed);

    await page.getByText('Cursors', { exact: true }).first().click();
    const cursors = page.getByRole('region', { name: 'Cursors' });
    const [one, other] = ['A', 'B'].map((name) => page.getByRole('slider', { name: `Cursor ${name}` }));
    if (one === undefined || other === undefined) throw new Error('There are two cursors');
    await other.press('ArrowRight');
    await one.press('Shift+ArrowLeft');
    const [a, b] = [await placeIn(before.x, one), await placeIn(before.x, other)];
    expect(await fact(cursors, 'Δx')).toBeCloseTo((before.x[b] ?? 0) - (before.x[a] ?? 0), 5);
    expect(await fact(cursors, 'Δy')).toBe((before.y[b] ?? 0) - (before.y[a] ?? 0));
    expect(await violations(page)).toEqual([]);

    await page.getByLabel('Pulses before').selectOption('5');
    await page.getByText('only 1 pulse before found').waitFor();

    const csv = await saved(page, 'All points with all digits, CSV');
    expect(csv.name).toMatch(new RegExp(`^${channel}_\\d+\\.csv$`));
    const lines = csv.bytes.toString().trimEnd().split('\r\n');
    expect(lines[0]).toBe(`x (nm),${channel} (counts)`);
    expect(lines.slice(1).map((line) => line.split(',').map(Number))).toEqual(before.x.map((x, at) => [x, before.y[at]]));
    const png = await saved(page, 'Curve as it is seen, PNG');
    expect(png.bytes.subarray(1, 4).toString()).toBe('PNG');
  });

  test('sees an energy meter over the last hour: a point for each capture, and a gap with its reason where it was dead', async () => {
    const { url, facility, give } = await startStage();
    const channel = named(facility, '-EM-');
    const capture = () => give('captureNow', { waitForEnd: true });
    const stored = async () =>
      Promise.all(files(facility).map(async (file) => (await readWithH5wasm(file)).groups[channel]?.datasets['data']?.value));
    const captureUntil = async (isThere: boolean) => {
      do await capture();
      while (((await stored()).at(-1) !== undefined) !== isThere); // a fault is on from some pulse on, which may not be the next
    };
    await captureUntil(true);
    await give('setFault', { fault: 'dead-camera', device: channel, on: true });
    await captureUntil(false);
    await give('setFault', { fault: 'dead-camera', device: channel, on: false });
    await captureUntil(true);
    const all = await stored();
    const known = all.filter((value) => value !== undefined).length;

    const page = await openPage(url);
    await open(page, `trends/${channel}`);
    const panel = page.getByRole('region', { name: `${channel}, Value` });
    await panel.getByText(`${all.length} captures`, { exact: true }).waitFor();
    expect(await fact(panel, 'Values')).toBe(known);
    const gaps = panel.getByRole('region', { name: 'Gaps' });
    expect(await gaps.textContent()).toMatch(new RegExp(`${all.length - known} captures?: missing: .*${channel}`));

    await panel.locator('.trend-chart [tabindex="0"]').focus();
    const tip = panel.locator('.trend-tip');
    for (let at = 0; at < all.indexOf(undefined); at++) {
      const before = await tip.textContent();
      await page.keyboard.press('ArrowRight');
      await expect.poll(() => tip.textContent()).not.toBe(before);
    }
    expect(await tip.textContent()).toMatch(/^missing: /);
    await page.keyboard.press('ArrowLeft');

    await capture();
    await panel.getByText(`${all.length + 1} captures`, { exact: true }).waitFor();
    expect(await middle(panel.locator('.trend-cursor')), 'it goes with its point').toBeCloseTo(
      await middle(panel.locator('.recharts-active-dot circle')),
      0,
    );
    expect(await violations(page)).toEqual([]);

    const csv = await saved(page, 'Every capture, with why it has no value, CSV', `Export ${channel}, Value…`);
    const rows = csv.bytes.toString().trimEnd().split('\r\n').slice(1);
    const values = (await stored()).map((value) => (value === undefined ? '' : String(value)));
    expect(rows.map((row) => row.split(',')[4])).toEqual(values);

    await gaps.getByRole('button').click();
    await page.getByRole('heading', { name: 'Pulse' }).waitFor();
    expect(page.url()).toContain(`preview/${rows[values.indexOf('')]?.split(',')[0]}`);
  });
});

function named({ channels }: Simulated, part: string): string {
  const found = channels.find((channel) => channel.includes(part));
  if (found === undefined) throw new Error(`No channel of the facility has ${part} in its name`);
  return found;
}

/** Oldest first: their names begin with their time. */
function files({ dataFolder }: Simulated): string[] {
  const all = readdirSync(dataFolder, { recursive: true, encoding: 'utf8' });
  return all
    .filter((file) => file.endsWith('.h5'))
    .sort()
    .map((file) => join(dataFolder, file));
}

async function open(page: Page, what: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Screens' }).waitFor();
  await page.evaluate(`location.hash = ${JSON.stringify(`#/preview/${encodeURIComponent(what)}`)}`);
}

async function middle(mark: Locator): Promise<number> {
  const { x, width } = (await mark.boundingBox()) ?? { x: Number.NaN, width: 0 };
  return x + width / 2;
}

/** The number that stands beside a name. */
async function fact(region: Locator, name: string): Promise<number> {
  const text = await region.locator(`dt:text-is("${name}") + dd`).textContent();
  return Number(text?.replace('−', '-').split(' ')[0]);
}

async function placeIn(x: readonly number[], cursor: Locator): Promise<number> {
  const at = x.indexOf(Number(await cursor.getAttribute('aria-valuenow')));
  expect(at, 'a cursor stands at a point of the curve').toBeGreaterThanOrEqual(0);
  return at;
}

/** As the screen shows it. */
function mean(all: readonly number[]): number {
  return Number((all.reduce((sum, each) => sum + each, 0) / all.length).toPrecision(6));
}

function numbers(value: unknown): number[] {
  if (!Array.isArray(value)) throw new Error('The file has numbers there');
  return value.map(Number);
}

async function saved(page: Page, item: string, menu = 'Export…'): Promise<{ name: string; bytes: Buffer }> {
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: menu }).click();
  await page.getByRole('menuitem', { name: item }).click();
  const download = await saving;
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}
