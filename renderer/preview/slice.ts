import { dataRoutes, type SliceHeader } from '../../core/contract/data.ts';
import { ExporterError } from '../../core/contract/errors.ts';
import type { ReadData } from '../connect/data.ts';

/** 64-bit numbers stay themselves; who draws them takes Number() of each. */
export type Numbers =
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array
  | Float32Array
  | Float64Array;

export type Slice = { dtype: string; shape: number[]; numbers: Numbers };

export type SliceWanted = { file: string; dataset: string /** As numpy: "0,10:20,::4". Left out: all. */; selection?: string };

export async function readSlice(readData: ReadData, wanted: SliceWanted, signal: AbortSignal): Promise<Slice> {
  const { header, bytes } = await readData(dataRoutes.slice, wanted, signal);
  if (!isSliceHeader(header)) throw new ExporterError('INTERNAL', `${wanted.file}: ${wanted.dataset} came without its shape.`);
  return { ...header, numbers: numbersOver(bytes, header.dtype) };
}

export function numbersOver({ buffer, byteOffset, byteLength }: Uint8Array<ArrayBuffer>, dtype: string): Numbers {
  const over = <N>(array: { new (buffer: ArrayBuffer, from: number, count: number): N; BYTES_PER_ELEMENT: number }) =>
    new array(buffer, byteOffset, byteLength / array.BYTES_PER_ELEMENT);
  switch (dtype) {
    case 'int8':
      return over(Int8Array);
    case 'uint8':
      return over(Uint8Array);
    case 'int16':
      return over(Int16Array);
    case 'uint16':
      return over(Uint16Array);
    case 'int32':
      return over(Int32Array);
    case 'uint32':
      return over(Uint32Array);
    case 'int64':
      return over(BigInt64Array);
    case 'uint64':
      return over(BigUint64Array);
    case 'float32':
      return over(Float32Array);
    case 'float64':
      return over(Float64Array);
    default:
      throw new ExporterError('INTERNAL', `Numbers of type ${dtype} can't be drawn here.`);
  }
}

function isSliceHeader(header: unknown): header is SliceHeader {
  return typeof header === 'object' && header !== null && 'dtype' in header && typeof header.dtype === 'string' && 'shape' in header;
}
