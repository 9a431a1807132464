import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createDiskWatch } from '../../core/capture/disk-watch.ts';
import type { DiskFacts } from '../../core/contract/api.ts';
import { limitsSchema } from '../../core/settings/schema.ts';

/** Over a real folder, of `files` whole megabytes by its own count, of which `uploaded` may be removed. */
function watch(limits: object, { files, uploaded }: { files: number; uploaded: number }, mayRemove = 0) {
  const folder = mkdtempSync(join(tmpdir(), 'exporter-disk-'));
  const told: DiskFacts[] = [];
  let megabytes = files;
  let asked = 0;
  const disk = createDiskWatch(folder, limitsSchema.parse({ freeDiskMb: 0, ...limits }), {
    folderBytes: () => megabytes * 1e6,
    uploadedBytes: () => uploaded * 1e6,
    async makeRoom() {
      asked += 1;
      megabytes -= mayRemove;
      return mayRemove * 1e6;
    },
    onChange: (state) => told.push(state),
    onBack: () => undefined,
  });
  onTestFinished(() => {
    disk.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  return { disk, told, asked: () => asked };
}

test('with room enough nothing is removed', async () => {
  const { disk, asked } = watch({ dataFolderMb: 100 }, { files: 99, uploaded: 50 });
  expect(await disk.look()).toMatchObject({ state: 'ok' });
  expect(asked()).toBe(0);
});

test('at its limit what may go is removed first, and where that is enough captures do not stop', async () => {
  const { disk, told } = watch({ dataFolderMb: 100 }, { files: 101, uploaded: 50 }, 10);
  expect(await disk.look()).toMatchObject({ state: 'ok' });
  expect(told.map(({ state }) => state)).toEqual(['ok']);
});

test('captures stop where nothing may go, and it is said how much could, and by which setting', async () => {
  for (const limits of [{ dataFolderMb: 100 }, { freeDiskMb: 1e9 }]) {
    const { disk, asked } = watch(limits, { files: 101, uploaded: 12_000 });
    const { state, sentence } = await disk.look();
    expect(state).toBe('low');
    expect(sentence).toContain('12 GB of uploaded files could be removed: set limits.keepUploadedGb or limits.keepUploadedDays');
    expect(asked()).toBe(1);
  }
});

test('nothing is said of uploaded files where there are none', async () => {
  const { disk } = watch({ freeDiskMb: 1e9 }, { files: 1, uploaded: 0 });
  expect((await disk.look()).sentence).not.toContain('uploaded');
});

test('where the oldest are dropped and none of those left may be, captures stop as well', async () => {
  const { disk } = watch({ dataFolderMb: 100, whenFull: 'drop-oldest' }, { files: 101, uploaded: 0 });
  expect(await disk.look()).toMatchObject({
    state: 'low',
    sentence: expect.stringContaining('none of those that are left may be dropped'),
  });
});
