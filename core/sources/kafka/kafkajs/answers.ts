import { z } from 'zod';
import { isRecord } from './reach.ts';

/** What kafkajs's decoders give, as far as it is used. Unknown members are dropped. */
const metadataSchema = z.object({
  brokers: z.array(z.object({ nodeId: z.number(), host: z.string(), port: z.number() })),
  topicMetadata: z.array(
    z.object({
      topicErrorCode: z.number(),
      topic: z.string(),
      isInternal: z.boolean().default(false),
      partitionMetadata: z.array(z.object({ partitionErrorCode: z.number(), partitionId: z.number(), leader: z.number() })),
    }),
  ),
});
export type Metadata = z.infer<typeof metadataSchema>;

export function metadataOf(answer: unknown): Metadata {
  return metadataSchema.parse(answer);
}

const offsetsSchema = z.object({
  responses: z.array(
    z.object({
      topic: z.string(),
      partitions: z.array(z.object({ partition: z.number(), errorCode: z.number(), offset: z.string().default('-1') })),
    }),
  ),
});

/** Error code and offset by partition name. */
export function offsetsOf(answer: unknown): Map<string, { errorCode: number; offset: bigint }> {
  const found = new Map<string, { errorCode: number; offset: bigint }>();
  for (const { topic, partitions } of offsetsSchema.parse(answer).responses) {
    for (const { partition, errorCode, offset } of partitions)
      found.set(partitionName(topic, partition), { errorCode, offset: BigInt(offset) });
  }
  return found;
}

const producedSchema = z.object({
  topics: z.array(z.object({ topicName: z.string(), partitions: z.array(z.object({ partition: z.number(), errorCode: z.number() })) })),
});

/** Error code by partition name. */
export function producedOf(answer: unknown): Map<string, number> {
  const topics = producedSchema.parse(answer).topics;
  return new Map(
    topics.flatMap(({ topicName, partitions }) =>
      partitions.map(({ partition, errorCode }) => [partitionName(topicName, partition), errorCode]),
    ),
  );
}

/** Records stay unread until they are taken one by one: zod would copy each of them. */
const fetchSchema = z.object({
  responses: z.array(
    z.object({
      topicName: z.string(),
      partitions: z.array(
        z.object({
          partition: z.number(),
          errorCode: z.number(),
          highWatermark: z.string(),
          // kafkajs's name for the log's start offset; brokers before 1.0 don't tell it.
          lastStartOffset: z.string().default('0'),
          messages: z.custom<readonly unknown[]>(Array.isArray),
        }),
      ),
    }),
  ),
});

export type FetchedPartition = { errorCode: number; end: bigint; start: bigint; records: readonly unknown[] };

/** By partition name. */
export function fetchedOf(answer: unknown): Map<string, FetchedPartition> {
  const found = new Map<string, FetchedPartition>();
  for (const { topicName, partitions } of fetchSchema.parse(answer).responses) {
    for (const { partition, errorCode, highWatermark, lastStartOffset, messages } of partitions) {
      const part = { errorCode, end: BigInt(highWatermark), start: BigInt(lastStartOffset), records: messages };
      found.set(partitionName(topicName, partition), part);
    }
  }
  return found;
}

export type FetchedRecord = { offset: bigint; timestampMs: number; key: Uint8Array | null; value: Uint8Array | null; control: boolean };

export function recordOf(record: unknown): FetchedRecord {
  if (!isRecord(record) || typeof record['offset'] !== 'string') throw new TypeError('A Kafka record has no offset');
  const { offset, timestamp, key, value, isControlRecord } = record;
  // Messages of Kafka before 0.10 have no time; -1 is Kafka's own word for that.
  const timestampMs = typeof timestamp === 'string' ? Number(timestamp) : -1;
  return { offset: BigInt(offset), timestampMs, key: bytesOf(key), value: bytesOf(value), control: isControlRecord === true };
}

function bytesOf(value: unknown): Uint8Array | null {
  return value instanceof Uint8Array ? value : null;
}

export function partitionName(topic: string, partition: number): string {
  return `${topic}/${partition}`;
}
