import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import type { ExporterState } from '../../core/contract/api.ts';
import type { ManifestFacts } from '../../core/contract/manifest.ts';
import { createDispatch } from '../../core/dispatch.ts';
import type { RunningExporter } from '../../core/exporter.ts';
import { run } from './running.ts';
import { simulateUploading } from './uploading.ts';

const settingsSchema = z.looseObject({
  gateway: z.looseObject({ url: z.string() }),
  devices: z.array(z.looseObject({ channels: z.array(z.looseObject({ name: z.string() })) })),
});
const settingsIn = (file: string) => settingsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));

/** Begun, with what the Gateway's manifest says of its channels. */
async function begun(facility: { file: string }) {
  const running = await run(facility, {}, { begin: false });
  const judged = running.next('manifest/changed', ({ manifest }) => manifest !== null && manifest.state !== 'unknown');
  await running.exporter.begin();
  await judged;
  return running;
}

function stateOf(exporter: RunningExporter): ExporterState {
  let state: ExporterState | null = null;
  exporter.subscribe((event) => {
    if (event.type === 'snapshot') state = event.state;
  })();
  if (state === null) throw new Error('A snapshot comes first.');
  return state;
}

test('a channel the Gateway would refuse is captured and marked, and then refused for the same reason', async () => {
  const facility = await simulateUploading();
  const [bad = '', typed = ''] = facility.channels;
  facility.gateway.faults.set('gateway-channel-unknown', true, { channel: bad });
  facility.gateway.faults.set('gateway-channel-type', true, { channel: typed });
  const { exporter, next, capture } = await begun(facility);
  const { manifest } = stateOf(exporter);
  expect(manifest).toMatchObject({ state: 'current', refused: 2, checked: facility.channels.length });
  const uploaded = next('upload/changed', ({ upload }) => upload.state === 'partly-refused');
  const { verdict, unwanted, outcomes, captured } = await capture();
  expect([verdict, captured]).toEqual(['complete', facility.channels.length]);
  const marks = Object.fromEntries(outcomes.flatMap(({ channel, gateway }) => (gateway === undefined ? [] : [[channel, gateway]])));
  expect(Object.keys(marks).sort()).toEqual([bad, typed].sort());
  expect(unwanted).toBeUndefined(); // kept with the outcomes
  expect(stateOf(exporter).captures[0]?.unwanted?.toSorted()).toEqual([bad, typed].sort());
  const { refused } = (await uploaded).upload;
  expect(refused.map(({ channel }) => channel).sort()).toEqual([bad, typed].sort());
  const said = (channel: string) => refused.find((each) => each.channel === channel)?.sentence;
  for (const sentence of [marks[bad], said(bad)]) expect(sentence).toContain("the Gateway's manifest does not know it");
  expect(marks[typed]).toContain("in the Gateway's manifest. Make them the same");
  expect(said(typed)).toContain('its type is not the one in the manifest. Make them the same');
});

test('a camera that is found to send colour is told of by the manifest check too', async () => {
  const facility = await simulateUploading({ faults: [{ fault: 'colour-image' }] });
  const { exporter, next, capture } = await begun(facility);
  const judged = next('manifest/changed');
  expect(stateOf(exporter).manifest?.refused).toBe(0);
  const { outcomes } = await capture();
  const cameras = outcomes.filter(({ pixels }) => pixels?.shape.length === 3).map(({ channel }) => channel);
  expect(cameras.length).toBeGreaterThan(0);
  const { manifest } = await judged;
  expect(manifest?.findings.map(({ channel, rule }) => `${channel} ${rule}`)).toEqual(cameras.toSorted().map((name) => `${name} colour`));
});

test('checkManifest asks now, of what is in use and of settings that are not', async () => {
  const facility = await simulateUploading({ devices: 4 });
  const { exporter } = await begun(facility);
  const [first = ''] = facility.channels;
  facility.gateway.faults.set('gateway-channel-unknown', true, { channel: first });
  expect(await exporter.checkManifest({})).toMatchObject({ refused: 1, findings: [{ channel: first, rule: 'unknown' }] });
  expect(stateOf(exporter).manifest?.refused).toBe(1);
  facility.gateway.faults.set('gateway-channel-unknown', false);
  const settings = settingsIn(facility.file);
  const edited = structuredClone(settings);
  for (const channel of edited.devices[0]?.channels.slice(0, 1) ?? []) channel.name = 'NEW-CAM';
  const found = await exporter.checkManifest({ settings: edited });
  expect(found.findings).toMatchObject([{ channel: 'NEW-CAM', answer: 'refused' }]);
  expect(stateOf(exporter).manifest).toMatchObject({ refused: 0, gateway: found.gateway });
});

test('another Gateway is asked with its own secret, which is told nobody, and no secret goes where it does not belong', async () => {
  const [here, there] = [await simulateUploading({ devices: 3 }), await simulateUploading({ devices: 2 })];
  const { exporter } = await begun(here);
  const dispatch = createDispatch(exporter);
  const settings = settingsIn(here.file);
  const secret = readFileSync(join(there.folder, 'password'), 'utf8');
  writeFileSync(join(here.folder, 'other-password'), secret);
  const other = (more: object) => ({ settings: { ...settings, gateway: { ...settings.gateway, url: there.gateway.url, ...more } } });
  const asked = await dispatch('checkManifest', other({ password: { file: 'other-password' } }));
  expect(asked).toMatchObject({ ok: true, value: { state: 'current', gateway: new URL(there.gateway.url).host } });
  const logins = there.gateway.answered().length;
  const inUse = await dispatch('checkManifest', other({}));
  expect(inUse).toMatchObject({ ok: false, failure: { code: 'BAD_SETTINGS', message: expect.stringContaining('gateway.password') } });
  const stray = await dispatch('checkManifest', other({ password: { file: '/etc/hostname' } }));
  expect(stray).toMatchObject({ ok: false, failure: { code: 'BAD_SETTINGS' } });
  const gone = await dispatch('checkManifest', other({ password: { file: 'no-such-file' } }));
  expect(gone).toMatchObject({ ok: false, failure: { message: expect.stringContaining('cannot be read (ENOENT)') } });
  expect(there.gateway.answered()).toHaveLength(logins);
  expect(JSON.stringify([asked, inUse, stray, gone])).not.toContain(secret);
});

test('a Gateway that hangs holds no capture, nor the end', async () => {
  const facility = await simulateUploading({ devices: 2 });
  facility.gateway.faults.set('gateway-hanging', true);
  const { exporter, capture } = await run(facility);
  expect((await capture()).verdict).toBe('complete');
  expect(stateOf(exporter)).toMatchObject({ manifest: { state: 'unknown' }, captures: [{ captured: 2 }] });
  await exporter.stop();
});

test('settings that are wrong are refused field by field, and a Gateway that is down is in the facts', async () => {
  const facility = await simulateUploading({ devices: 2 });
  const { exporter } = await begun(facility);
  const dispatch = createDispatch(exporter);
  const settings = settingsIn(facility.file);
  expect(await dispatch('checkManifest', { settings: { ...settings, settleMs: 'long' } })).toMatchObject({
    ok: false,
    failure: { code: 'BAD_SETTINGS', message: expect.stringContaining('settleMs: ') },
  });
  const { gateway: _, ...without } = settings;
  expect(await dispatch('checkManifest', { settings: without })).toMatchObject({ ok: false, failure: { code: 'BAD_REQUEST' } });
  facility.gateway.faults.set('gateway-down', true);
  const facts: ManifestFacts = await exporter.checkManifest({});
  expect(facts).toMatchObject({ state: 'old', refused: 0, failure: { code: 'GATEWAY_UNREACHABLE' } });
});
