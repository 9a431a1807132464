import type { PartitionPosition, Perhaps } from '../topic-log.ts';
import { offsetsOf, partitionName } from './answers.ts';
import { type Asked, askLeaders } from './ask-leaders.ts';
import type { BrokerConnection } from './client.ts';
import type { Cluster, Partition } from './cluster.ts';
import { partFailure } from './failures.ts';
import { mayHaveMoved, protocolCode } from './protocol-codes.ts';

/** Kafka's words for "the end" and "the start" where a time is asked for. */
export const latest = -1;
export const earliest = -2;

export async function findPositions(
  cluster: Cluster,
  topics: readonly string[],
  timeMs: number | 'newest',
): Promise<Perhaps<PartitionPosition[]>[]> {
  const names = [...new Set(topics)];
  const partitions = await cluster.partitions(names);
  const questions = names.flatMap((topic, at) => partitionsOf(partitions[at]).map((partition) => ({ topic, partition })));
  const answers = await askLeaders(cluster, questions, (broker, asked) => positionsOn(broker, asked, timeMs));
  const parts = new Map<string, Perhaps<PartitionPosition>[]>(names.map((topic) => [topic, []]));
  for (const [at, answer] of answers.entries()) parts.get(questions[at]?.topic ?? '')?.push(answer);
  const found = new Map(names.map((topic, at) => [topic, partitions[at]]));
  return topics.map((topic) => {
    const known = found.get(topic);
    return known?.ok === false ? known : together(parts.get(topic) ?? []);
  });
}

function partitionsOf(found: Perhaps<number[]> | undefined): number[] {
  return found?.ok ? found.value : [];
}

/** A topic of which a part is unknown is not answered: a pulse could be in that part. */
function together(parts: readonly Perhaps<PartitionPosition>[]): Perhaps<PartitionPosition[]> {
  const positions: PartitionPosition[] = [];
  for (const part of parts) {
    if (!part.ok) return part;
    positions.push(part.value);
  }
  return { ok: true, value: positions };
}

async function positionsOn(
  broker: BrokerConnection,
  asked: readonly Partition[],
  timeMs: number | 'newest',
): Promise<Asked<PartitionPosition>[]> {
  // A connection is served in order, so the ends are older than the answers by time: a message that arrives between the two cannot be jumped over.
  const [ends, times] = await Promise.all([
    offsetsAt(broker, asked, latest),
    // Negative times have a meaning of their own in Kafka.
    timeMs === 'newest' ? null : offsetsAt(broker, asked, Math.max(0, Math.ceil(timeMs))),
  ]);
  return asked.map(({ topic, partition }) => {
    const end = ends.get(partitionName(topic, partition));
    const time = times === null ? end : times.get(partitionName(topic, partition));
    const code = end?.errorCode || time?.errorCode || protocolCode.none;
    if (!end || !time || code !== protocolCode.none) return lost(code || protocolCode.unknownTopicOrPartition, topic, partition);
    if (time.offset < 0n || times === null) return { kind: 'answer', value: { partition, at: end.offset, end: end.offset } };
    const newest = time.offset < end.offset ? end.offset : time.offset + 1n;
    return { kind: 'answer', value: { partition, at: time.offset, end: newest } };
  });
}

function lost(code: number, topic: string, partition: number): Asked<PartitionPosition> {
  return { kind: mayHaveMoved(code) ? 'moved' : 'failed', failure: partFailure(code, topic, partition) };
}

/** One question for all, by partition name. A time that no message has reached gives -1. */
export async function offsetsAt(broker: BrokerConnection, asked: readonly Partition[], timestamp: number) {
  const topics = new Map<string, { partition: number; timestamp: number }[]>();
  for (const { topic, partition } of asked) topics.set(topic, [...(topics.get(topic) ?? []), { partition, timestamp }]);
  return offsetsOf(await broker.listOffsets([...topics].map(([topic, partitions]) => ({ topic, partitions }))));
}
