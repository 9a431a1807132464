import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeKeys } from '../../core/cli/keys.ts';
import { loadSettings } from '../../core/settings/load-settings.ts';
import { resolveGroupKey } from '../../core/settings/secrets.ts';
import { followers, guarded } from '../settings/sample.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keys-'));
});
afterEach(() => rm(folder, { recursive: true }));

const make = () => makeKeys(['--out', join(folder, 'exporter-2')]);
const secret = async () => (await readFile(join(folder, 'exporter-2.secret'), 'utf8')).trim();

describe('a pair of keys', () => {
  it('has its secret in a file that only its owner reads, and nowhere else', async () => {
    const told = await make();
    const { mode } = await stat(join(folder, 'exporter-2.secret'));
    if (process.platform !== 'win32') expect(mode & 0o777).toBe(0o600);
    expect(told).not.toContain(await secret());
    expect(await readdir(folder)).toEqual(['exporter-2.secret']);
  });

  it('comes with lines that can be pasted into settings, and then is found', async () => {
    const told = await make();
    const [keys] = [...told.matchAll(/^ {2}("keys": ?.*)$/gm)].map(([, line]) => line);
    const written = { ...followers(guarded()), group: { ...followers(guarded()).group, followers: [], ...JSON.parse(`{${keys}}`) } };
    const file = join(folder, 'ours.json');
    await writeFile(file, JSON.stringify(written));
    const { settings } = await loadSettings(file);
    expect(await resolveGroupKey(settings.group, file, {}, readFile)).toBe(await secret());
  });

  it('is another each time', async () => {
    await make();
    const first = await secret();
    await rm(join(folder, 'exporter-2.secret'));
    await make();
    expect(await secret()).not.toBe(first);
  });

  it('is never written over another', async () => {
    await make();
    const first = await secret();
    await expect(make()).rejects.toMatchObject({ code: 'BAD_REQUEST', message: expect.stringContaining('not overwritten') });
    expect(await secret()).toBe(first);
  });

  it.each([
    ['no name', [], /--out NAME/],
    ['a name no exporter can have', ['--out', 'laser 2'], /"laser 2" is no name/],
    ['a folder that is not there', ['--out', join(tmpdir(), 'no-such-folder', 'laser-2')], /cannot be written \(ENOENT\)/],
    ['more words', ['--out', 'laser-2', 'laser-3'], /laser-3/],
    ['options of captures', ['--out', 'laser-2', '--pulses', '3'], /--pulses/],
  ])('is refused for %s', async (_, args, message) => {
    await expect(makeKeys(args)).rejects.toMatchObject({ code: 'BAD_REQUEST', message: expect.stringMatching(message) });
  });
});
