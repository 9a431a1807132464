import type { Metadata } from 'h5wasm/node';
import { ExporterError } from '../contract/errors.ts';
import type { H5Attribute, H5Entity, Json } from '../contract/explorer.ts';
import { decodeAt } from './explore-decode.ts';
import { filtersOf, refuseMissing } from './explore-filters.ts';
import { childrenOf, type FoundObject, findChild, findObject } from './explore-find.ts';
import { h5TypeOf, holdsMemory } from './explore-type.ts';
import type { H5, Scratch } from './h5.ts';
import { elementsOf } from './numbers.ts';
import { parseSelection } from './selection.ts';

const childrenMost = 2000;
const attributesMost = 1000;
/** Elements of one answer; and of one attribute. */
export const valuesMost = 100_000;
const attributeMost = 10_000;
/** What HDF5 puts into memory for them. */
const bytesMost = 64 * 2 ** 20;

/** Throws HDF5's own errors, and NOT_FOUND. */
export function entityIn(h5: H5, file: bigint, path: string): H5Entity {
  const name = path === '/' ? '/' : path.slice(path.lastIndexOf('/') + 1);
  const found = entityOf(h5, file, path, name, findObject(h5, file, path));
  if (found.kind !== 'group') return found;
  const real = realPath(h5, file, path);
  const names = childrenOf(h5, file, real);
  const children = names.slice(0, childrenMost).map((child) => {
    return entityOf(h5, file, `${real === '/' ? '' : real}/${child}`, child, findChild(h5, file, real, child));
  });
  const at = path === '/' ? '' : path;
  const shown = children.map((child) => ({ ...child, path: `${at}/${child.name}` }));
  return { ...found, children: shown, ...(names.length > childrenMost && { beyond: names.length - childrenMost }) };
}

function entityOf(h5: H5, file: bigint, path: string, name: string, found: FoundObject): H5Entity {
  if (found.kind === 'unresolved') return { name, path, attributes: [], ...found };
  const head = { name, path, attributes: attributesOf(h5, file, found.path) };
  if (found.type === h5.H5G_GROUP) return { ...head, kind: 'group' };
  if (found.type === h5.H5G_TYPE) return { ...head, kind: 'datatype', type: h5TypeOf(h5.get_datatype_metadata(file, found.path)) };
  const metadata = h5.get_dataset_metadata(file, found.path);
  return {
    ...{ ...head, kind: 'dataset', shape: metadata.shape, type: h5TypeOf(metadata), chunks: metadata.chunks },
    filters: filtersOf(h5, file, found.path),
  };
}

function attributesOf(h5: H5, file: bigint, path: string): H5Attribute[] {
  return h5
    .get_attribute_names(file, path)
    .slice(0, attributesMost)
    .map((name) => {
      const metadata = h5.get_attribute_metadata(file, path, name);
      return { name, shape: metadata.shape, type: h5TypeOf(metadata) };
    });
}

/** Too long ones are told by their length. */
export function attributesIn(h5: H5, scratch: Scratch, file: bigint, path: string): Record<string, Json> {
  const real = realPath(h5, file, path);
  const names = h5.get_attribute_names(file, real).slice(0, attributesMost);
  return Object.fromEntries(names.map((name) => [name, attributeIn(h5, scratch, file, real, name)]));
}

function attributeIn(h5: H5, scratch: Scratch, file: bigint, path: string, name: string): Json {
  const metadata = h5.get_attribute_metadata(file, path, name);
  const { shape, size } = metadata;
  if (shape === null) return null;
  const count = elementsOf(shape);
  if (count > attributeMost || count * size > bytesMost) return `(${count} values)`;
  const pointer = scratch.reserve(count * size);
  h5.get_attribute_data(file, path, name, BigInt(pointer));
  const values = Array.from({ length: count }, (_, index) => decodeAt(h5, metadata, pointer + index * size));
  if (count > 0 && holdsMemory(metadata)) h5.reclaim_vlen_memory(file, path, name, BigInt(pointer));
  return shape.length === 0 ? (values[0] ?? null) : values;
}

/** Throws BAD_REQUEST, READ_FAILED where a filter is missing, VALUE_TOO_LARGE. */
export function valueIn(h5: H5, scratch: Scratch, file: bigint, path: string, selection: string): { values: Json; shape: number[] } {
  const real = datasetAt(h5, file, path);
  const metadata = h5.get_dataset_metadata(file, real);
  if (metadata.shape === null) return { values: [], shape: [] };
  refuseMissing(filtersOf(h5, file, real), path);
  const { count, offset, stride, shape } = parseSelection(selection, metadata.shape);
  const elements = elementsOf(count);
  if (elements > valuesMost || elements * metadata.size > bytesMost)
    throw new ExporterError(
      'VALUE_TOO_LARGE',
      `${path}: ${elements} values are asked for at once, and ${valuesMost} is the most. Choose a part of it.`,
    );
  if (elements === 0) return { values: [], shape };
  const pointer = scratch.reserve(elements * metadata.size);
  const isWhole = metadata.shape.length === 0;
  const big = (numbers: readonly number[]) => (isWhole ? null : numbers.map(BigInt));
  h5.get_dataset_data(file, real, big(count), big(offset), big(stride), BigInt(pointer));
  const values = Array.from({ length: elements }, (_, index) => decodeAt(h5, metadata, pointer + index * metadata.size));
  if (holdsMemory(metadata)) reclaim(h5, file, real, pointer, metadata, count);
  return { values, shape };
}

function reclaim(h5: H5, file: bigint, path: string, pointer: number, { shape }: Metadata, count: readonly number[]): void {
  if (shape?.length === 0) h5.reclaim_vlen_memory(file, path, '', BigInt(pointer));
  else h5.reclaim_vlen_memory_count(file, path, '', BigInt(pointer), count.map(BigInt));
}

/** Where it lies with no link before it. Throws NOT_FOUND. */
export function datasetAt(h5: H5, file: bigint, path: string): string {
  const found = findObject(h5, file, path);
  if (found.kind === 'object' && found.type === h5.H5G_DATASET) return found.path;
  throw new ExporterError('NOT_FOUND', `There is no dataset ${path} in this file.`);
}

function realPath(h5: H5, file: bigint, path: string): string {
  const found = findObject(h5, file, path);
  if (found.kind === 'object') return found.path;
  throw new ExporterError('NOT_FOUND', `${path} is a link to ${found.target}, which leads nowhere here.`);
}
