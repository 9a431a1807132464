import { numberTypes } from '../../sources/kafka/decode/element-types.ts';
import { bytesOf, type Value } from '../../sources/value.ts';
import { message, plain, table, text, to } from './builder.ts';
import { typedNumbers } from './typed-bytes.ts';

export type Wa00Message = { timestampNs: bigint; xTimestampNs?: bigint; value: Extract<Value, { kind: 'xy' }> };

/** The schema wants an x: where there is none it travels empty. */
export function encodeWa00({ timestampNs, xTimestampNs, value }: Wa00Message): Uint8Array {
  return message('wa00', bytesOf(value), (builder) => {
    const x = value.x ?? { dtype: 'float64', shape: [0], bytes: new Uint8Array() };
    const xFields = typedNumbers(builder, { type: 8, data: 12, codes: numberTypes }, x);
    const yFields = typedNumbers(builder, { type: 10, data: 14, codes: numberTypes }, value.y);
    const units = [to(16, text(builder, value.xUnits)), to(18, text(builder, value.yUnits))];
    const times = [plain(4, 'uint64', timestampNs), plain(6, 'uint64', xTimestampNs ?? timestampNs)];
    return table(builder, [...times, ...xFields, ...yFields, ...units]);
  });
}
