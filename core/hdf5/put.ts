import type { Hdf5Settings } from '../settings/schema.ts';
import type { Attribute, Attributes } from './attribute.ts';
import type { Dataset, FileDType, Group } from './group.ts';
import type { H5, Scratch } from './h5.ts';
import { h5Type } from './h5-types.ts';
import { encodeNumber } from './numbers.ts';

/** Below this compression saves less than its index costs. */
const smallestCompressed = 65_536;

export function putGroup(h5: H5, scratch: Scratch, file: bigint, group: Group, settings: Hdf5Settings): void {
  const path = `/${group.name}`;
  h5.create_group(file, path, false);
  putAttributes(h5, scratch, file, path, group.attributes);
  for (const dataset of group.datasets) putDataset(h5, scratch, file, `${path}/${dataset.name}`, dataset, settings);
}

export function putAttributes(h5: H5, scratch: Scratch, file: bigint, path: string, attributes: Attributes): void {
  for (const [name, attribute] of Object.entries(attributes)) putAttribute(h5, scratch, file, path, name, attribute);
}

function putAttribute(h5: H5, scratch: Scratch, file: bigint, path: string, name: string, attribute: Attribute): void {
  if (attribute.kind === 'text' || attribute.kind === 'texts') {
    const list = attribute.kind === 'texts' ? attribute.value : [attribute.value];
    const shape = attribute.kind === 'texts' ? [BigInt(list.length)] : [];
    h5.create_vlen_str_attribute(file, path, name, list, metadata('text', shape));
    return;
  }
  const bytes = encodeNumber(attribute.kind, attribute.value);
  if (bytes === null) throw new RangeError(`Attribute ${name} of ${path} does not fit into ${attribute.kind}.`);
  h5.create_attribute(file, path, name, BigInt(put(h5, scratch, bytes)), metadata(attribute.kind, []));
}

/** Contiguous where not compressed; else one chunk a dataset, since strips would be compressed and looked up one by one. */
function putDataset(h5: H5, scratch: Scratch, file: bigint, path: string, dataset: Dataset, settings: Hdf5Settings): void {
  if (dataset.dtype === 'text') {
    putText(h5, file, path, dataset.text);
    return;
  }
  const compressed = settings.compression === 'gzip' && dataset.bytes.length >= smallestCompressed;
  putNumbers(h5, file, path, { ...dataset, pointer: put(h5, scratch, dataset.bytes), gzip: compressed ? settings.level : null });
}

/** From where they are in the memory of HDF5. `gzip`: the level; null where not compressed. */
export function putNumbers(
  h5: H5,
  file: bigint,
  path: string,
  { dtype, shape, pointer, gzip }: { dtype: FileDType; shape: readonly number[]; pointer: number; gzip: number | null },
): void {
  const sizes = shape.map(BigInt);
  const filters = gzip === null ? {} : { chunks: sizes, compression: 1, compression_opts: [gzip] };
  h5.create_dataset(file, path, BigInt(pointer), { ...metadata(dtype, sizes), ...filters });
}

export function putText(h5: H5, file: bigint, path: string, text: string): void {
  h5.create_vlen_str_dataset(file, path, [text], metadata('text', []));
}

/**
 * The one copy on the way to the file. From shared memory it is eight times slower where source and target differ in their place within
 * eight bytes, so the target takes the source's.
 */
function put(h5: H5, scratch: Scratch, bytes: Uint8Array): number {
  const pointer = scratch.reserve(bytes.length + 8) + (bytes.byteOffset % 8);
  h5.HEAPU8.set(bytes, pointer);
  return pointer;
}

function metadata(dtype: Parameters<typeof h5Type>[0], shape: bigint[]) {
  return {
    ...h5Type(dtype),
    shape,
    maxshape: shape,
    total_size: 0,
    chunks: null,
    compression: 0,
    compression_opts: [],
    track_order: false,
  };
}
