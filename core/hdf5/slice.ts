import type { SliceHeader } from '../contract/data.ts';
import { ExporterError } from '../contract/errors.ts';
import { datasetAt } from './explore.ts';
import { filtersOf, refuseMissing } from './explore-filters.ts';
import type { H5, Scratch } from './h5.ts';
import { dtypeOf } from './h5-types.ts';
import { elementsOf } from './numbers.ts';
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
  const real = datasetAt(h5, file, dataset);
  const { shape, ...type } = h5.get_dataset_metadata(file, real);
  const dtype = dtypeOf({ ...type, littleEndian: true }); // h5wasm asks HDF5 for that order, whatever the file's
  refuseMissing(filtersOf(h5, file, real), dataset);
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
    h5.get_dataset_data(file, real, big(count), big(offset), big(stride), BigInt(pointer));
    return new Uint8Array(h5.HEAPU8.subarray(pointer, pointer + bytes));
  }
}

function noNumbers(dataset: string): ExporterError {
  return new ExporterError('VALUE_WRONG_TYPE', `${dataset} holds no plain numbers; its values are asked for one by one.`);
}
