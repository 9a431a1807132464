import { bytesPer, type DType, type NumberArray } from '../sources/value.ts';
import type { FileDType } from './group.ts';

export function elementsOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** One byte of 0 or 1 is a uint8 to all who read the file; the Gateway knows no HDF5 enumerations. */
export function fileDType(dtype: DType): FileDType {
  return dtype === 'bool' ? 'uint8' : dtype;
}

/** The same view where nothing is to be swapped: a copy would cost as much as writing it. */
export function littleEndian({ bytes, dtype, bigEndian }: NumberArray): Uint8Array {
  if (!bigEndian || bytesPer[dtype] === 1) return bytes;
  const copy = new Uint8Array(bytes);
  const swapped = Buffer.from(copy.buffer);
  if (bytesPer[dtype] === 2) swapped.swap16();
  else if (bytesPer[dtype] === 4) swapped.swap32();
  else swapped.swap64();
  return copy;
}

/** Every type but the 64-bit integers goes into a float64 without loss; those must have been looked at with `firstInexact`. */
export function toFloat64(dtype: FileDType, bytes: Uint8Array): Uint8Array {
  if (dtype === 'float64') return bytes;
  const view = viewOf(bytes);
  const numbers = new Float64Array(bytes.length / bytesPer[dtype]);
  for (let i = 0; i < numbers.length; i++) numbers[i] = Number(elementAt(view, i, dtype));
  return new Uint8Array(numbers.buffer);
}

/** The first 64-bit integer that a double, and so the Gateway, cannot hold. */
export function firstInexact(dtype: FileDType, bytes: Uint8Array): bigint | null {
  if (dtype !== 'int64' && dtype !== 'uint64') return null;
  const view = viewOf(bytes);
  for (let i = 0; i < bytes.length / 8; i++) {
    const element = elementAt(view, i, dtype);
    if (typeof element === 'bigint' && !isExact(element)) return element;
  }
  return null;
}

export function isExact(value: bigint): boolean {
  return BigInt(Number(value)) === value;
}

/** HDF5 in WebAssembly runs on little-endian machines only, so their own order is the file's. */
const arrays: Record<FileDType, (value: number | bigint) => ArrayBufferView<ArrayBuffer>> = {
  int8: (value) => Int8Array.of(Number(value)),
  uint8: (value) => Uint8Array.of(Number(value)),
  int16: (value) => Int16Array.of(Number(value)),
  uint16: (value) => Uint16Array.of(Number(value)),
  int32: (value) => Int32Array.of(Number(value)),
  uint32: (value) => Uint32Array.of(Number(value)),
  int64: (value) => BigInt64Array.of(BigInt(value)),
  uint64: (value) => BigUint64Array.of(BigInt(value)),
  float32: (value) => Float32Array.of(Number(value)),
  float64: (value) => Float64Array.of(Number(value)),
};

/** null where the type cannot hold the value as it is. */
export function encodeNumber(dtype: FileDType, value: number | bigint): Uint8Array | null {
  const float = dtype === 'float32' || dtype === 'float64';
  if (!float && typeof value === 'number' && !Number.isInteger(value)) return null;
  const bytes = new Uint8Array(arrays[dtype](value).buffer);
  const back = Number(elementAt(viewOf(bytes), 0, dtype));
  return back === Number(value) || (float && Number.isNaN(back)) ? bytes : null;
}

export function elementAt(view: DataView, index: number, dtype: FileDType): number | bigint {
  const at = index * bytesPer[dtype];
  switch (dtype) {
    case 'int8':
      return view.getInt8(at);
    case 'uint8':
      return view.getUint8(at);
    case 'int16':
      return view.getInt16(at, true);
    case 'uint16':
      return view.getUint16(at, true);
    case 'int32':
      return view.getInt32(at, true);
    case 'uint32':
      return view.getUint32(at, true);
    case 'int64':
      return view.getBigInt64(at, true);
    case 'uint64':
      return view.getBigUint64(at, true);
    case 'float32':
      return view.getFloat32(at, true);
    case 'float64':
      return view.getFloat64(at, true);
  }
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
