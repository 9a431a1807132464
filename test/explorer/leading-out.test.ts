import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exploring } from './stage.ts';

test('values that lie in another file are read from beside it and below, and from nowhere else of the machine', async () => {
  const { explorer, reader, folder } = exploring('leading-out.h5', 'nexus.nxs');
  mkdirSync(join(folder, 'inside'));
  for (const name of ['leading-out.h5', 'nexus.nxs']) copyFileSync(join(folder, name), join(folder, 'inside', name));
  const file = 'inside/leading-out.h5';
  expect((await explorer.exploreValue({ file, path: '/near' })).values).toEqual([0, 0.25, 0.5, 0.75, 1]);
  const refused = (name: RegExp) => ({ code: 'READ_FAILED', message: expect.stringMatching(name) });
  const slice = (dataset: string) => reader.look(join(folder, file), { of: 'slice', dataset, selection: '' }, new AbortController().signal);
  await expect(explorer.exploreValue({ file, path: '/raw' })).rejects.toMatchObject(refused(/\/etc\/hosts, which is not read/));
  await expect(slice('/raw')).rejects.toMatchObject(refused(/\/etc\/hosts, which is not read/));
  await expect(slice('/far')).rejects.toMatchObject(refused(/nexus\.nxs, which is not read: it is outside/));
  expect((await explorer.exploreEntity({ file, path: '/' })).kind).toBe('group');
  expect((await explorer.exploreValue({ file, path: '/near', selection: '4' })).values).toEqual([1]);
});
