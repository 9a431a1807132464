import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diskFailure } from '../../core/hdf5/disk-failure.ts';
import { giveName, takeName } from '../../core/hdf5/publish.ts';
import { filesIn, useFiles } from './files.ts';

const files = useFiles();

describe.each([
  ['with hard links', giveName],
  ['without hard links', takeName],
])('giving a file its name %s', (_, give) => {
  it('moves it there', () => {
    const folder = files.folder();
    writeFileSync(join(folder, 'a.part'), 'whole');
    give(join(folder, 'a.part'), join(folder, 'a'));
    expect(filesIn(folder)).toEqual(['a']);
    expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('whole');
  });

  it('never overwrites', () => {
    const folder = files.folder();
    writeFileSync(join(folder, 'a.part'), 'new');
    writeFileSync(join(folder, 'a'), 'old');
    expect(() => give(join(folder, 'a.part'), join(folder, 'a'))).toThrow(expect.objectContaining({ code: 'EEXIST' }));
    expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('old');
  });
});

describe('a failure of the disk', () => {
  const failed = (code: string) => diskFailure(Object.assign(new Error(code), { code }), join(files.folder(), 'a.h5'));

  it.each([
    ['ENOSPC', 'DISK_FULL'],
    ['EDQUOT', 'DISK_FULL'],
    ['EROFS', 'DISK_READ_ONLY'],
    ['EACCES', 'DISK_READ_ONLY'],
    ['EIO', 'DISK_UNREACHABLE'],
    ['ESTALE', 'DISK_UNREACHABLE'],
    ['EEXIST', 'FILE_EXISTS'],
  ])('%s is %s', (errno, code) => expect(failed(errno).code).toBe(code));

  it('is found in what HDF5 says, or by asking the folder', () => {
    const folder = files.folder();
    const told = new Error("HDF5-DIAG: #000: H5FDsec2.c in H5FD__sec2_write(): errno = 51, error message = 'No space left on device'");
    expect(diskFailure(told, join(folder, 'a.h5')).code).toBe('DISK_FULL');
    expect(diskFailure(new Error('HDF5-DIAG'), join(folder, 'gone/a.h5')).code).toBe('DISK_UNREACHABLE');
    mkdirSync(join(folder, 'there'));
    expect(diskFailure(new Error('HDF5-DIAG'), join(folder, 'there/a.h5')).code).toBe('WRITE_FAILED');
    expect(filesIn(folder)).toEqual([]);
  });
});
