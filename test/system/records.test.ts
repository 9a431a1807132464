import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { CaptureSummary } from '../../core/contract/api.ts';
import { recordIdOf } from '../../core/upload/record-id.ts';
import { readWithH5wasm } from '../hdf5/by-h5wasm.ts';
import { run } from './running.ts';
import { simulateUploading } from './uploading.ts';

const nsPerSecond = 1_000_000_000n;
/** Whole seconds that are over: ten pulses each. */
const secondsAgo = (from: number, to: number) => {
  const now = BigInt(Math.floor(Date.now() / 1000));
  return { fromNs: String((now - BigInt(from)) * nsPerSecond), toNs: String((now - BigInt(to)) * nsPerSecond - 1n) };
};
const idOf = ({ pulse }: CaptureSummary, milliseconds = false) => recordIdOf(BigInt(pulse.timestampNs), milliseconds);
const shotnumOf = ({ pulse }: CaptureSummary) => BigInt(pulse.pulseId);

test('of ten pulses a second one is a record, all are captured whole, and nothing is merged', { timeout: 60_000 }, async () => {
  const facility = await simulateUploading({ devices: 2 });
  const { exporter } = await run(facility);
  expect(await exporter.captureRange(secondsAgo(5, 3))).toEqual({ pulses: 20 });
  await exporter.whenIdle();
  const captures = await exporter.listCaptures({ limit: 100 });
  expect(captures.map(({ verdict }) => verdict)).toEqual(captures.map(() => 'complete'));
  const records = captures.filter(({ localOnly }) => localOnly === undefined);
  const { gateway } = facility;
  expect(gateway.records().map(({ id, metadata, version }) => [id, metadata.shotnum, version])).toEqual(
    records.map((capture) => [idOf(capture), shotnumOf(capture), 1]).reverse(),
  );
  expect(records.map(({ upload }) => upload)).toEqual(['accepted', 'accepted']);
  for (const capture of captures.filter(({ localOnly }) => localOnly !== undefined)) {
    const holder = records.find((record) => idOf(record) === idOf(capture));
    expect(capture.localOnly).toContain(`Pulse ${capture.pulse.pulseId} is in the same second as pulse ${holder?.pulse.pulseId},`);
    expect(capture).not.toHaveProperty('upload');
  }
  expect(gateway.answered().filter(({ path }) => path === '/submit/hdf')).toHaveLength(2);
});

test('captured as they happen, no second has two records either', { timeout: 60_000 }, async () => {
  const facility = await simulateUploading({ devices: 1, settleMs: 100, schedule: { kind: 'pulses', every: 1 } });
  const { exporter, next, events } = await run(facility, {}, { begin: false });
  const several = next('capture/finished', () => records().size >= 2 && finished().some(({ localOnly }) => localOnly !== undefined));
  await exporter.begin();
  await several;
  await exporter.stopSchedule({});
  await exporter.whenIdle();
  const sent = finished().filter(({ localOnly, file }) => localOnly === undefined && file !== null);
  expect(sent.map((capture) => idOf(capture))).toEqual([...new Set(sent.map((capture) => idOf(capture)))]);
  expect(facility.gateway.records().map(({ metadata }) => metadata.shotnum)).toEqual(sent.map(shotnumOf));
  expect(facility.gateway.records().map(({ version }) => version)).toEqual(sent.map(() => 1));

  function finished(): CaptureSummary[] {
    return events.flatMap((event) => (event.type === 'capture/finished' ? [event.capture] : []));
  }
  function records(): Set<string> {
    return new Set(finished().map((capture) => idOf(capture)));
  }
});

test('where the Gateway counts milliseconds all ten pulses of a second are records, with three digits', { timeout: 60_000 }, async () => {
  const facility = await simulateUploading({ devices: 2, milliseconds: true });
  const { exporter } = await run(facility);
  expect(await exporter.captureRange(secondsAgo(4, 3))).toEqual({ pulses: 10 });
  await exporter.whenIdle();
  const captures = (await exporter.listCaptures({ limit: 100 })).reverse();
  expect(facility.gateway.records().map(({ id, metadata }) => [id, metadata.shotnum])).toEqual(
    captures.map((capture) => [idOf(capture, true), shotnumOf(capture)]),
  );
  for (const capture of captures) {
    const { attributes } = await readWithH5wasm(join(facility.dataFolder, capture.file ?? ''));
    const [seconds, digits] = [Number(BigInt(capture.pulse.timestampNs) / nsPerSecond), (Number(capture.pulse.pulseId) % 10) * 100];
    const expected = new Date(seconds * 1000 + digits).toISOString().replace('Z', '+00:00');
    expect(attributes['timestamp']?.value).toBe(expected);
  }
});

test('what was decided holds over a restart, for what is taken again after it: the record gets the rest, and no other pulse becomes one', {
  timeout: 60_000,
}, async () => {
  const facility = await simulateUploading({ faults: [{ fault: 'archiver-down' }] });
  const before = await run(facility);
  await before.exporter.captureRange(secondsAgo(4, 3));
  await before.exporter.whenIdle();
  await before.exporter.stop();
  const { exporter } = await run(facility, {}, { begin: false });
  await exporter.setFault({ fault: 'archiver-down', on: false });
  await exporter.begin();
  await exporter.whenIdle();
  const captures = (await exporter.listCaptures({ limit: 100 })).filter(({ file }) => file !== null);
  const byPulse = [...Map.groupBy(captures, ({ pulse }) => pulse.pulseId).values()];
  expect(byPulse.map((attempts) => attempts.map(({ attempt }) => attempt))).toEqual(Array.from({ length: 10 }, () => [2, 1]));
  for (const [again, first] of byPulse) expect(again?.localOnly).toBe(first?.localOnly);
  const records = captures.filter(({ localOnly }) => localOnly === undefined);
  expect(records.map(({ upload }) => upload)).toEqual(['accepted', 'accepted']);
  expect(facility.gateway.records().map(({ metadata, version }) => [metadata.shotnum, version])).toEqual(
    records.slice(0, 1).map((capture) => [shotnumOf(capture), 2]),
  );
});

test('a pulse ID that the Gateway has with another time stays here, and that is said', { timeout: 60_000 }, async () => {
  const facility = await simulateUploading({ devices: 8, settleMs: 3000 });
  const { exporter, capture, next } = await run(facility);
  const { pulse } = await capture();
  const again = { pulseId: pulse.pulseId, timestampNs: String(BigInt(pulse.timestampNs) - nsPerSecond) };
  const refused = next('upload/changed', ({ upload }) => upload.state === 'refused');
  await exporter.capturePulse({ ...again, waitForEnd: true });
  const { upload } = await refused;
  expect(upload.pulse).toEqual(again);
  expect(upload.sentence).toMatch(/has pulse \d+ already, with another time: \S+ stays here/);
  expect(facility.gateway.records()).toHaveLength(1);
});
