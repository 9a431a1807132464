import { failure } from '../../contract/errors.ts';
import type { TimeBasis } from '../reading.ts';
import type { Decoded, DecodedReading, DecodeOptions } from './decode/decoded.ts';
import type { LogMessage } from './topic-log.ts';

/** Throws MESSAGE_UNDECODABLE for bytes that are no message of a known schema. */
export type Decode = (bytes: Uint8Array, options: DecodeOptions) => Decoded;

/** A message of one partition that was looked at. */
export type Looked = { partition: number; message: LogMessage };

/** One whose head can be read. `timeNs` is on the device's clock. */
export type Seen = Looked & { head: DecodedReading; timeNs: bigint; timeBasis: TimeBasis };

export const msToNs = (ms: number): bigint => BigInt(Math.round(ms)) * 1_000_000n;

/** The order in which a message's times are believed; 0 or less on the wire means: not known. */
export function timeOf(head: DecodedReading, kafkaMs: number): { timeNs: bigint; timeBasis: TimeBasis } {
  if (isKnown(head.pulseTimeNs)) return { timeNs: head.pulseTimeNs, timeBasis: 'pulse-time' };
  if (isKnown(head.effectiveNs)) return { timeNs: head.effectiveNs, timeBasis: 'effective-time' };
  if (isKnown(head.timestampNs)) return { timeNs: head.timestampNs, timeBasis: 'time-stamp' };
  return { timeNs: msToNs(kafkaMs), timeBasis: 'kafka-time' };
}

function isKnown(ns: bigint | null): ns is bigint {
  return ns !== null && ns > 0n;
}

/** What one message is, without its value. Never throws. */
export function look(
  decode: Decode,
  looked: Looked,
): { kind: 'reading'; seen: Seen } | Exclude<Decoded, DecodedReading> | { kind: 'garbage' } {
  const { value, timestampMs } = looked.message;
  if (value === null) return { kind: 'garbage' };
  try {
    const head = decode(value, {});
    return head.kind === 'reading' ? { kind: 'reading', seen: { ...looked, head, ...timeOf(head, timestampMs) } } : head;
  } catch {
    return { kind: 'garbage' };
  }
}

export function unreadable(channel: string, topic: string, { partition, message }: Looked, unknownSchema: string | null) {
  const where = `${channel}: the message at offset ${message.offset} of topic ${topic}`;
  const facts = { topic, partition, offset: String(message.offset) };
  return unknownSchema === null
    ? failure(
        'MESSAGE_UNDECODABLE',
        `${where} cannot be read: it is damaged or no FlatBuffers message. Look at what publishes there.`,
        facts,
      )
    : failure('SCHEMA_UNKNOWN', `${where} has the schema "${unknownSchema}", which is not known here. Is this the right topic?`, facts);
}
