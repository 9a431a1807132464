import type { Builder } from 'flatbuffers';
import type { TypeCodes } from '../../sources/kafka/decode/typed-bytes.ts';
import type { NumberArray, Value } from '../../sources/value.ts';
import { type Field, plain, to, vector } from './builder.ts';

/** Where the code of an element type goes, and where the bytes; the bytes are written at once. */
export type TypedBytesSlots = { type: number; data: number; codes: TypeCodes };

export function typedNumbers(builder: Builder, { type, data, codes }: TypedBytesSlots, { dtype, bytes }: NumberArray): Field[] {
  return [plain(type, 'uint8', codes.indexOf(dtype)), to(data, vector(builder, 'uint8', bytes))];
}

export function typedText(builder: Builder, { type, data, codes }: TypedBytesSlots, value: string): Field[] {
  return [plain(type, 'uint8', codes.indexOf('text')), to(data, vector(builder, 'uint8', Buffer.from(value, 'utf8')))];
}

/** A number, text or array of numbers; other values have no place in such a field. */
export function typedValue(builder: Builder, slots: TypedBytesSlots, value: Extract<Value, { kind: 'text' | 'array' }>): Field[] {
  return value.kind === 'text' ? typedText(builder, slots, value.value) : typedNumbers(builder, slots, value.data);
}
