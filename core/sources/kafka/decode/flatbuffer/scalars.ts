import type { DType } from '../../../value.ts';

/** One element at a position that is known to lie inside. */
export const readers = {
  bool: (view: DataView, at: number) => view.getUint8(at) !== 0,
  int8: (view: DataView, at: number) => view.getInt8(at),
  uint8: (view: DataView, at: number) => view.getUint8(at),
  int16: (view: DataView, at: number, little: boolean) => view.getInt16(at, little),
  uint16: (view: DataView, at: number, little: boolean) => view.getUint16(at, little),
  int32: (view: DataView, at: number, little: boolean) => view.getInt32(at, little),
  uint32: (view: DataView, at: number, little: boolean) => view.getUint32(at, little),
  int64: (view: DataView, at: number, little: boolean) => view.getBigInt64(at, little),
  uint64: (view: DataView, at: number, little: boolean) => view.getBigUint64(at, little),
  float32: (view: DataView, at: number, little: boolean) => view.getFloat32(at, little),
  float64: (view: DataView, at: number, little: boolean) => view.getFloat64(at, little),
} satisfies Record<DType, (view: DataView, at: number, little: boolean) => number | bigint | boolean>;

/** What a field is where it is absent and the schema says nothing else. */
export function zeroOf(dtype: DType): number | bigint | boolean {
  if (dtype === 'bool') return false;
  return dtype === 'int64' || dtype === 'uint64' ? 0n : 0;
}
