import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { groupSchema } from '../../core/settings/group.ts';
import { loadSettings } from '../../core/settings/load-settings.ts';
import { followers, guarded, pair, sample } from './sample.ts';

const samples = fileURLToPath(new URL('../../assets/settings/', import.meta.url));
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'settings-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function written(text: string): Promise<string> {
  const file = join(folder, 'ours.json');
  await writeFile(file, text);
  return file;
}

describe('a settings file', () => {
  it('has its paths resolved against its own folder', async () => {
    const tls = { caFile: 'tls/ca.pem', keyFile: '/etc/key.pem', certFile: '../cert.pem' };
    const sasl = { mechanism: 'plain' as const, username: 'u', password: { file: 'password' } };
    const loaded = await loadSettings(await written(JSON.stringify(sample({ sources: { kafka: { brokers: ['k:1'], tls, sasl } } }))));
    expect(loaded).toMatchObject({
      file: join(folder, 'ours.json'),
      dataFolder: join(folder, 'data'),
      journalFile: join(folder, 'ours.journal.sqlite'),
    });
    expect(loaded.settings.dataFolder).toBe(loaded.dataFolder);
    expect(loaded.setup?.sources.kafka).toMatchObject({
      tls: { caFile: join(folder, 'tls/ca.pem'), keyFile: resolve('/etc/key.pem'), certFile: resolve(folder, '../cert.pem') },
      sasl: { password: { file: join(folder, 'password') } },
    });
  });

  it('of a follower has its paths resolved too', async () => {
    const loaded = await loadSettings(await written(JSON.stringify(followers(guarded({ keys: pair('b') })))));
    expect(loaded).toMatchObject({ setup: null, dataFolder: join(folder, 'data') });
    expect(loaded.settings.group?.keys?.secretKey).toEqual({ file: join(folder, 'our.secret') });
  });

  it('may name its journal', async () => {
    expect((await loadSettings(await written(JSON.stringify(sample({ journalFile: 'j/x.sqlite' }))))).journalFile).toBe(
      join(folder, 'j/x.sqlite'),
    );
  });

  it('may begin with a byte order mark', async () => {
    expect((await loadSettings(await written(`\uFEFF${JSON.stringify(sample())}`))).settings.name).toBe('exporter-1');
  });

  it('is named where it is not JSON, with line and column', async () => {
    await expect(loadSettings(await written('{\n  "name": oops }'))).rejects.toMatchObject({
      code: 'BAD_SETTINGS',
      message: expect.stringMatching(/ours\.json, line 2, column 11: /),
    });
  });

  it('is named where it is wrong', async () => {
    await expect(loadSettings(await written('{}'))).rejects.toMatchObject({
      code: 'BAD_SETTINGS',
      message: expect.stringContaining('ours.json'),
    });
  });

  it.each([
    ['missing.json', /no settings file: .*missing\.json/],
    ['.', /a folder, not a settings file/],
  ])('is named where it cannot be read: %s', async (name, message) => {
    await expect(loadSettings(join(folder, name))).rejects.toMatchObject({ code: 'BAD_SETTINGS', message: expect.stringMatching(message) });
  });
});

describe('the samples', async () => {
  const files = (await readdir(samples)).filter((name) => name.endsWith('.json'));
  it.each(files)('%s loads without a warning', async (name) => {
    const { warnings } = await loadSettings(join(samples, name));
    expect(warnings).toEqual([]);
  });

  it('show a leader, and a follower of it that needs no devices', async () => {
    const [leads, follows] = await Promise.all(['leader.json', 'follower.json'].map((name) => loadSettings(join(samples, name))));
    expect(leads?.settings.group).toMatchObject({ role: 'leader', leaders: follows?.settings.group?.leaders });
    expect(leads?.setup?.devices).not.toHaveLength(0);
    expect(follows).toMatchObject({ setup: null, settings: { group: { role: 'follower' } } });
    expect(leads?.dataFolder).not.toBe(follows?.dataFolder);
  });

  it('have a row in the table beside them for every field of a group', async () => {
    const text = await readFile(join(samples, 'README.md'), 'utf8');
    expect(Object.keys(groupSchema.shape).filter((field) => !text.includes(`\`group.${field}`))).toEqual([]);
  });

  it('show every channel type and every match policy', async () => {
    const { setup } = await loadSettings(join(samples, 'facility.json'));
    const channels = (setup?.devices ?? []).flatMap((device) => device.channels);
    expect(new Set(channels.map(({ type }) => type)).size).toBe(5);
    expect(new Set(channels.map(({ match }) => match.kind)).size).toBe(3);
  });
});
