import type { Builder } from 'flatbuffers';
import { da00Types } from '../../sources/kafka/decode/da00.ts';
import { bytesOf, type Value } from '../../sources/value.ts';
import { longs, message, type Place, places, plain, table, text, texts, to } from './builder.ts';
import { typedValue } from './typed-bytes.ts';

/** Variables are texts or arrays of any shape. Axes are names of other variables, one for each dimension. */
export type Da00Variable = {
  name: string;
  units: string | null;
  axes?: readonly string[];
  value: Extract<Value, { kind: 'text' | 'array' }>;
};
export type Da00Message = { sourceName: string; timestampNs: bigint; variables: readonly Da00Variable[] };

export function encodeDa00({ sourceName, timestampNs, variables }: Da00Message): Uint8Array {
  return message('da00', bytesOf({ kind: 'table', columns: variables }), (builder) => {
    const name = text(builder, sourceName);
    const data = places(
      builder,
      variables.map((variable) => variablePlace(builder, variable)),
    );
    return table(builder, [to(4, name), plain(6, 'int64', timestampNs), to(8, data)]);
  });
}

function variablePlace(builder: Builder, { name, units, axes, value }: Da00Variable): Place {
  const words = [to(4, text(builder, name)), to(6, text(builder, units)), to(14, axes === undefined ? null : texts(builder, axes))];
  const shape = longs(builder, value.kind === 'array' ? value.data.shape : []);
  return table(builder, [...words, ...typedValue(builder, { type: 12, data: 18, codes: da00Types }, value), to(16, shape)]);
}
