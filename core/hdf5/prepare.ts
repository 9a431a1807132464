import type { NumberArray, TableColumn, Value } from '../sources/value.ts';
import type { Request } from './protocol.ts';

/**
 * Makes a request ready for another thread. Shared memory goes as it is. A view of part of other memory is copied out first and moved, since
 * posting a view would copy all that it is a view of.
 */
export function prepare(request: Request): { message: Request; transfer: ArrayBuffer[] } {
  if (request.call.kind !== 'write') return { message: request, transfer: [] };
  const transfer: ArrayBuffer[] = [];
  const value = trim(request.call.reading.value, transfer);
  return { message: { id: request.id, call: { ...request.call, reading: { ...request.call.reading, value } } }, transfer };
}

function trim(value: Value, transfer: ArrayBuffer[]): Value {
  return value.kind === 'table'
    ? { ...value, columns: value.columns.map((column) => trimColumn(column, transfer)) }
    : trimPlain(value, transfer);
}

function trimColumn(column: TableColumn, transfer: ArrayBuffer[]): TableColumn {
  return { ...column, value: trimPlain(column.value, transfer) };
}

function trimPlain(value: TableColumn['value'], transfer: ArrayBuffer[]): TableColumn['value'] {
  switch (value.kind) {
    case 'array':
    case 'image':
      return { ...value, data: trimArray(value.data, transfer) };
    case 'xy':
      return { ...value, x: value.x === null ? null : trimArray(value.x, transfer), y: trimArray(value.y, transfer) };
    default:
      return value;
  }
}

function trimArray(data: NumberArray, transfer: ArrayBuffer[]): NumberArray {
  const { buffer, byteLength } = data.bytes;
  if (buffer instanceof SharedArrayBuffer || buffer.byteLength === byteLength) return data;
  const bytes = new Uint8Array(data.bytes);
  transfer.push(bytes.buffer);
  return { ...data, bytes };
}
