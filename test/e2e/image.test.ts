import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import type { Locator, Page } from 'playwright';
import { expect, test } from 'vitest';
import { readWithH5wasm } from '../hdf5/by-h5wasm.ts';
import { violations } from './accessibility.ts';
import { describeWithBrowser } from './describe-with-browser.ts';
import { startStage } from './stage.ts';

const camera = 'PM-201-FE-CAM-1';

/** What a person at an image finds by name. */
function lookAtImage(page: Page) {
  const region = (name: string) => page.getByRole('region', { name, exact: true });
  return {
    picture: page.getByRole('img', { name: new RegExp(`^${camera}, `) }),
    range: region('Range'),
    rectangle: region('Rectangle'),
    profile: region('Profile'),
    reference: region('Reference'),
    fit: page.getByRole('button', { name: 'Fit', exact: true }),
    previous: page.getByRole('button', { name: '‹ Previous' }),
  };
}

describeWithBrowser('a person at an image', (openPage) => {
  test('zooms, goes to the pulse before with the zoom kept, draws a rectangle with its figures, and exports both', async () => {
    const { url, facility, give } = await startStage();
    for (let pulse = 0; pulse < 3; pulse++) await give('captureNow', { waitForEnd: true });
    const [reference, before, newest] = await Promise.all(files(facility.dataFolder).map(pixelsIn));
    if (reference === undefined || before === undefined || newest === undefined) throw new Error('Three pulses were captured');

    const page = await openPage(url);
    await open(page, camera);
    const { picture, range, rectangle, fit, previous } = lookAtImage(page);
    await expect.poll(() => figure(rectangle, 'Sum')).toBe(figuresOf(newest, whole).sum);
    const box = await picture.boundingBox();
    if (box === null) throw new Error('The picture is there');
    await page.mouse.move(box.x + 0.4 * box.width, box.y + 0.4 * box.height);
    for (let turn = 0; turn < 3; turn++) await page.mouse.wheel(0, -100);
    await expect.poll(() => fit.getAttribute('aria-pressed')).toBe('false');
    const seen = await saved(page, 'Pixels in sight, CSV');
    expect(seen.columns.length).toBeLessThan(120);

    await previous.click();
    await expect.poll(() => figure(rectangle, 'Sum')).toBe(figuresOf(before, whole).sum);
    const kept = await saved(page, 'Pixels in sight, CSV');
    expect(kept.columns).toEqual(seen.columns);
    expect(kept.rows).toEqual(kept.lines.map((y) => kept.columns.map((x) => before.at(y * columns + x))));

    await range.getByText('Full', { exact: true }).click();
    const unsaturated = before.filter((value) => value < 4095);
    expect(await range.getByLabel('Lower limit', { exact: true }).inputValue()).toBe(String(Math.min(...before)));
    await expect
      .poll(async () => Number(await range.getByLabel('Upper limit', { exact: true }).inputValue()))
      .toBeLessThanOrEqual(Math.max(...unsaturated));
    const limit = range.getByRole('slider', { name: 'Upper limit of the colours' });
    const high = Number(await limit.getAttribute('aria-valuenow'));
    await limit.press('ArrowLeft');
    await expect.poll(async () => Number(await limit.getAttribute('aria-valuenow'))).toBeLessThan(high);
    expect(await range.getByRole('radio', { name: 'Fixed' }).getAttribute('aria-checked')).toBe('true');

    await fit.click();
    await page.keyboard.down('Shift');
    await page.mouse.move(box.x + 0.3 * box.width, box.y + 0.25 * box.height);
    await page.mouse.down();
    await page.mouse.move(box.x + 0.55 * box.width, box.y + 0.6 * box.height, { steps: 4 });
    await page.mouse.up();
    await page.keyboard.up('Shift');
    await rectangle.getByRole('button', { name: 'Remove' }).waitFor();
    const part = await partOf(rectangle);
    expect(part.width * part.height).toBeGreaterThan(100);
    await agree(rectangle, figuresOf(before, part), figuresOf(reference, part));
    await page.getByRole('button', { name: /^\d+ × \d+ px, mean/ }).press('ArrowRight');
    await expect.poll(async () => (await partOf(rectangle)).x).toBe(part.x + 1);
    await agree(rectangle, figuresOf(before, { ...part, x: part.x + 1 }), figuresOf(reference, { ...part, x: part.x + 1 }));
    expect(await violations(page)).toEqual([]);

    const csv = await saved(page, 'Pixels of the rectangle, CSV');
    expect(csv.name).toMatch(new RegExp(`^${camera}_\\d+_rectangle\\.csv$`));
    expect(csv.columns).toEqual(Array.from({ length: part.width }, (_, at) => part.x + 1 + at));
    expect(csv.rows).toEqual(csv.lines.map((y) => csv.columns.map((x) => before.at(y * columns + x))));
    const png = pngOf((await saved(page, 'Picture as it is seen, PNG')).bytes);
    expect([png.width, png.height]).toEqual([Math.round(box.width), Math.round(box.height) + 28]);
    expect(png.bytes).toBe(png.height * (1 + png.width * png.channels));
  });

  test('compares with the reference: side by side, as a difference, and in the dark, by keys alone', async () => {
    const { url, give } = await startStage();
    for (let pulse = 0; pulse < 2; pulse++) await give('captureNow', { waitForEnd: true });
    const page = await openPage(url, { colorScheme: 'dark', viewport: { width: 1366, height: 768 } });
    await open(page, camera);
    const { picture, range, profile, reference } = lookAtImage(page);
    await reference.getByText('Its profiles are dashed.').waitFor();
    await page.getByText('Side by side', { exact: true }).click();
    await expect.poll(() => picture.getAttribute('aria-label')).toContain('beside the reference');
    await page.getByText('Difference', { exact: true }).click();
    await expect.poll(() => picture.getAttribute('aria-label')).toContain('difference to the reference');
    const [low, high] = await Promise.all(
      ['Lower limit', 'Upper limit'].map((name) => range.getByLabel(name, { exact: true }).inputValue()),
    );
    expect(Number(low)).toBe(-Number(high));
    await page.getByText('This pulse', { exact: true }).click();
    await profile.getByText('Along a line', { exact: true }).click();
    const end = page.getByRole('button', { name: /^First end of the profile/ });
    const at = await end.getAttribute('aria-label');
    await end.press('Control+ArrowRight');
    await expect.poll(() => end.getAttribute('aria-label')).not.toBe(at);
    await picture.press('Shift+ArrowRight');
    await page
      .getByRole('status')
      .getByText(/^x \d+, y \d+: \d/)
      .waitFor();
    await picture.press('+');
    await expect.poll(() => lookAtImage(page).fit.getAttribute('aria-pressed')).toBe('false');
    expect(await violations(page)).toEqual([]);
  });
});

const columns = 160;
type Part = { x: number; y: number; width: number; height: number };
const whole: Part = { x: 0, y: 0, width: columns, height: 120 };

async function open(page: Page, channel: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Screens' }).waitFor();
  await page.evaluate(`location.hash = ${JSON.stringify(`#/preview/${encodeURIComponent(`newest/${channel}`)}`)}`);
  await lookAtImage(page).picture.waitFor();
}

async function pixelsIn(file: string): Promise<number[]> {
  const { value, shape } = (await readWithH5wasm(file)).groups[camera]?.datasets['data'] ?? {};
  if (!Array.isArray(value) || shape?.[1] !== columns) throw new Error('The camera has its size');
  return value.map(Number);
}

function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.h5'))
    .sort()
    .map((name) => join(folder, name));
}

/** Written without the page's own code: by the definitions. */
function figuresOf(pixels: readonly number[], { x, y, width, height }: Part) {
  const inside = pixels.filter(
    (_, at) => at % columns >= x && at % columns < x + width && Math.floor(at / columns) >= y && Math.floor(at / columns) < y + height,
  );
  const sum = inside.reduce((all, each) => all + each, 0);
  const mean = sum / inside.length;
  const deviation = Math.sqrt(inside.reduce((all, each) => all + (each - mean) ** 2, 0) / inside.length);
  const ofColumns = Array.from({ length: width }, (_, at) =>
    inside.filter((_pixel, index) => index % width === at).reduce((all, each) => all + each, 0),
  );
  const over = ofColumns.map((each) => each - Math.min(...ofColumns));
  const centroidX = over.reduce((all, each, at) => all + each * (x + at), 0) / over.reduce((all, each) => all + each, 0);
  return {
    sum,
    mean,
    deviation,
    least: Math.min(...inside),
    most: Math.max(...inside),
    centroidX,
    saturated: inside.filter((each) => each >= 4095).length,
  };
}

/** Five digits are shown of what is no whole number. */
async function agree(rectangle: Locator, now: ReturnType<typeof figuresOf>, before: ReturnType<typeof figuresOf>): Promise<void> {
  await expect.poll(() => figure(rectangle, 'Sum')).toBe(now.sum);
  await expect.poll(() => figure(rectangle, 'Sum', 1)).toBe(before.sum);
  for (const [name, key] of [
    ...([
      ['Mean', 'mean'],
      ['Standard deviation', 'deviation'],
      ['Smallest', 'least'],
    ] as const),
    ...([
      ['Largest', 'most'],
      ['Centroid x', 'centroidX'],
      ['Saturated', 'saturated'],
    ] as const),
  ]) {
    expect(await figure(rectangle, name), name).toBe(Number(now[key].toPrecision(5)));
    expect(await figure(rectangle, name, 1), name).toBe(Number(before[key].toPrecision(5)));
  }
}

async function figure(rectangle: Locator, name: string, column = 0): Promise<number> {
  const cell = rectangle
    .getByRole('row')
    .filter({ has: rectangle.page().getByRole('rowheader', { name }) })
    .getByRole('cell')
    .nth(column);
  return Number((await cell.textContent())?.replaceAll('\u2009', ''));
}

async function partOf(rectangle: Locator): Promise<Part> {
  const of = async (name: string) => Number(await rectangle.getByLabel(name, { exact: true }).inputValue());
  return { x: await of('x'), y: await of('y'), width: await of('width'), height: await of('height') };
}

async function saved(page: Page, item: string) {
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export…' }).click();
  await page.getByRole('menuitem', { name: item }).click();
  const download = await coming;
  const bytes = readFileSync(await download.path());
  const [head = '', ...rest] = bytes.toString().trimEnd().split('\r\n');
  const table = rest.map((line) => line.split(',').map(Number));
  return {
    ...{ name: download.suggestedFilename(), bytes, columns: head.split(',').slice(1).map(Number) },
    ...{ lines: table.map(([y = Number.NaN]) => y), rows: table.map((row) => row.slice(1)) },
  };
}

/** Its chunks: https://www.w3.org/TR/png-3/#5Chunk-layout. `bytes`: of all its rows, unpacked. */
function pngOf(png: Buffer) {
  const data: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at))
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') data.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  return {
    width: png.readUInt32BE(16),
    height: png.readUInt32BE(20),
    channels: png[25] === 6 ? 4 : 3,
    bytes: inflateSync(Buffer.concat(data)).length,
  };
}
