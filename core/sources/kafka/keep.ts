import type { NumberArray, Value } from '../value.ts';

/** In memory of their own, numbers begin at multiples of this, so that they can be looked at as any element type. */
const alignment = 8;
/** Above, a value gets a slot of shared memory; below, memory of its own is cheaper. */
export const smallBytes = 64 * 1024;

/** Memory that a copy of the value's numbers needs, with each array aligned. */
export function bytesToKeep(value: Value): number {
  return arraysOf(value).reduce((sum, { bytes }) => sum + aligned(bytes.length), 0);
}

/** The same in a slot of shared memory, and where within eight bytes it is to begin: as the first array does, and the others a little later. */
export function slotFor(value: Value): { bytes: number; place: number } {
  const [first, ...others] = arraysOf(value);
  return { bytes: bytesToKeep(value) + others.length * alignment, place: (first?.bytes.byteOffset ?? 0) % alignment };
}

/**
 * Copies all numbers into `room` (of `bytesToKeep(value)` bytes, or shared and as `slotFor(value)` says), so that nothing of the response they came in is held. Into
 * shared memory a copy is eight times slower where source and target differ in their place within eight bytes, so there the target takes the source's.
 */
export function copyInto(room: Uint8Array, value: Value): Value {
  const isShared = room.buffer instanceof SharedArrayBuffer;
  let used = 0;
  return map(value, (array) => {
    const from = isShared ? samePlace(used, room, array.bytes) : used;
    const bytes = room.subarray(from, from + array.bytes.length);
    bytes.set(array.bytes);
    used = aligned(from + array.bytes.length);
    return { ...array, bytes };
  });
}

/** The next offset at which both have the same place within eight bytes. */
function samePlace(offset: number, room: Uint8Array, source: Uint8Array): number {
  const shift = (source.byteOffset - room.byteOffset - offset) % alignment;
  return offset + (shift < 0 ? shift + alignment : shift);
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
