import type { Builder } from 'flatbuffers';
import { areaDetectorTypes } from '../../sources/kafka/decode/area-detector.ts';
import type { DecodeOptions } from '../../sources/kafka/decode/decoded.ts';
import { bytesOf, type ImageAttributes, type NumberArray, type Value } from '../../sources/value.ts';
import { type Field, longs, message, type Place, places, plain, table, text, to } from './builder.ts';
import { typedNumbers, typedText } from './typed-bytes.ts';

export type AreaDetectorMessage = {
  sourceName: string;
  id?: number;
  timestampNs: bigint;
  value: Extract<Value, { kind: 'image' }>;
};

export function encodeAdar(sent: AreaDetectorMessage & { dimensionOrder?: DecodeOptions['dimensionOrder'] }): Uint8Array {
  return areaDetector('ADAr', sent, sent.dimensionOrder ?? 'rows-first');
}

export function encodeAd00(sent: AreaDetectorMessage): Uint8Array {
  return areaDetector('ad00', sent, 'rows-first');
}

function areaDetector(schema: string, sent: AreaDetectorMessage, order: 'x-first' | 'rows-first'): Uint8Array {
  const { data, attributes } = sent.value;
  return message(schema, bytesOf(sent.value), (builder) => {
    const name = text(builder, sent.sourceName);
    const dimensions = longs(builder, order === 'x-first' ? data.shape.toReversed() : data.shape);
    const pixels = typedNumbers(builder, { type: 12, data: 14, codes: areaDetectorTypes }, data);
    const attributeList = places(
      builder,
      Object.entries(attributes).map(([key, value]) => attributePlace(builder, key, value)),
    );
    const numbers = [plain(6, 'int32', sent.id ?? 0), plain(8, 'int64', sent.timestampNs)];
    return table(builder, [to(4, name), ...numbers, to(10, dimensions), ...pixels, to(16, attributeList)]);
  });
}

function attributePlace(builder: Builder, name: string, value: ImageAttributes[string]): Place {
  const nameText = text(builder, name);
  return table(builder, [to(4, nameText), ...attributeFields(builder, value)]);
}

function attributeFields(builder: Builder, value: ImageAttributes[string]): Field[] {
  const slots = { type: 10, data: 12, codes: areaDetectorTypes };
  return typeof value === 'string' ? typedText(builder, slots, value) : typedNumbers(builder, slots, oneNumber(value));
}

function oneNumber(value: number | bigint | boolean): NumberArray {
  const whole = typeof value === 'bigint';
  const elements = whole ? BigInt64Array.of(value) : Float64Array.of(Number(value));
  return { dtype: whole ? 'int64' : 'float64', shape: [1], bytes: new Uint8Array(elements.buffer) };
}
