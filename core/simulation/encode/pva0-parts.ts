import type { Builder } from 'flatbuffers';
import { nsPerSecond } from '../../pulses/pulse.ts';
import { severities, statuses } from '../../sources/kafka/decode/pva0/alarm.ts';
import { anyMembers } from '../../sources/kafka/decode/pva0/any-value.ts';
import type { UnionValue } from '../../sources/kafka/decode/union-value.ts';
import type { Alarm } from '../../sources/reading.ts';
import { type Field, type Place, plain, table, text, to } from './builder.ts';
import { union } from './union-value.ts';

/** What every form of pva0 says of its value. */
export type Described = {
  timestampNs: bigint;
  alarm?: Alarm | null | undefined;
  units?: string | null | undefined;
  precision?: number | null | undefined;
};

/** AlarmT, TimeT and DisplayT, in slots that follow each other. */
export function described(builder: Builder, alarmSlot: number, { alarm, timestampNs, units, precision }: Described): Field[] {
  return [
    to(alarmSlot, alarm ? alarmPlace(builder, alarm) : null),
    to(alarmSlot + 2, time(builder, timestampNs)),
    to(alarmSlot + 4, units || typeof precision === 'number' ? displayPlace(builder, units, precision) : null),
  ];
}

function alarmPlace(builder: Builder, { severity, status, message }: Alarm): Place {
  const words = text(builder, message);
  return table(builder, [plain(4, 'uint8', codeOf(severities, severity)), plain(6, 'uint8', codeOf(statuses, status)), to(8, words)]);
}

/** What a schema has no word for is UNDEFINED there. */
function codeOf(words: readonly string[], word: string): number {
  const code = words.indexOf(word);
  return code < 0 ? words.indexOf('UNDEFINED') : code;
}

function displayPlace(builder: Builder, units: string | null | undefined, precision: number | null | undefined): Place {
  const unitsText = text(builder, units);
  return table(builder, [to(10, unitsText), plain(12, 'int32', precision ?? 0)]);
}

export function time(builder: Builder, ns: bigint): Place {
  return table(builder, [plain(4, 'int64', ns / nsPerSecond), plain(6, 'int32', ns % nsPerSecond)]);
}

export function any(builder: Builder, value: UnionValue): Place {
  return table(builder, union(builder, 4, anyMembers, value));
}
