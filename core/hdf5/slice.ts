import type { SliceHeader } from '../contract/data.ts';
import { ExporterError } from '../contract/errors.ts';
import type { FileDType } from './group.ts';
import type { H5, Scratch } from './h5.ts';
import { dtypeOf } from './h5-types.ts';
import { elementsOf, littleEndian } from './numbers.ts';
import { parseSelection } from './selection.ts';

/** Of one answer. */
export const sliceMost = 256 * 2 ** 20;

export type Slice = { header: SliceHeader; bytes: Uint8Array<ArrayBuffer> };

/** A part of a dataset of plain numbers, as they stand there but little-endian. Throws HDF5's own errors, BAD_REQUEST, VALUE_WRONG_TYPE, VALUE_TOO_LARGE. */
export function readSlice(h5: H5, scratch: Scratch, path: string, dataset: string, selection: string): Slice {
  const file = h5.open(path, h5.H5F_ACC_RDONLY, false, -1, -1);
  try {
    return sliceOf(h5, scratch, file, dataset, selection);
  } finally {
    h5.close_file(file);
  }
}

export function sliceOf(h5: H5, scratch: Scratch, file: bigint, dataset: string, selection: string): Slice {
  if (!h5.get_names(file, parentOf(dataset), false).includes(nameOf(dataset)) || h5.get_type(file, dataset) !== h5.H5G_DATASET)
    throw new ExporterError('NOT_FOUND', `There is no dataset ${dataset} in this file.`);
  const { shape, ...type } = h5.get_dataset_metadata(file, dataset);
  const dtype = dtypeOf({ ...type, littleEndian: true });
  if (dtype === null || dtype === 'text' || shape === null) throw noNumbers(dataset);
  const { offset, count, stride, shape: chosen } = parseSelection(selection, shape);
  const bytes = elementsOf(count) * type.size;
  if (bytes > sliceMost)
    throw new ExporterError(
      'VALUE_TOO_LARGE',
      `${dataset}: ${Math.round(bytes / 1e6)} MB are asked for at once, and ${Math.round(sliceMost / 1e6)} MB is the most. Choose a part of it.`,
    );
  return { header: { dtype, shape: chosen }, bytes: read() };

  function read(): Uint8Array<ArrayBuffer> {
    if (bytes === 0) return new Uint8Array(0);
    const pointer = scratch.reserve(bytes);
    const whole = shape?.length === 0;
    const big = (numbers: readonly number[]) => (whole ? null : numbers.map(BigInt));
    h5.get_dataset_data(file, dataset, big(count), big(offset), big(stride), BigInt(pointer));
    return inOrder(new Uint8Array(h5.HEAPU8.slice(pointer, pointer + bytes)), dtype, type.littleEndian);
  }
}

function inOrder(bytes: Uint8Array<ArrayBuffer>, dtype: FileDType | 'text' | null, isLittle: boolean): Uint8Array<ArrayBuffer> {
  if (isLittle || dtype === null || dtype === 'text') return bytes;
  return new Uint8Array(littleEndian({ bytes, dtype, shape: [], bigEndian: true }));
}

function noNumbers(dataset: string): ExporterError {
  return new ExporterError('VALUE_WRONG_TYPE', `${dataset} holds no plain numbers; its values are asked for one by one.`);
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(1, path.lastIndexOf('/')));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
