import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { uploadStates } from '../../core/contract/uploads.ts';
import { openJournal } from '../../core/journal/open-journal.ts';
import { dayMs, fileBytes, nameOf, scene } from './scene.ts';

const gb = (files: number) => (files * fileBytes) / 1e9;

test('uploaded files are removed after their days, and their captures say when', async () => {
  const { file, here, retention, events, until, journal, removedBytes, clock } = scene({ keepUploadedDays: 30 });
  const ids = [await file(1, 'accepted', 31), await file(2, 'accepted', 30)];
  await file(3, 'accepted', 29);
  retention.begin();
  await until(() => events.length > 0);
  expect(here()).toEqual([3]);
  expect(events).toEqual([
    { type: 'files/removed', files: 2, bytes: 2 * fileBytes, why: 'days', captureIds: ids, at: new Date(clock.wallMs()).toISOString() },
  ]);
  expect(removedBytes()).toBe(2 * fileBytes);
  expect(await journal.get(ids[0] ?? '')).toMatchObject({ removedAt: events[0]?.at, upload: 'accepted' });
  clock.pass(dayMs);
  await until(() => events.length > 1);
  expect(here()).toEqual([]);
});

test('never one that is not whole in the Gateway, whatever its age and however little may be kept', async () => {
  const { file, here, retention } = scene({ keepUploadedDays: 0, keepUploadedGb: 0 });
  for (const [n, upload] of [null, ...uploadStates].entries()) await file(n, upload, 1000);
  await retention.makeRoom();
  await retention.drop(1e12);
  const accepted = uploadStates.indexOf('accepted') + 1;
  expect(here()).toEqual(Array.from({ length: uploadStates.length + 1 }, (_, n) => n).filter((n) => n !== accepted));
});

test('without limits all are kept, and it is known how much that is', async () => {
  const { file, here, retention, clock, until } = scene();
  for (const n of [1, 2]) await file(n, 'accepted', 5000);
  await file(3, 'queued');
  retention.begin();
  await until(() => retention.uploaded() !== null);
  clock.pass(10 * dayMs);
  expect(await retention.makeRoom()).toBe(0);
  expect(retention.uploaded()).toEqual({ files: 2, bytes: 2 * fileBytes });
  expect(here()).toEqual([1, 2, 3]);
});

test('of more gigabytes than are kept the oldest go, also as soon as another file has arrived', async () => {
  const { file, here, retention, until, clock, events } = scene({ keepUploadedGb: gb(4) });
  for (const n of [1, 2, 3, 4]) await file(n, 'accepted');
  retention.begin();
  await until(() => retention.uploaded() !== null);
  expect(here()).toEqual([1, 2, 3, 4]);
  await file(5, 'accepted');
  retention.arrived(fileBytes);
  clock.pass(10_000);
  await until(() => events.length > 0);
  expect([here(), events[0]?.why]).toEqual([[3, 4, 5], 'size']);
  expect(retention.uploaded()).toEqual({ files: 3, bytes: 3 * fileBytes });
});

test('so many bytes are dropped on demand, oldest first, however many pages of others stand before them', async () => {
  const { file, here, retention, events } = scene();
  for (let n = 0; n < 250; n += 1) await file(n, 'partly-refused');
  for (const n of [250, 251, 252]) await file(n, 'accepted');
  expect(await retention.drop(1.5 * fileBytes)).toBe(2 * fileBytes);
  expect(here(253).length).toBe(251);
  expect(events).toMatchObject([{ files: 2, why: 'room' }]);
});

test('killed between deleting and writing it down, the next start writes it down', async () => {
  const journal = openJournal({ file: ':memory:' });
  const first = scene({}, journal);
  const [gone, still] = [await first.file(1, 'accepted'), await first.file(2, 'accepted')];
  await journal.keep('removing', [nameOf(1), nameOf(2)]);
  rmSync(join(first.dataFolder, nameOf(1)));
  await first.retention.makeRoom();
  expect(await journal.get(gone)).toHaveProperty('removedAt');
  expect(await journal.get(still)).not.toHaveProperty('removedAt');
  expect(await journal.kept('removing')).toEqual([]);
});

test('a file that a person has taken away counts as removed, and nothing is told of it', async () => {
  const { file, retention, dataFolder, journal, events, removedBytes } = scene({ keepUploadedDays: 1 });
  const id = await file(1, 'accepted', 2);
  rmSync(join(dataFolder, nameOf(1)));
  await retention.makeRoom();
  expect(await journal.get(id)).toHaveProperty('removedAt');
  expect([removedBytes(), events[0]?.files]).toEqual([0, 0]);
});

test('with the data folder out of sight nothing is taken for removed', async () => {
  const { file, retention, journal, sight, here } = scene({ keepUploadedDays: 1 });
  const id = await file(1, 'accepted', 2);
  sight.isThere = false;
  await retention.makeRoom();
  expect(await journal.get(id)).not.toHaveProperty('removedAt');
  sight.isThere = true;
  await retention.makeRoom();
  expect(here()).toEqual([]);
});

test('stops from every state, and twice is once', async () => {
  const idle = scene();
  await idle.retention.stop();
  const { retention, file } = scene({ keepUploadedDays: 1 });
  await file(1, 'accepted', 2);
  retention.begin();
  retention.begin();
  await Promise.all([retention.stop(), retention.stop()]);
});
