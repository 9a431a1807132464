import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { ExporterEvent } from '../../core/contract/api.ts';
import { openHost } from '../../core/host/host.ts';
import { createFileStore } from '../../core/host/settings-store.ts';
import { openExporter } from '../../core/open-exporter.ts';
import { settingsFrom } from '../../core/settings/load-settings.ts';
import { simulate } from '../system/simulated.ts';

/** A host over whole exporters of the simulated facility. */
async function hosted() {
  const { file, folder } = simulate({ devices: 3, schedule: { kind: 'manual' } });
  const host = await openHost({
    store: createFileStore(file),
    open: (settings) => openExporter(settingsFrom(settings, file), { version: 'test', env: {} }),
    onTrouble: (error) => expect.unreachable(String(error)),
  });
  onTestFinished(() => host.stop());
  const events: ExporterEvent[] = [];
  host.subscribe((event) => events.push(event));
  await host.begin();
  const settings: Record<string, unknown> = JSON.parse(readFileSync(file, 'utf8'));
  return {
    host,
    events,
    file,
    folder,
    settings,
    snapshots: () => events.flatMap((event) => (event.type === 'snapshot' ? event.state : [])),
  };
}

test('settings that are applied are kept in the file, and the exporter begins anew with them under the same listeners', async () => {
  const { host, file, settings, snapshots } = await hosted();
  await host.dispatch('captureNow', { waitForEnd: true });
  const changed = { ...settings, name: 'laser-9', dataFolder: 'elsewhere' };
  expect(await host.dispatch('applySettings', { settings: changed, by: 'Ann' })).toMatchObject({ ok: true, value: { canUndo: true } });
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(changed);
  expect(snapshots()).toHaveLength(2);
  expect(await host.dispatch('captureNow', { waitForEnd: true })).toMatchObject({ ok: true });
  expect(await host.dispatch('listCaptures', { limit: 1 })).toMatchObject({ value: [{ file: expect.stringContaining('laser-9') }] });
});

test('settings that were made from others than those that are kept are not applied: what somebody else applied meanwhile stays', async () => {
  const { host, file, settings } = await hosted();
  const theirs = { ...settings, name: 'laser-8' };
  expect(await host.dispatch('applySettings', { settings: theirs, onto: settings, by: 'Ann' })).toMatchObject({ ok: true });
  const mine = { settings: { ...settings, name: 'laser-9' }, onto: settings, by: 'Bob' };
  expect(await host.dispatch('applySettings', mine)).toMatchObject({ ok: false, failure: { code: 'BUSY' } });
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(theirs);
});

test('a beginning that is cut short, by other settings or by the end of the program, is no failure', async () => {
  const { file } = simulate({ devices: 3, schedule: { kind: 'manual' } });
  const cut: PromiseWithResolvers<void>[] = [];
  const host = await openHost({
    store: createFileStore(file),
    async open(settings) {
      const exporter = await openExporter(settingsFrom(settings, file), { version: 'test', env: {} });
      const beginning = Promise.withResolvers<void>();
      cut.push(beginning);
      const stop = async () => {
        await exporter.stop();
        beginning.reject(new Error('The journal is closed.'));
      };
      return { ...exporter, begin: () => beginning.promise, stop };
    },
    onTrouble: (error) => expect.unreachable(String(error)),
  });
  const begun = host.begin();
  const settings: Record<string, unknown> = JSON.parse(readFileSync(file, 'utf8'));
  await host.dispatch('applySettings', { settings: { ...settings, name: 'laser-9' }, by: 'Ann' });
  await expect(begun).resolves.toBeUndefined();
  expect(cut).toHaveLength(2);
  await host.stop();
});

test('undone, they are as before; undone again, as they were', async () => {
  const { host, file, settings } = await hosted();
  const nameNow = () => JSON.parse(readFileSync(file, 'utf8')).name;
  expect(await host.dispatch('undoSettings', { by: 'Ann' })).toMatchObject({ ok: false, failure: { code: 'BAD_REQUEST' } });
  await host.dispatch('applySettings', { settings: { ...settings, name: 'laser-9' }, by: 'Ann' });
  await host.dispatch('undoSettings', { by: 'Ann' });
  expect(nameNow()).toBe(settings['name']);
  await host.dispatch('undoSettings', { by: 'Ann' });
  expect(nameNow()).toBe('laser-9');
});

test('wrong settings are refused with every field, and nothing was stopped for them', async () => {
  const { host, file, settings, snapshots } = await hosted();
  const wrong = { ...settings, nmae: 'x', settleMs: -1 };
  expect(await host.dispatch('checkSettings', { settings: wrong })).toMatchObject({
    value: { ok: false, problems: expect.arrayContaining([expect.objectContaining({ path: 'settleMs' })]) },
  });
  expect(await host.dispatch('applySettings', { settings: wrong, by: 'Ann' })).toMatchObject({
    failure: { code: 'BAD_SETTINGS', message: expect.stringContaining('nmae') },
  });
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(settings);
  expect(snapshots()).toHaveLength(1);
});

test('settings that are right and cannot be used bring the exporter back with those before', async () => {
  const { host, file, folder, settings } = await hosted();
  const inTheWay = join(folder, 'in-the-way');
  writeFileSync(inTheWay, 'a file, not a folder');
  const result = await host.dispatch('applySettings', { settings: { ...settings, dataFolder: 'in-the-way' }, by: 'Ann' });
  expect(result).toMatchObject({ ok: false });
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(settings);
  expect(await host.dispatch('captureNow', { waitForEnd: true })).toMatchObject({ ok: true });
});

test('where those before cannot be used any more either, that is said, and others can still be applied', async () => {
  const { host, file, folder, settings } = await hosted();
  const blocked = join(folder, 'in-the-way');
  writeFileSync(blocked, 'a file, not a folder');
  await host.dispatch('applySettings', { settings: { ...settings, dataFolder: 'goes-away' }, by: 'Ann' });
  rmSync(join(folder, 'goes-away'), { recursive: true });
  writeFileSync(join(folder, 'goes-away'), 'a file, not a folder');
  const wrong = await host.dispatch('applySettings', { settings: { ...settings, dataFolder: 'in-the-way' }, by: 'Ann' });
  expect(wrong).toMatchObject({ ok: false, failure: { message: expect.stringMatching(/nothing is captured now.*in-the-way.*goes-away/) } });
  expect(await host.dispatch('applySettings', { settings, by: 'Ann' })).toMatchObject({ ok: true });
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(settings);
  expect(await host.dispatch('captureNow', { waitForEnd: true })).toMatchObject({ ok: true });
});

test('two changes at once happen one after the other, and after a stop there is none', async () => {
  const { host, file, settings } = await hosted();
  const apply = (name: string) => host.dispatch('applySettings', { settings: { ...settings, name }, by: 'Ann' });
  expect(await Promise.all([apply('laser-2'), apply('laser-3')])).toMatchObject([{ ok: true }, { ok: true }]);
  expect(JSON.parse(readFileSync(file, 'utf8')).name).toBe('laser-3');
  await Promise.all([host.stop(), host.stop()]);
  expect(await apply('laser-4')).toMatchObject({ failure: { code: 'STOPPED' } });
  expect(existsSync(`${file}.new`)).toBe(false);
});

test('whoever listens no more hears nothing of a change', async () => {
  const { host, settings } = await hosted();
  const heard: string[] = [];
  const stop = host.subscribe(({ type }) => heard.push(type));
  stop();
  await host.dispatch('applySettings', { settings: { ...settings, name: 'laser-2' }, by: 'Ann' });
  expect(heard).toEqual(['snapshot']);
});

test('without a device yet the exporter runs, and its captures are empty: no file', async () => {
  const { host, settings } = await hosted();
  expect(await host.dispatch('checkSettings', { settings: { ...settings, devices: [] } })).toMatchObject({
    value: { ok: true, warnings: [{ path: 'devices' }] },
  });
  expect(await host.dispatch('applySettings', { settings: { ...settings, devices: [] }, by: 'Ann' })).toMatchObject({ ok: true });
  await host.dispatch('captureNow', { waitForEnd: true });
  expect(await host.dispatch('listCaptures', { limit: 1 })).toMatchObject({ value: [{ verdict: 'empty', file: null }] });
});

test('a connection is tried by what the program gives for it, and by nothing where it gives nothing', async () => {
  const { host, settings } = await hosted();
  expect(await host.dispatch('testConnection', { settings, connection: 'kafka' })).toMatchObject({ failure: { code: 'BAD_REQUEST' } });
});
