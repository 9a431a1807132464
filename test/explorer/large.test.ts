import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { largeLength as length, sparse, writeLarge } from './large-file.ts';
import { exploring } from './stage.ts';

const signal = new AbortController().signal;
test('a file of 3 GB is read by slices, from beyond 2 GB too, and a slice that is too large is refused before anything is read', async () => {
  const { folder, reader, explorer } = exploring();
  const path = join(folder, 'large.h5');
  writeLarge(path);
  expect(statSync(path).size).toBe(3_000_002_056);
  expect(await explorer.exploreEntity({ file: 'large.h5', path: '/large' })).toMatchObject({ kind: 'dataset', shape: [length] });
  const slice = async (dataset: string, selection: string) => (await reader.look(path, { of: 'slice', dataset, selection }, signal)).slice;
  expect([...(await slice('/large', `${length - 6}:`)).bytes]).toEqual([0, 0, 1, 2, 3, 4]);
  expect([...(await slice('/large', `2147483648:2147483650`)).bytes]).toEqual([0, 0]);
  expect([...new Int32Array((await slice('/table', '')).bytes.buffer)]).toEqual([7, 8]);
  await expect(slice('/large', '')).rejects.toMatchObject({ code: 'VALUE_TOO_LARGE', message: expect.stringMatching(/3000 MB/) });
});

test('a file whose HDF5 begins behind another program’s header of any size is told apart from what is none', async () => {
  const { folder, explorer } = exploring('nexus.nxs');
  const [header, whole] = [2 ** 20, readFileSync(join(folder, 'nexus.nxs'))];
  sparse(join(folder, 'behind.h5'), header + whole.length, [[header, whole]]);
  expect(await explorer.exploreFile({ file: 'behind.h5' })).toMatchObject({ bytes: header + whole.length });
  sparse(join(folder, 'hole.h5'), header, []);
  await expect(explorer.exploreFile({ file: 'hole.h5' })).rejects.toMatchObject({ code: 'READ_FAILED' });
});
