import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openJournal } from '../../core/journal/open-journal.ts';
import { readWithH5wasm } from '../hdf5/by-h5wasm.ts';
import { run } from './running.ts';
import { type Simulated, simulate } from './simulated.ts';

const camera = 'PM-201-FE-CAM-1';
const by = 'Alex';

async function factsIn({ dataFolder }: Simulated, file: string | null): Promise<unknown[]> {
  const { attributes } = await readWithH5wasm(join(dataFolder, file ?? ''));
  return [attributes.active_area?.value, attributes.active_experiment?.value];
}

test('a device out of service is skipped and not missed, also after a restart, until it is returned', async () => {
  const facility = simulate({ faults: [{ fault: 'dead-camera', device: camera }] });
  const first = await run(facility);
  await first.exporter.takeOutOfService({ device: camera, reason: 'realigned', by });
  const skipped = await first.capture();
  expect(skipped).toMatchObject({ verdict: 'complete', expected: facility.channels.length - 1, counts: { skipped: 1 } });
  expect(skipped.outcomes).toContainEqual(expect.objectContaining({ code: 'skipped', sentence: expect.stringMatching(/realigned.*Alex/) }));
  await first.exporter.stop();

  const second = await run(facility);
  expect(second.events).toContainEqual(expect.objectContaining({ type: 'device/changed', device: camera }));
  expect(await second.capture()).toMatchObject({ verdict: 'complete' });
  await second.exporter.returnToService({ device: camera, by });
  expect(await second.capture()).toMatchObject({ verdict: 'partial', counts: { missing: 1 } });
});

test('a device comes back by itself when its time is over, at a capture by hand too', async () => {
  const facility = simulate();
  const { exporter, capture, next } = await run(facility);
  const back = next('device/changed', ({ outOfService }) => outOfService === null);
  await exporter.takeOutOfService({ device: camera, reason: 'cleaned', by, until: new Date(Date.now() - 1).toISOString() });
  expect(await capture()).toMatchObject({ verdict: 'complete', expected: facility.channels.length });
  expect(await back).toMatchObject({ device: camera });
});

test('metadata that a person sets is in force from the next pulse on, kept over a restart, and journaled with who', async () => {
  const facility = simulate();
  const first = await run(facility);
  expect(await factsIn(facility, (await first.capture()).file)).toEqual(['EA1', 'Simulated experiment']);
  await first.exporter.setMetadata({ activeArea: 'EA2', activeExperiment: '90097341', by });
  expect(await factsIn(facility, (await first.capture()).file)).toEqual(['EA2', '90097341']);
  const [told] = await first.exporter.listNotes({ limit: 1 });
  expect(told).toMatchObject({ by, what: 'metadata', facts: { activeArea: 'EA2' } });
  await first.exporter.stop();
  const second = await run(facility);
  expect(await factsIn(facility, (await second.capture()).file)).toEqual(['EA2', '90097341']);
  await second.exporter.stop();

  const journal = openJournal({ file: facility.journalFile });
  const facts = { activeArea: 'EA2', activeExperiment: '90097341' };
  expect(await journal.notes(10)).toContainEqual(expect.objectContaining({ what: 'metadata', by, facts }));
  await journal.close();
});

test('a capture says in its event and in the journal what its file says of area and experiment', async () => {
  const { exporter, capture, events } = await run(simulate());
  const metadata = { activeArea: 'EA1', activeExperiment: 'Simulated experiment' };
  expect(await capture()).toMatchObject({ metadata });
  expect(events.find(({ type }) => type === 'capture/finished')).toMatchObject({ capture: { metadata } });
  expect(await exporter.listCaptures({ limit: 1 })).toMatchObject([{ metadata }]);
});

test('a pulse that is captured again keeps the metadata of its first file', async () => {
  const facility = simulate();
  const { exporter, capture, next } = await run(facility);
  await exporter.setFault({ fault: 'broker-down', on: true });
  const first = await capture();
  expect(first).toMatchObject({ verdict: 'partial' });
  await exporter.setMetadata({ activeArea: 'EA2', activeExperiment: 'another', by });
  await exporter.setFault({ fault: 'broker-down', on: false });
  const again = next('capture/finished', (event) => event.capture.attempt === 2 && event.capture.file !== null);
  expect(await factsIn(facility, (await capture()).file)).toEqual(['EA2', 'another']);
  expect(await factsIn(facility, (await again).capture.file)).toEqual(['EA1', 'Simulated experiment']);
});

test('where a fact cannot be read the last is written, at first "unknown", and the capture says so', async () => {
  const metadata = {
    activeArea: { kind: 'archiver', pv: 'EPAC-FACILITY:ACTIVE:AREA' },
    activeExperiment: { kind: 'archiver', pv: 'EPAC-FACILITY:ACTIVE:EXPERIMENT' },
  } as const;
  const facility = simulate({ metadata });
  const { exporter, capture } = await run(facility);
  await exporter.setFault({ fault: 'archiver-down', on: true });
  const before = await capture();
  expect(before.failure).toMatchObject({ code: 'ARCHIVER_UNREACHABLE', message: expect.stringContaining('"unknown"') });
  expect(await factsIn(facility, before.file)).toEqual(['unknown', 'unknown']);
  await exporter.setFault({ fault: 'archiver-down', on: false });
  expect(await factsIn(facility, (await capture()).file)).toEqual(['EA1', 'Simulated experiment']);
  await exporter.setFault({ fault: 'archiver-down', on: true });
  const after = await capture();
  expect(after.failure?.message).toContain('"EA1"');
  expect(await factsIn(facility, after.file)).toEqual(['EA1', 'Simulated experiment']);
});

test('a pulse that is complete is not captured again', async () => {
  const facility = simulate();
  const { capture } = await run(facility);
  const { pulse } = await capture();
  expect(await capture(pulse.pulseId)).toMatchObject({ attempt: 2, verdict: 'empty', expected: 0, file: null });
});
