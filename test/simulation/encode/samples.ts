import type { DType, ImageAttributes, NumberArray, Value } from '../../../core/sources/value.ts';

/** Odd in every way: a prime number of elements, negative numbers and fractions where they fit. */
export const numberArrays: Record<Exclude<DType, 'bool'>, NumberArray> = {
  int8: arrayOf('int8', Int8Array.of(-128, 0, 127)),
  uint8: arrayOf('uint8', Uint8Array.of(0, 1, 2, 250, 255)),
  int16: arrayOf('int16', Int16Array.of(-30001, 0, 7)),
  uint16: arrayOf('uint16', Uint16Array.of(60001, 0, 7)),
  int32: arrayOf('int32', Int32Array.of(-2000000001, 0, 7)),
  uint32: arrayOf('uint32', Uint32Array.of(4000000001, 0, 7)),
  int64: arrayOf('int64', BigInt64Array.of(-9007199254740995n, 0n, 7n)),
  uint64: arrayOf('uint64', BigUint64Array.of(18446744073709551615n, 0n, 7n)),
  float32: arrayOf('float32', Float32Array.of(0.5, -1.25, Number.NaN)),
  float64: arrayOf('float64', Float64Array.of(0.1, -1e300, Number.POSITIVE_INFINITY, Number.NaN, 1)),
};

export function arrayOf(
  dtype: DType,
  elements: ArrayLike<unknown> & ArrayBufferView,
  shape: readonly number[] = [elements.length],
): NumberArray {
  return { dtype, shape, bytes: new Uint8Array(elements.buffer, elements.byteOffset, elements.byteLength) };
}

export const numbers: Extract<Value, { kind: 'number' }>[] = [
  { kind: 'number', dtype: 'int8', value: -101 },
  { kind: 'number', dtype: 'uint8', value: 250 },
  { kind: 'number', dtype: 'int16', value: -30001 },
  { kind: 'number', dtype: 'uint16', value: 60001 },
  { kind: 'number', dtype: 'int32', value: -2000000001 },
  { kind: 'number', dtype: 'uint32', value: 4000000001 },
  { kind: 'number', dtype: 'int64', value: -9007199254740995n },
  { kind: 'number', dtype: 'uint64', value: 18446744073709551615n },
  { kind: 'number', dtype: 'float32', value: 0.125 },
  { kind: 'number', dtype: 'float64', value: 734.0625 },
  { kind: 'number', dtype: 'float64', value: 0 },
  { kind: 'number', dtype: 'int64', value: 0n },
];

export const attributes: ImageAttributes = { AcquireTime: 0.05, Gain: 2.5, ColorMode: 0n, Model: 'acA1300-60gm' };

/** 2 rows of 3 columns. */
export const image = {
  kind: 'image',
  data: arrayOf('uint16', Uint16Array.of(1, 2, 3, 40001, 40002, 40003), [2, 3]),
  attributes,
} satisfies Value;

export const xy = {
  kind: 'xy',
  x: numberArrays.float64,
  y: numberArrays.int16,
  xUnits: 'ns',
  yUnits: 'V',
} satisfies Value;
