import { bytesPer, type DType, type NumberArray } from '../../value.ts';
import type { DecodeOptions } from './decoded.ts';
import type { Message } from './flatbuffer/message.ts';

/** areaDetector knows 10 dimensions, da00 names no limit. */
const maxDimensions = 32;

/** Checks that there are as many bytes as the shape says. */
export function numberArray(
  message: Message,
  dtype: DType,
  shape: readonly number[],
  bytes: Uint8Array,
  byteOrder: DecodeOptions['byteOrder'] = 'little',
): NumberArray {
  if (shape.length > maxDimensions) throw message.undecodable(`its array has ${shape.length} dimensions`);
  const expected = shape.reduce((product, size) => product * size, bytesPer[dtype]);
  if (shape.some((size) => size < 0 || !Number.isInteger(size)) || expected !== bytes.length) {
    throw message.undecodable(`it says ${shape.join(' × ')} elements of ${dtype}, and brings ${bytes.length} bytes`);
  }
  const data = { dtype, shape, bytes: dtype === 'bool' ? zeroOrOne(message, bytes) : bytes };
  return byteOrder === 'big' && bytesPer[dtype] > 1 ? { ...data, bigEndian: true } : data;
}

/** Only here may a copy be made: some producers write other bytes for true. */
function zeroOrOne(message: Message, bytes: Uint8Array): Uint8Array {
  message.spend(bytes.length);
  return bytes.every((byte) => byte <= 1) ? bytes : bytes.map((byte) => (byte === 0 ? 0 : 1));
}

/** Dimensions as 64-bit numbers, as ADAr, ad00 and da00 have them. Beyond 2^53 nothing could be exact, and nothing is that large. */
export function sizes(message: Message, bytes: Uint8Array): number[] {
  if (bytes.length > maxDimensions * 8) throw message.undecodable(`its array has ${bytes.length / 8} dimensions`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.length / 8 }, (_, index) => Number(view.getBigInt64(index * 8, true)));
}
