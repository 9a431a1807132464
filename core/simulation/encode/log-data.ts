import type { Builder } from 'flatbuffers';
import { f142Members } from '../../sources/kafka/decode/f142.ts';
import { f142Severities, f142Statuses } from '../../sources/kafka/decode/f142-alarm.ts';
import { f144Members } from '../../sources/kafka/decode/f144.ts';
import { se00Members } from '../../sources/kafka/decode/se00.ts';
import type { UnionValue } from '../../sources/kafka/decode/union-value.ts';
import type { Alarm } from '../../sources/reading.ts';
import { bytesOf, type Value } from '../../sources/value.ts';
import { type Field, message, plain, table, text, to } from './builder.ts';
import { union } from './union-value.ts';

export type LogData = { sourceName: string; timestampNs: bigint; value: UnionValue };
export type F142Message = LogData & { units?: string | undefined; alarm?: Alarm | undefined };
export type Se00Message = Omit<LogData, 'value'> & { value: Extract<Value, { kind: 'array' }> };

/** With units it is EPAC's form, without them that of ESS. */
export function encodeF142({ sourceName, timestampNs, value, units, alarm }: F142Message): Uint8Array {
  return logData('f142', sourceName, value, (builder) => {
    const unitsText = text(builder, units);
    const noChange = { severity: f142Severities.indexOf('NO_CHANGE'), status: f142Statuses.indexOf('NO_CHANGE') };
    return [
      ...union(builder, 6, f142Members, value),
      plain(10, 'uint64', timestampNs),
      plain(12, 'uint16', codeOf(f142Statuses, alarm?.status), noChange.status),
      plain(14, 'uint16', codeOf(f142Severities, alarm?.severity), noChange.severity),
      to(16, unitsText),
    ];
  });
}

function codeOf(words: readonly string[], word: string | undefined): number {
  return words.indexOf(word !== undefined && words.includes(word) ? word : 'NO_CHANGE');
}

export function encodeF144({ sourceName, timestampNs, value }: LogData): Uint8Array {
  return logData('f144', sourceName, value, (builder) => [...union(builder, 8, f144Members, value), plain(6, 'int64', timestampNs)]);
}

export function encodeSe00({ sourceName, timestampNs, value }: Se00Message): Uint8Array {
  return logData('se00', sourceName, value, (builder) => [...union(builder, 14, se00Members, value), plain(8, 'int64', timestampNs)]);
}

function logData(schema: string, sourceName: string, value: Value, write: (builder: Builder) => Field[]): Uint8Array {
  return message(schema, bytesOf(value), (builder) => {
    const name = text(builder, sourceName);
    return table(builder, [to(4, name), ...write(builder)]);
  });
}
