import { Builder } from 'flatbuffers';
import { bytesPer, type DType } from '../../sources/value.ts';

/** Place of something already written; tables and vectors refer to each other by it. */
export type Place = number;

/** Writes one field; fields with their default are left out, as every FlatBuffers encoder does. */
export type Field = { slot: number; add(builder: Builder, index: number): void };

/** Room for names and tables around the value, so that a picture is not copied because the buffer has to grow. */
const roomAround = 4096;

export function message(schema: string, valueBytes: number, write: (builder: Builder) => Place): Uint8Array {
  const builder = new Builder(valueBytes + roomAround);
  builder.finish(write(builder), schema);
  return builder.asUint8Array();
}

export function table(builder: Builder, fields: readonly Field[]): Place {
  builder.startObject(Math.max(0, ...fields.map(({ slot }) => indexOf(slot) + 1)));
  for (const { slot, add } of fields) add(builder, indexOf(slot));
  return builder.endObject();
}

/** Slots as the facts about the schemas give them: 4 for the first field, then by twos. */
function indexOf(slot: number): number {
  return (slot - 4) / 2;
}

/** To something written before; null leaves it out. */
export function to(slot: number, place: Place | null): Field {
  return { slot, add: (builder, index) => builder.addFieldOffset(index, place ?? 0, 0) };
}

type Plain = number | bigint | boolean;

const adders = {
  bool: (builder, index, value, absent) => builder.addFieldInt8(index, Number(value), absent),
  int8: (builder, index, value, absent) => builder.addFieldInt8(index, Number(value), absent),
  uint8: (builder, index, value, absent) => builder.addFieldInt8(index, Number(value), absent),
  int16: (builder, index, value, absent) => builder.addFieldInt16(index, Number(value), absent),
  uint16: (builder, index, value, absent) => builder.addFieldInt16(index, Number(value), absent),
  int32: (builder, index, value, absent) => builder.addFieldInt32(index, Number(value), absent),
  uint32: (builder, index, value, absent) => builder.addFieldInt32(index, Number(value), absent),
  int64: (builder, index, value, absent) => builder.addFieldInt64(index, BigInt(value), BigInt(absent)),
  uint64: (builder, index, value, absent) => builder.addFieldInt64(index, BigInt(value), BigInt(absent)),
  float32: (builder, index, value, absent) => builder.addFieldFloat32(index, Number(value), absent),
  float64: (builder, index, value, absent) => builder.addFieldFloat64(index, Number(value), absent),
} satisfies Record<DType, (builder: Builder, index: number, value: Plain, absent: number) => void>;

export function plain(slot: number, dtype: DType, value: Plain, absent = 0): Field {
  return { slot, add: (builder, index) => adders[dtype](builder, index, value, absent) };
}

export function text(builder: Builder, value: string | null | undefined): Place | null {
  return value === null || value === undefined ? null : builder.createString(value);
}

export function places(builder: Builder, list: readonly Place[]): Place {
  builder.startVector(4, list.length, 4);
  for (const place of list.toReversed()) builder.addOffset(place);
  return builder.endVector();
}

export function texts(builder: Builder, values: readonly string[]): Place {
  return places(
    builder,
    values.map((value) => builder.createString(value)),
  );
}

/**
 * Elements as the bytes they are, in one copy. The builder does that only for vectors of single bytes, so the vector is written as one,
 * and its count of bytes then becomes a count of elements.
 */
export function vector(builder: Builder, dtype: DType, bytes: Uint8Array): Place {
  builder.prep(bytesPer[dtype], bytes.length);
  const place = builder.createByteVector(bytes);
  const buffer = builder.dataBuffer();
  buffer.writeInt32(buffer.capacity() - place, bytes.length / bytesPer[dtype]);
  return place;
}

export function longs(builder: Builder, values: readonly number[]): Place {
  return vector(builder, 'int64', new Uint8Array(BigInt64Array.from(values, BigInt).buffer));
}
