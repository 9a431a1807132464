import { bytesPer } from '../sources/value.ts';
import type { FileDType } from './group.ts';
import { elementAt, viewOf } from './numbers.ts';

/** Numbers that are quick to go through; 64-bit integers have become doubles. */
export type Pixels = Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array | Uint32Array | Float32Array | Float64Array;

/** Over the same memory where the type allows it. */
export function pixelsOf(bytes: Uint8Array, dtype: FileDType): Pixels {
  const { buffer, byteOffset } = bytes;
  const count = bytes.length / bytesPer[dtype];
  switch (dtype) {
    case 'int8':
      return new Int8Array(buffer, byteOffset, count);
    case 'uint8':
      return new Uint8Array(buffer, byteOffset, count);
    case 'int16':
      return new Int16Array(buffer, byteOffset, count);
    case 'uint16':
      return new Uint16Array(buffer, byteOffset, count);
    case 'int32':
      return new Int32Array(buffer, byteOffset, count);
    case 'uint32':
      return new Uint32Array(buffer, byteOffset, count);
    case 'float32':
      return new Float32Array(buffer, byteOffset, count);
    case 'float64':
      return new Float64Array(buffer, byteOffset, count);
    default: {
      const view = viewOf(bytes);
      return Float64Array.from({ length: count }, (_, at) => Number(elementAt(view, at, dtype)));
    }
  }
}

/** The most its bit depth, or else its type, can tell; null for what has no such end. */
export function mostOf(dtype: FileDType, bitDepth: number | null): number | null {
  if (dtype === 'uint8' || dtype === 'uint16') return 2 ** Math.min(bitDepth ?? 16, bytesPer[dtype] * 8) - 1;
  return null;
}
