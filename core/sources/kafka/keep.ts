import type { NumberArray, Value } from '../value.ts';

/** Numbers begin at multiples of this, so that they can be looked at as any element type. */
const alignment = 8;
/** Above, a value gets a slot of shared memory; below, memory of its own is cheaper. */
export const smallBytes = 64 * 1024;

/** Memory that a copy of the value's numbers needs, with each array aligned. */
export function bytesToKeep(value: Value): number {
  return arraysOf(value).reduce((sum, { bytes }) => sum + aligned(bytes.length), 0);
}

/** Copies all numbers into `room` (of `bytesToKeep(value)` bytes), so that nothing of the response they came in is held. */
export function copyInto(room: Uint8Array, value: Value): Value {
  let used = 0;
  return map(value, (array) => {
    const bytes = room.subarray(used, used + array.bytes.length);
    bytes.set(array.bytes);
    used += aligned(array.bytes.length);
    return { ...array, bytes };
  });
}

function aligned(length: number): number {
  return Math.ceil(length / alignment) * alignment;
}

function arraysOf(value: Value): NumberArray[] {
  switch (value.kind) {
    case 'array':
    case 'image':
      return [value.data];
    case 'xy':
      return value.x === null ? [value.y] : [value.x, value.y];
    case 'table':
      return value.columns.flatMap((column) => arraysOf(column.value));
    default:
      return [];
  }
}

type Plain = Exclude<Value, { kind: 'table' }>;

function map(value: Value, copy: (array: NumberArray) => NumberArray): Value {
  if (value.kind !== 'table') return mapPlain(value, copy);
  return { ...value, columns: value.columns.map((column) => ({ ...column, value: mapPlain(column.value, copy) })) };
}

function mapPlain(value: Plain, copy: (array: NumberArray) => NumberArray): Plain {
  switch (value.kind) {
    case 'array':
    case 'image':
      return { ...value, data: copy(value.data) };
    case 'xy':
      return { ...value, x: value.x === null ? null : copy(value.x), y: copy(value.y) };
    default:
      return value;
  }
}
