/** Element types on the wires. `bool` is one byte, 0 or 1. */
export const dtypes = ['bool', 'int8', 'uint8', 'int16', 'uint16', 'int32', 'uint32', 'int64', 'uint64', 'float32', 'float64'] as const;
export type DType = (typeof dtypes)[number];

export const bytesPer: Record<DType, number> = {
  bool: 1,
  int8: 1,
  uint8: 1,
  int16: 2,
  uint16: 2,
  int32: 4,
  uint32: 4,
  int64: 8,
  uint64: 8,
  float32: 4,
  float64: 8,
};

/**
 * Numbers as the bytes they came in: C order, little-endian unless `bigEndian`. The bytes may be a view of a whole fetch response and
 * need not be aligned; `copyOut` moves them where they may stay. bytes.length === product of shape × bytesPer[dtype].
 */
export type NumberArray = { dtype: DType; shape: readonly number[]; bytes: Uint8Array; bigEndian?: boolean };

/** What the message says of a picture besides its pixels. Pixel order is rows, then columns; a third axis is colour. */
export type ImageAttributes = Record<string, number | bigint | string | boolean>;

export type Value =
  | { kind: 'number'; dtype: DType; value: number | bigint | boolean }
  | { kind: 'text'; value: string }
  | { kind: 'texts'; values: string[] }
  | { kind: 'array'; data: NumberArray }
  | { kind: 'image'; data: NumberArray; attributes: ImageAttributes }
  /** Compressed by the detector's software; only named, never opened. */
  | { kind: 'encoded-image'; codec: string; bytes: number; attributes: ImageAttributes }
  /** x is null where the message has none; then the index stands for it. */
  | { kind: 'xy'; x: NumberArray | null; y: NumberArray; xUnits: string | null; yUnits: string | null }
  /** Named columns: NTTable, or the variables of a da00. */
  | { kind: 'table'; columns: readonly TableColumn[] };

export type TableColumn = { name: string; units: string | null; value: Exclude<Value, { kind: 'table' }> };

/** Of the value itself, without names, units or attributes. */
export function bytesOf(value: Value): number {
  switch (value.kind) {
    case 'number':
      return bytesPer[value.dtype];
    case 'text':
      return value.value.length;
    case 'texts':
      return value.values.reduce((sum, text) => sum + text.length, 0);
    case 'array':
    case 'image':
      return value.data.bytes.length;
    case 'encoded-image':
      return value.bytes;
    case 'xy':
      return (value.x?.bytes.length ?? 0) + value.y.bytes.length;
    case 'table':
      return value.columns.reduce((sum, column) => sum + bytesOf(column.value), 0);
  }
}
