import { expect, test } from 'vitest';
import type { H5Entity } from '../../core/contract/explorer.ts';
import { exploring } from './stage.ts';

const signal = new AbortController().signal;
const h5py = { file: 'h5py.h5' };

function child(entity: H5Entity, name: string): H5Entity | undefined {
  return entity.kind === 'group' ? entity.children?.find((each) => each.name === name) : undefined;
}

test('a file of h5py is told as it is: its groups, types, shapes and filters', async () => {
  const { explorer } = exploring('h5py.h5');
  const root = await explorer.exploreEntity({ ...h5py, path: '/' });
  expect(child(root, 'table')).toMatchObject({
    ...{ kind: 'dataset', shape: [2], path: '/table' },
    type: {
      class: 'compound',
      fields: [{ name: 'id', type: { class: 'integer', size: 4 } }, { name: 'x' }, { name: 'name', type: { class: 'string', length: 8 } }],
    },
    attributes: [
      { name: 'scale', shape: [] },
      { name: 'units', shape: [2] },
    ],
  });
  expect(child(root, 'texts')).toMatchObject({ type: { class: 'string', charset: 'UTF-8', length: null } });
  expect(child(root, 'enum')).toMatchObject({ type: { class: 'enum', base: { size: 2 }, values: { RED: 0, GREEN: 1, BLUE: 2 } } });
  expect(child(root, 'flags')).toMatchObject({ type: { class: 'boolean' } });
  expect(child(root, 'complex')).toMatchObject({ type: { class: 'complex', base: { class: 'float', size: 8 } } });
  expect(child(root, 'big')).toMatchObject({ type: { class: 'integer', littleEndian: false }, shape: [2, 3] });
  expect(child(root, 'ragged')).toMatchObject({ type: { class: 'vlen', base: { class: 'integer', size: 4 } } });
  expect(child(root, 'matrices')).toMatchObject({ type: { class: 'array', dims: [2, 2] }, shape: [2] });
  expect(child(root, 'empty')).toMatchObject({ kind: 'dataset', shape: null });
  expect(child(root, 'packed')).toMatchObject({
    chunks: [10, 100],
    filters: [
      { name: 'shuffle', missing: false },
      { name: 'GZIP', missing: false },
    ],
  });
  expect(child(root, 'lzf')).toMatchObject({ filters: [{ id: 32000, name: 'LZF', missing: true }] });
  expect(child(root, 'kind')).toMatchObject({ kind: 'datatype', type: { class: 'float', size: 4 } });
  expect(child(root, 'group')).toMatchObject({ kind: 'group' });
});

test('values that are no plain numbers come whole, and those of 64 bits keep all their digits', async () => {
  const { explorer } = exploring('h5py.h5');
  const valuesOf = async (path: string, selection?: string) =>
    (await explorer.exploreValue({ ...h5py, path, ...(selection !== undefined && { selection }) })).values;
  expect(await valuesOf('/table')).toEqual([
    [1, 2.5, 'one'],
    [2, -1, 'two'],
  ]);
  expect(await valuesOf('/table', '1')).toEqual([[2, -1, 'two']]);
  expect(await valuesOf('/texts')).toEqual(['alpha', 'béta', '']);
  expect(await valuesOf('/fixed')).toEqual(['ab', 'abcd']);
  expect(await valuesOf('/enum')).toEqual([0, 2, 1]);
  expect(await valuesOf('/flags')).toEqual([true, false, true]);
  expect(await valuesOf('/complex')).toEqual([
    [1, 2],
    [-0, -3.5],
  ]);
  expect(await valuesOf('/half')).toEqual([0.5, null, 'Infinity', -65504]);
  expect(await valuesOf('/wide')).toEqual(['9223372036854775807', '-9223372036854775808']);
  expect(await valuesOf('/ragged')).toEqual([[1, 2, 3], [], [4]]);
  expect(await valuesOf('/ragged', '2')).toEqual([[4]]);
  expect(await valuesOf('/matrices')).toEqual([
    [
      [0, 1],
      [2, 3],
    ],
    [
      [4, 5],
      [6, 7],
    ],
  ]);
  expect(await valuesOf('/empty')).toEqual([]);
  expect(await valuesOf('/none')).toEqual([]);
  expect(await explorer.exploreAttributes({ ...h5py, path: '/table' })).toEqual({ units: ['mm', 's'], scale: 0.5 });
});

test('plain numbers come as bytes by slices, little-endian whatever stands in the file', async () => {
  const { reader, folder } = exploring('h5py.h5');
  const slice = async (dataset: string, selection = '') =>
    (await reader.look(`${folder}/h5py.h5`, { of: 'slice', dataset, selection }, signal)).slice;
  const big = await slice('/big', '1,::2');
  expect({ ...big.header, numbers: [...new Int32Array(big.bytes.buffer)] }).toEqual({ dtype: 'int32', shape: [2], numbers: [3, 5] });
  expect([...new Float64Array((await slice('/bigfloat')).bytes.buffer)]).toEqual([1.5, -2.25]);
  const packed = await slice('/packed', '98:,::50');
  expect([...new Uint16Array(packed.bytes.buffer)]).toEqual([9800, 9850, 9900, 9950]);
  expect([...new BigInt64Array((await slice('/soft')).bytes.buffer)]).toEqual([42n]);
});

test('links are gone along inside the file, named where they lead nowhere, and never followed out of it', async () => {
  const { explorer } = exploring('h5py.h5');
  const root = await explorer.exploreEntity({ ...h5py, path: '/' });
  expect(child(root, 'soft')).toMatchObject({ kind: 'dataset', path: '/soft', shape: [] });
  expect(child(root, 'dangling')).toMatchObject({ kind: 'unresolved', link: 'soft', target: '/nowhere' });
  expect(child(root, 'outside')).toMatchObject({ kind: 'unresolved', link: 'external', target: '/etc/other.h5:/secret' });
  const inner = await explorer.exploreEntity({ ...h5py, path: '/softgroup/inner' });
  expect(child(inner, 'deep')).toMatchObject({ path: '/softgroup/inner/deep' });
  await expect(explorer.exploreValue({ ...h5py, path: '/outside/secret' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const { paths, beyond } = await explorer.explorePaths(h5py);
  expect(beyond).toBe(0);
  expect(paths).toContain('/group/inner/deep');
  expect(paths.filter((path) => path.startsWith('/softgroup/'))).toEqual([]);
  expect(
    Math.max(...paths.map((path) => path.split('/loop').length - 1)),
    'a group that holds itself is gone into a few times',
  ).toBeLessThan(6);
});

test('a filter that is not built in is named with what to do, and the rest of the file is read', async () => {
  const { explorer, reader, folder } = exploring('h5py.h5');
  const refused = { code: 'READ_FAILED', message: expect.stringMatching(/\/lzf is compressed with LZF \(filter 32000\).*h5repack/) };
  await expect(explorer.exploreValue({ ...h5py, path: '/lzf' })).rejects.toMatchObject(refused);
  await expect(reader.look(`${folder}/h5py.h5`, { of: 'slice', dataset: '/lzf', selection: '' }, signal)).rejects.toMatchObject(refused);
  expect((await explorer.exploreValue({ ...h5py, path: '/fixed' })).values).toEqual(['ab', 'abcd']);
});

test('files as NeXus and MATLAB have them are read', async () => {
  const { explorer } = exploring('nexus.nxs', 'matlab.mat');
  expect(await explorer.exploreAttributes({ file: 'nexus.nxs', path: '/entry/data' })).toMatchObject({
    NX_class: 'NXdata',
    axes: ['y', 'x'],
  });
  expect(await explorer.exploreEntity({ file: 'nexus.nxs', path: '/entry/instrument/detector/data' })).toMatchObject({
    kind: 'dataset',
    shape: [4, 5],
  });
  expect(await explorer.exploreFile({ file: 'matlab.mat' })).toMatchObject({ name: 'matlab.mat' });
  expect(await explorer.exploreAttributes({ file: 'matlab.mat', path: '/image' })).toEqual({ MATLAB_class: 'double' });
});
