import { bytesPer, type DType, type NumberArray, type Value } from '../../value.ts';
import type { DecodeOptions } from './decoded.ts';
import type { Table } from './flatbuffer/table.ts';
import { numberArray } from './number-array.ts';

/** What the codes of a schema's DType stand for, from 0 on. */
export type TypeCodes = readonly (DType | 'text' | null)[];

/** Where bytes and the code of their type stand, and how the bytes are to be taken. Without a shape: one dimension. */
export type TypedBytes = {
  type: number;
  data: number;
  codes: TypeCodes;
  shape?: readonly number[];
  byteOrder?: DecodeOptions['byteOrder'];
};

/** Bytes whose element type is a field of its own. A text ends at its first NUL. */
export function typedBytes(table: Table, { type, data, codes, shape, byteOrder }: TypedBytes): Extract<Value, { kind: 'text' | 'array' }> {
  const bytes = table.required(table.vector(data, 1), 'data');
  const code = table.uint8(type);
  const element = codes[code];
  if (element === undefined || element === null) throw table.message.undecodable(`its data is of the unknown type ${code}`);
  if (element === 'text') return { kind: 'text', value: table.message.textOf(bytes).split('\0', 1).join() };
  return { kind: 'array', data: numberArray(table.message, element, shape ?? [bytes.length / bytesPer[element]], bytes, byteOrder) };
}

export function typedNumbers(table: Table, where: TypedBytes): NumberArray {
  const value = typedBytes(table, where);
  if (value.kind === 'array') return value.data;
  throw table.message.undecodable('it has a text where numbers belong');
}
