import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { exploring } from './stage.ts';

test('what is no HDF5 file is told what it is, and what to do', async () => {
  const { explorer, folder } = exploring();
  const written: [string, string | Uint8Array, RegExp][] = [
    ['text.h5', 'time,value\n1,2\n', /text\.h5 is no HDF5 file: it is a text/],
    ['empty.h5', '', /it is empty/],
    ['packed.h5', gzipSync('x'), /gzip \(unpack it first\)/],
    ['classic.h5', 'CDF\u0001', /NetCDF of the classic kind/],
    ['old.mat', 'MATLAB 5.0 MAT-file', /save it with -v7\.3/],
    ['random.h5', Uint8Array.from({ length: 600 }, (_, at) => (at * 37) % 256), /it is something else/],
  ];
  for (const [name, content, sentence] of written) {
    writeFileSync(join(folder, name), content);
    await expect(explorer.exploreFile({ file: name })).rejects.toMatchObject({
      code: 'READ_FAILED',
      message: expect.stringMatching(sentence),
    });
    await expect(explorer.exploreEntity({ file: name, path: '/' })).rejects.toMatchObject({
      code: 'READ_FAILED',
      message: expect.stringMatching(sentence),
    });
  }
});

test('a file that is cut off says so, and the next file is read all the same', async () => {
  const { explorer } = exploring('truncated.h5', 'nexus.nxs');
  await expect(explorer.exploreEntity({ file: 'truncated.h5', path: '/' })).rejects.toMatchObject({
    ...{ code: 'READ_FAILED', message: expect.stringMatching(/truncated\.h5 is cut off/) },
  });
  expect(await explorer.exploreEntity({ file: 'nexus.nxs', path: '/entry' })).toMatchObject({ kind: 'group' });
});

test('a file that is gone, a folder, and one that may not be read are each named', async () => {
  const { explorer, folder } = exploring('nexus.nxs');
  await expect(explorer.exploreFile({ file: 'gone.h5' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  mkdirSync(join(folder, 'folder.h5'));
  await expect(explorer.exploreFile({ file: 'folder.h5' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
    message: expect.stringMatching(/is a folder/),
  });
  if (process.getuid?.() === 0) return; // who may read everything is refused nothing
  chmodSync(join(folder, 'nexus.nxs'), 0);
  await expect(explorer.exploreFile({ file: 'nexus.nxs' })).rejects.toMatchObject({
    code: 'READ_FAILED',
    message: expect.stringMatching(/may not be read/),
  });
});

test('nothing outside the allowed folders is told of, whichever way the path goes; what a person has opened is', async () => {
  const { explorer, folder } = exploring('nexus.nxs');
  const other = exploring('h5py.h5');
  const outside = join(other.folder, 'h5py.h5');
  symlinkSync(outside, join(folder, 'link.h5'));
  symlinkSync(other.folder, join(folder, 'away'));
  const behind = ['away/h5py.h5', 'away/not-there.h5', 'away/nor/this.h5']; // alike, or they would tell what is there
  for (const file of [outside, '../x.h5', '/etc/hostname', join(other.folder, 'not-there.h5'), 'link.h5', ...behind])
    await expect(explorer.exploreFile({ file })).rejects.toMatchObject({
      code: 'NOT_ALLOWED',
      message: expect.stringMatching(/"folders"/),
    });
  expect((await explorer.exploreFolder({ folder })).entries.map(({ name }) => name)).toEqual(['nexus.nxs']);
  await expect(explorer.exploreFolder({ folder: other.folder })).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
  other.places.opened.allow(outside);
  expect(await other.explorer.exploreFile({ file: outside })).toMatchObject({ name: 'h5py.h5' });
});

test('whatever byte of a file is wrong, each question has an answer or a sentence, and the good file is read after it', {
  timeout: 120_000,
}, async () => {
  const { explorer, folder } = exploring('nexus.nxs');
  const whole = readFileSync(join(folder, 'nexus.nxs'));
  let random = 42;
  const next = (below: number) => {
    random = (random * 1_103_515_245 + 12_345) % 2 ** 31;
    return random % below;
  };
  for (let round = 0; round < 25; round++) {
    const bytes = Buffer.from(whole);
    for (let at = 0; at < 4; at++) bytes[next(bytes.length)] = next(256);
    writeFileSync(join(folder, 'spoilt.h5'), bytes);
    const asked = [
      explorer.exploreEntity({ file: 'spoilt.h5', path: '/entry/data' }),
      explorer.exploreValue({ file: 'spoilt.h5', path: '/entry/data/counts' }),
    ];
    for (const answer of await Promise.allSettled(asked))
      if (answer.status === 'rejected')
        expect(answer.reason).toMatchObject({ code: expect.stringMatching(/READ_FAILED|NOT_FOUND|BAD_REQUEST|VALUE_|BUSY/) });
  }
  expect((await explorer.exploreValue({ file: 'nexus.nxs', path: '/entry/data/counts', selection: '3' })).values).toEqual([3, 4, 5, 6, 7]);
});
