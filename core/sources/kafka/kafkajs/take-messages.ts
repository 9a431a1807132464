import { type Failure, failure } from '../../../contract/errors.ts';
import type { LogMessage, ReadAnswer, ReadRequest } from '../topic-log.ts';
import { type FetchedPartition, recordOf } from './answers.ts';
import type { Asked } from './ask-leaders.ts';
import { BatchError } from './batch-limit.ts';

/** A batch comes whole, so it may begin before what was asked for. */
export function hasMessage({ records }: FetchedPartition, from: bigint): boolean {
  return records.some((record) => isMessage(recordOf(record), from));
}

export function lastOffset({ records }: FetchedPartition): bigint | null {
  return records.length === 0 ? null : recordOf(records.at(-1)).offset;
}

/** Everything before a message that is too large; that message only when it is the first. */
export function takeMessages(request: ReadRequest, part: FetchedPartition, maxMessageBytes: number): Asked<ReadAnswer> {
  const { topic, partition, from } = request;
  const messages: LogMessage[] = [];
  for (const record of part.records) {
    const taken = recordOf(record);
    if (!isMessage(taken, from)) continue;
    const { offset, timestampMs, key, value } = taken;
    const bytes = (value?.length ?? 0) + (key?.length ?? 0);
    if (bytes > maxMessageBytes) {
      if (messages.length > 0) break;
      return { kind: 'failed', failure: tooLarge(request, offset, bytes, maxMessageBytes) };
    }
    messages.push({ offset, timestampMs, key, value });
  }
  return { kind: 'answer', value: { topic, partition, messages, end: part.end, start: part.start } };
}

/** Control records end transactions and carry nothing. */
function isMessage({ offset, control }: { offset: bigint; control: boolean }, from: bigint): boolean {
  return offset >= from && !control;
}

function tooLarge({ topic, partition }: ReadRequest, offset: bigint, bytes: number, limit: number): Failure {
  const sentence = `Topic "${topic}" holds a message of ${bytes} bytes at offset ${offset}; at most ${limit} are accepted. Raise sources.kafka.maxMessageBytes in the settings if this is meant.`;
  return failure('MESSAGE_TOO_LARGE', sentence, { topic, partition, offset: offset.toString(), bytes, limit });
}

export function undecodable({ topic, partition, from }: ReadRequest, error: unknown): Failure {
  const facts = { topic, partition, offset: from.toString() };
  if (error instanceof BatchError) {
    return failure(
      'TOPIC_COMPRESSION',
      `Messages of topic "${topic}" at offset ${from} are compressed in a way that cannot be read.`,
      facts,
    );
  }
  return failure(
    'MESSAGE_UNDECODABLE',
    `Messages of topic "${topic}" at offset ${from} are no Kafka messages that this program knows.`,
    facts,
  );
}
