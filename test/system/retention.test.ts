import { expect, test } from 'vitest';
import { filesBelow } from './kept.ts';
import { run } from './running.ts';
import { simulateUploading } from './uploading.ts';

test('a file is removed once it is in the Gateway and more than is to be kept, and its capture says so', async () => {
  const facility = await simulateUploading({ limits: { freeDiskMb: 0, keepUploadedGb: 0 } });
  const { capture, next, exporter, events } = await run(facility);
  const removed = next('files/removed');
  const { captureId, bytes } = await capture();
  expect(await removed).toMatchObject({ files: 1, bytes, why: 'size', captureIds: [captureId] });
  const accepted = events.findIndex((event) => event.type === 'upload/changed' && event.upload.state === 'accepted');
  expect(accepted, 'after its upload').toBeGreaterThan(-1);
  expect(accepted).toBeLessThan(events.findIndex(({ type }) => type === 'files/removed'));
  expect(filesBelow(facility.dataFolder)).toEqual([]);
  expect(await exporter.getCapture({ captureId })).toMatchObject({ upload: 'accepted', removedAt: (await removed).at });
  expect(facility.gateway.records()).toHaveLength(1);
  await exporter.stop();

  const again = await run(facility);
  expect((await again.exporter.listCaptures({ limit: 1 }))[0]).toMatchObject({ captureId, removedAt: (await removed).at });
});

test('with a Gateway named, dropping takes files that are in it and no other: else captures stop until one is', async () => {
  const limits = { freeDiskMb: 0, dataFolderMb: 0.2, whenFull: 'drop-oldest' as const };
  const facility = await simulateUploading({ limits, milliseconds: true });
  const { capture, next, exporter, events } = await run(facility);
  await exporter.holdUploads({ by: 'Ann' });
  const full = () => events.some((event) => event.type === 'disk/changed' && event.disk.state === 'low');
  while (!full()) await capture();
  const files = filesBelow(facility.dataFolder);
  expect(files.length).toBeGreaterThan(1);
  expect(exporter.held()).toBe(1);
  expect(events.some(({ type }) => type === 'files/removed')).toBe(false);

  const [room, back, taken] = [next('files/removed'), next('disk/changed', ({ disk }) => disk.state === 'ok'), next('capture/finished')];
  await exporter.releaseUploads({ by: 'Ann' });
  expect(await room).toMatchObject({ why: 'room' });
  await back;
  expect((await taken).capture).toMatchObject({ verdict: 'complete' });
  await exporter.whenIdle();
  const left = filesBelow(facility.dataFolder);
  expect(left).not.toContain(files[0]);
  expect(left).toContain(files.at(-1));
});
