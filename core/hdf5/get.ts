import { bytesPer } from '../sources/value.ts';
import type { FoundAttribute, FoundDataset, FoundFile, FoundGroup } from './found.ts';
import { checksumOf, type FileDType } from './group.ts';
import type { H5, Scratch } from './h5.ts';
import { dtypeOf } from './h5-types.ts';
import { elementsOf, viewOf } from './numbers.ts';

/** A file may claim any size; ours hold nothing larger, and a foreign one is not to take all memory. */
const largestRead = 2 ** 30;

/**
 * Reads everything, so that every byte of every dataset has been looked at. Throws HDF5's own errors; those of one channel go to `onUnreadable` where it is given,
 * and the channel is left out. HDF5 may hold on to the file then.
 */
export function getFile(h5: H5, scratch: Scratch, path: string, onUnreadable?: (channel: string, error: unknown) => void): FoundFile {
  const file = h5.open(path, h5.H5F_ACC_RDONLY, false, -1, -1);
  const groups = new Map<string, FoundGroup>();
  const strangers: string[] = [];
  for (const name of h5.get_names(file, '/', false)) {
    try {
      if (h5.get_type(file, `/${name}`) === h5.H5G_GROUP) groups.set(name, getGroup(h5, scratch, file, `/${name}`));
      else strangers.push(name);
    } catch (error) {
      if (onUnreadable === undefined) throw error;
      onUnreadable(name, error);
    }
  }
  const attributes = getAttributes(h5, scratch, file, '/');
  h5.close_file(file);
  return { attributes, groups, strangers };
}

function getGroup(h5: H5, scratch: Scratch, file: bigint, path: string): FoundGroup {
  const members = h5.get_names(file, path, false).map((name) => [name, getMember(h5, scratch, file, `${path}/${name}`)] as const);
  return { attributes: getAttributes(h5, scratch, file, path), members: new Map(members) };
}

function getMember(h5: H5, scratch: Scratch, file: bigint, path: string): FoundDataset | { kind: 'other'; value: string } {
  if (h5.get_type(file, path) !== h5.H5G_DATASET) return { kind: 'other', value: 'no dataset but a group or a link' };
  const data = getData(h5, scratch, file, path);
  if (data.kind === 'other') return data;
  const { kind, dtype, shape } = data;
  if (dtype === 'text') return { kind, dtype, shape, checksum: checksumOf(data.text), text: data.text };
  return { kind, dtype, shape, checksum: checksumOf(h5.HEAPU8.subarray(data.pointer, data.pointer + data.bytes)), text: null };
}

/** Numbers are in the scratch memory, until it is used again. `chunked`: in pieces, which may be compressed. */
type FoundData = { kind: 'dataset'; shape: readonly number[]; chunked: boolean } & (
  | { dtype: FileDType; pointer: number; bytes: number }
  | { dtype: 'text'; text: string }
);

export function getData(h5: H5, scratch: Scratch, file: bigint, path: string): FoundData | { kind: 'other'; value: string } {
  const { shape, chunks, ...type } = h5.get_dataset_metadata(file, path);
  const dtype = dtypeOf(type);
  if (dtype === null || shape === null)
    return { kind: 'other', value: `a dataset of HDF5 class ${type.type}, ${type.size} bytes an element` };
  if (dtype === 'text' && shape.length > 0) return { kind: 'other', value: 'a list of texts' };
  const bytes = elementsOf(shape) * type.size;
  if (bytes > largestRead) throw new Error(`${path} has ${bytes} bytes, more than any file of ours.`);
  const pointer = scratch.reserve(bytes);
  if (bytes > 0) h5.get_dataset_data(file, path, null, null, null, BigInt(pointer));
  const chunked = chunks !== null;
  if (dtype !== 'text') return { kind: 'dataset', dtype, shape, chunked, pointer, bytes };
  return { kind: 'dataset', dtype, shape, chunked, text: takeTexts(h5, pointer, 1)[0] ?? '' };
}

export function getAttributes(h5: H5, scratch: Scratch, file: bigint, path: string): Map<string, FoundAttribute> {
  return new Map(h5.get_attribute_names(file, path).map((name) => [name, getAttribute(h5, scratch, file, path, name)]));
}

export function getAttribute(h5: H5, scratch: Scratch, file: bigint, path: string, name: string): FoundAttribute {
  const { shape, ...type } = h5.get_attribute_metadata(file, path, name);
  const dtype = dtypeOf(type);
  const scalar = shape !== null && shape.length === 0;
  const readable =
    dtype === 'int64' || dtype === 'uint64' || dtype === 'float64' ? scalar : dtype === 'text' && shape !== null && shape.length <= 1;
  if (!readable || shape === null)
    return { kind: 'other', value: `HDF5 class ${type.type}, ${type.size} bytes, shape (${shape?.join(', ') ?? 'none'})` };
  const elements = elementsOf(shape);
  const pointer = scratch.reserve(elements * bytesPer.float64);
  h5.get_attribute_data(file, path, name, BigInt(pointer));
  if (dtype === 'text') {
    const value = takeTexts(h5, pointer, elements);
    return scalar ? { kind: 'text', value: value[0] ?? '' } : { kind: 'texts', value };
  }
  const view = viewOf(h5.HEAPU8.subarray(pointer, pointer + 8));
  if (dtype === 'float64') return { kind: 'float64', value: view.getFloat64(0, true) };
  if (dtype === 'int64') return { kind: 'int64', value: view.getBigInt64(0, true) };
  return { kind: 'uint64', value: view.getBigUint64(0, true) };
}

/**
 * Texts of variable length are pointers of 4 bytes to memory that HDF5 took for them and leaves to its caller; an empty one may be a null pointer.
 * Given back directly: h5wasm's own way opens the attribute once more for it.
 */
export function takeTexts(h5: H5, pointer: number, count: number): string[] {
  const pointers = [...new Uint32Array(h5.HEAPU8.buffer, pointer, count)];
  const found = pointers.map((at) => h5.UTF8ToString(at));
  for (const at of pointers) h5._free(at);
  return found;
}
