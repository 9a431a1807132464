import type { Builder } from 'flatbuffers';
import type { UnionValue } from '../../sources/kafka/decode/union-value.ts';
import { bytesPer, type DType, type ImageAttributes, type Value } from '../../sources/value.ts';
import { type Place, places, plain, table, text, to } from './builder.ts';
import { any, type Described, described } from './pva0-parts.ts';

/** A picture as a detector's software has compressed it; type and shape are those before. */
export type SentEncodedImage = {
  kind: 'encoded-image';
  codec: string;
  encoded: Uint8Array;
  dtype: DType;
  shape: readonly number[];
  attributes: ImageAttributes;
};

export function imagePlace(builder: Builder, image: Extract<Value, { kind: 'image' }> | SentEncodedImage, about: Described): Place {
  const pixels = image.kind === 'image' ? image.data : { dtype: 'uint8' as const, shape: [image.encoded.length], bytes: image.encoded };
  const { dtype, shape } = image.kind === 'image' ? image.data : image;
  const uncompressedSize = shape.reduce((product, size) => product * size, bytesPer[dtype]);
  const value = any(builder, { kind: 'array', data: pixels });
  const codecName = image.kind === 'image' ? null : text(builder, image.codec);
  const codec = codecName === null ? null : table(builder, [to(4, codecName)]);
  const dimensions = shape.map((size) => table(builder, [plain(4, 'int32', size), plain(8, 'int32', size)])).toReversed();
  const attributes = Object.entries(image.attributes).map(([name, single]) => attributePlace(builder, name, single));
  const fields = [
    to(4, value),
    to(6, codec),
    plain(8, 'int64', pixels.bytes.length),
    plain(10, 'int64', uncompressedSize),
    to(12, places(builder, dimensions)),
    to(18, places(builder, attributes)),
    ...described(builder, 22, about),
  ];
  return table(builder, fields);
}

function attributePlace(builder: Builder, name: string, value: ImageAttributes[string]): Place {
  const nameText = text(builder, name);
  const valuePlace = any(builder, attributeValue(value));
  return table(builder, [to(4, nameText), to(6, valuePlace)]);
}

/** As the facility's forwarder sends Python's numbers: widened. */
function attributeValue(value: ImageAttributes[string]): UnionValue {
  switch (typeof value) {
    case 'string':
      return { kind: 'text', value };
    case 'boolean':
      return { kind: 'number', dtype: 'bool', value };
    case 'bigint':
      return { kind: 'number', dtype: 'int64', value };
    default:
      return { kind: 'number', dtype: 'float64', value };
  }
}
