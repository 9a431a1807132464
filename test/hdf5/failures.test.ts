import { execFileSync } from 'node:child_process';
import { rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { OpenFile, Written } from '../../core/hdf5/port.ts';
import { filesIn, start, useFiles, writeAll, writeOneOfEach } from './files.ts';
import { canMount, useMounts } from './mounts.ts';
import { channel, number, oneOfEach, reading, root } from './samples.ts';

const files = useFiles();
const mounts = useMounts();

const freeBytes = (folder: string) => {
  const { bfree, bsize } = statfsSync(folder);
  return bfree * bsize;
};

function writeImage(file: OpenFile, name: string, bytes: number): Promise<Written> {
  const data = { dtype: 'uint8', shape: [1, bytes], bytes: new Uint8Array(bytes).fill(7) } as const;
  return file.write(channel(name, 'image'), reading({ kind: 'image', data, attributes: {} }));
}

describe.skipIf(!canMount)('on a real disk', () => {
  it('that is full, the file fails by that name, its space comes back, and the next one is fine', async () => {
    const disk = mounts.disk('size=1m');
    let replaced = 0;
    const writer = files.writer({ onWorkerReplaced: () => replaced++ });
    const path = join(disk, '2026/a.h5');
    const file = await writer.open(start(path));
    expect(await writeImage(file, 'ONE', 500_000)).toMatchObject({ ok: true });
    const expected = { code: 'DISK_FULL', message: expect.stringContaining(path) };
    await expect(writeImage(file, 'TWO', 900_000)).rejects.toMatchObject(expected);
    await expect(writeImage(file, 'THREE', 1)).rejects.toMatchObject(expected);
    await expect(file.seal(root(1))).rejects.toMatchObject(expected);
    await file.abandon();
    expect(filesIn(disk)).toEqual([]);
    expect(freeBytes(disk)).toBeGreaterThan(900_000);
    expect(replaced).toBe(1);
    await writeOneOfEach(writer, path);
    expect(filesIn(disk)).toEqual(['a.h5']);
  });

  it('that fills up only when the file is closed, it fails by that name too', async () => {
    const disk = mounts.disk('size=64k');
    const file = await files.writer().open(start(join(disk, 'a.h5')));
    const many = Array.from({ length: 200 }, (_, i) =>
      file.write(channel(`PM-${i}`, 'scalar'), reading({ kind: 'text', value: 'x'.repeat(200) })),
    );
    const ends = await Promise.allSettled([...many, file.seal(root(200))]);
    expect(ends.at(-1)).toMatchObject({ status: 'rejected', reason: { code: 'DISK_FULL' } });
    expect(filesIn(disk)).toEqual([]);
  });

  it('that may only be read, the file fails by that name', async () => {
    const disk = mounts.disk('size=1m');
    execFileSync('mount', ['-o', 'remount,ro', disk]);
    const writer = files.writer();
    const expected = { code: 'DISK_READ_ONLY', message: expect.stringContaining(disk) };
    await expect(writer.open(start(join(disk, 'a.h5')))).rejects.toMatchObject(expected);
    await expect(writer.open(start(join(disk, '2026/a.h5')))).rejects.toMatchObject(expected);
    execFileSync('mount', ['-o', 'remount,rw', disk]);
    await writeOneOfEach(writer, join(disk, 'a.h5'));
  });
});

describe('a file', () => {
  it('whose folder vanishes fails by that name', async () => {
    const folder = join(files.folder(), 'gone');
    const writer = files.writer();
    const file = await writer.open(start(join(folder, 'a.h5')));
    await writeAll(file);
    rmSync(folder, { recursive: true });
    await expect(file.seal(root(oneOfEach.length))).rejects.toMatchObject({
      code: 'DISK_UNREACHABLE',
      message: expect.stringContaining(folder),
    });
    await writeOneOfEach(writer, join(folder, 'b.h5'));
    expect(filesIn(folder)).toEqual(['b.h5']);
  });

  it('whose folder is a file fails by that name', async () => {
    const path = join(files.folder(), 'a.h5');
    const writer = files.writer();
    await writeOneOfEach(writer, path);
    await expect(writer.open(start(join(path, 'b.h5')))).rejects.toMatchObject({
      code: expect.stringMatching(/DISK_UNREACHABLE|FILE_EXISTS/),
    });
  });

  it('that reads back differently by one bit is never named', async () => {
    const folder = files.folder();
    const writer = files.writer({ url: new URL('./workers/lying-disk.ts', import.meta.url) });
    const file = await writer.open(start(join(folder, 'a.h5')));
    await writeImage(file, 'CAMERA', 100_000);
    await expect(file.seal(root(1))).rejects.toMatchObject({ code: 'VERIFY_FAILED', message: expect.stringContaining('CAMERA/data') });
    expect(filesIn(folder)).toEqual([]);
  });

  it('whose root tells of other channels than it has is never named', async () => {
    const folder = files.folder();
    const file = await files.writer().open(start(join(folder, 'a.h5')));
    await writeAll(file);
    await expect(file.seal(root(99))).rejects.toMatchObject({ code: 'VERIFY_FAILED' });
    expect(filesIn(folder)).toEqual([]);
  });

  it('whose worker dies fails, and the next one is fine', async () => {
    const folder = files.folder();
    let replaced = 0;
    const writer = files.writer({ url: new URL('./workers/dying.ts', import.meta.url), onWorkerReplaced: () => replaced++ });
    const path = join(folder, 'a.h5');
    const file = await writer.open(start(path));
    await writeAll(file);
    const deadly = file.write(channel('DEADLY', 'scalar'), reading(number('int8', 1)));
    const after = file.write(channel('AFTER', 'scalar'), reading(number('int8', 1)));
    const expected = { code: 'WRITE_FAILED', message: expect.stringContaining(path) };
    await Promise.all([expect(deadly).rejects.toMatchObject(expected), expect(after).rejects.toMatchObject(expected)]);
    await expect(file.seal(root(1))).rejects.toMatchObject(expected);
    await file.abandon();
    expect(filesIn(folder)).toEqual([]);
    await writeOneOfEach(writer, path);
    expect(replaced).toBe(1);
  });

  it('fails each time where the worker cannot even start', async () => {
    const writer = files.writer({ url: new URL('./workers/broken.ts', import.meta.url) });
    const path = join(files.folder(), 'a.h5');
    for (let i = 0; i < 3; i++) await expect(writer.open(start(path))).rejects.toMatchObject({ code: 'WRITE_FAILED' });
    await expect(writer.inspect(path), 'which says nothing of the file').rejects.toMatchObject({ code: 'WRITE_FAILED' });
  });
});
