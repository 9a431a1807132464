import { assertNever } from '../../../../core/contract/errors.ts';
import type { DType, NumberArray, TableColumn, Value } from '../../../../core/sources/value.ts';

/** A decoded value in the words of expected.json. Elements are read by the runtime's typed arrays, not by the reader under test. */
export function seen(value: Value): unknown {
  switch (value.kind) {
    case 'number':
      return { dtype: value.dtype, value: typeof value.value === 'bigint' ? String(value.value) : value.value };
    case 'text':
      return { dtype: 'string', value: value.value };
    case 'texts':
      return { dtype: 'string', length: value.values.length, values: value.values };
    case 'array':
      return seenArray(value.data);
    case 'image':
      return seenImage(value.data);
    case 'encoded-image':
      return { codec: value.codec, bytes: value.bytes };
    case 'xy':
      return { x: value.x && seenArray(value.x), y: seenArray(value.y), xUnits: value.xUnits, yUnits: value.yUnits };
    case 'table':
      return { labels: value.columns.map(({ name }) => name), columns: value.columns.map((column) => seen(column.value)) };
    default:
      return assertNever(value);
  }
}

export function seenVariable({ name, units, value }: TableColumn): unknown {
  if (value.kind !== 'array') return null;
  return { name, unit: units, shape: value.data.shape, ...seenArray(value.data) };
}

function seenArray(data: NumberArray) {
  const all = elements(data);
  return { dtype: data.dtype, length: all.length, first4: all.slice(0, 4).map(plain), last: plain(all.at(-1)), sum: sumOf(all) };
}

function seenImage(data: NumberArray) {
  const all = elements(data);
  const columns = data.shape[1] ?? 0;
  const column0 = [0, 1, 2, 3].map((row) => plain(all[row * columns]));
  const corners = { first: plain(all[0]), last: plain(all.at(-1)) };
  return { dtype: data.dtype, shape: data.shape, ...corners, row0: all.slice(0, 4).map(plain), column0, sum: sumOf(all) };
}

function plain(element: number | bigint | undefined): number | string | undefined {
  return typeof element === 'bigint' ? String(element) : element;
}

function sumOf(all: readonly (number | bigint)[]): number | string {
  if (all.some((element) => typeof element === 'bigint')) return String(all.reduce<bigint>((sum, element) => sum + BigInt(element), 0n));
  return all.reduce<number>((sum, element) => sum + Number(element), 0);
}

const typed: Record<DType, (buffer: ArrayBuffer) => ArrayLike<number> | ArrayLike<bigint>> = {
  bool: (buffer) => new Uint8Array(buffer),
  int8: (buffer) => new Int8Array(buffer),
  uint8: (buffer) => new Uint8Array(buffer),
  int16: (buffer) => new Int16Array(buffer),
  uint16: (buffer) => new Uint16Array(buffer),
  int32: (buffer) => new Int32Array(buffer),
  uint32: (buffer) => new Uint32Array(buffer),
  int64: (buffer) => new BigInt64Array(buffer),
  uint64: (buffer) => new BigUint64Array(buffer),
  float32: (buffer) => new Float32Array(buffer),
  float64: (buffer) => new Float64Array(buffer),
};

export function elements({ dtype, bytes }: NumberArray): (number | bigint)[] {
  return Array.from<number | bigint>(typed[dtype](new Uint8Array(bytes).buffer));
}
