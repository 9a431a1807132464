import type { Builder } from 'flatbuffers';
import { ExporterError } from '../../contract/errors.ts';
import type { Members } from '../../sources/kafka/decode/element-types.ts';
import type { UnionValue } from '../../sources/kafka/decode/union-value.ts';
import { type Field, plain, table, text, texts, to, vector } from './builder.ts';

const valueSlot = 4;

/** The two fields of a union, the type's in `slot` and the table's in the next. Its table is written at once. */
export function union(builder: Builder, slot: number, members: Members, value: UnionValue): Field[] {
  const { element, many, fields } = written(builder, value);
  const member = members.findIndex((candidate) => candidate.element === element && candidate.many === many);
  if (member < 0) throw new ExporterError('INTERNAL', `This schema has no place for ${many ? 'an array' : 'a value'} of ${element}.`);
  return [plain(slot, 'uint8', member + 1), to(slot + 2, table(builder, fields))];
}

function written(builder: Builder, value: UnionValue): Members[number] & { fields: Field[] } {
  switch (value.kind) {
    case 'number':
      return { element: value.dtype, many: false, fields: [plain(valueSlot, value.dtype, value.value)] };
    case 'text':
      return { element: 'text', many: false, fields: [to(valueSlot, text(builder, value.value))] };
    case 'texts':
      return { element: 'text', many: true, fields: [to(valueSlot, texts(builder, value.values))] };
    case 'array':
      return { element: value.data.dtype, many: true, fields: [to(valueSlot, vector(builder, value.data.dtype, value.data.bytes))] };
  }
}
