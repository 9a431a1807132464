import { bytesPer, type DType, type Value } from '../../value.ts';
import type { Members } from './element-types.ts';
import type { Table } from './flatbuffer/table.ts';
import { numberArray } from './number-array.ts';

export type UnionValue = Extract<Value, { kind: 'number' | 'text' | 'texts' | 'array' }>;

const valueSlot = 4;

/** The number, text or array in a union field: its type stands in `typeSlot`, its table in the slot after it. */
export function unionValue(holder: Table, typeSlot: number, members: Members): UnionValue {
  const id = holder.uint8(typeSlot);
  const table = holder.required(holder.table(typeSlot + 2), 'value');
  const member = members[id - 1];
  if (member === undefined) throw holder.message.undecodable(`its value is of the unknown type ${id}`);
  const { element, many } = member;
  if (element === 'text') {
    return many ? { kind: 'texts', values: table.texts(valueSlot) } : { kind: 'text', value: table.text(valueSlot) ?? '' };
  }
  return many ? manyNumbers(table, element) : { kind: 'number', dtype: element, value: table.number(valueSlot, element) };
}

function manyNumbers(table: Table, dtype: DType): UnionValue {
  const bytes = table.vector(valueSlot, bytesPer[dtype]) ?? new Uint8Array();
  return { kind: 'array', data: numberArray(table.message, dtype, [bytes.length / bytesPer[dtype]], bytes) };
}
