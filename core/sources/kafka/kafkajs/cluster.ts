import type { Failure } from '../../../contract/errors.ts';
import type { KafkaSettings } from '../../../settings/sources.ts';
import type { Perhaps } from '../topic-log.ts';
import { type Metadata, metadataOf } from './answers.ts';
import { type Address, type BrokerConnection, parseAddress } from './client.ts';
import type { Connections } from './connections.ts';
import { partFailure } from './failures.ts';
import { protocolCode } from './protocol-codes.ts';

export type Partition = { topic: string; partition: number };

/** After this, topics are looked up again: more partitions show themselves, moved leaders cost no failed request. */
const maxAgeMs = 30_000;

/** Leader's node number by partition. */
type KnownTopic = { askedAtMs: number; leaders: Map<number, number> };

/** Which broker answers for which partition. Only what exists is remembered, so a topic that comes later is found at the next question. */
export function createCluster({ brokers }: KafkaSettings, connections: Connections) {
  const seeds = brokers.map(parseAddress);
  const nodes = new Map<number, Address>();
  const known = new Map<string, KnownTopic>();
  const underway = new Map<string, Promise<Map<string, Failure>>>();

  async function ask(topics: readonly string[]): Promise<Metadata> {
    const metadata = metadataOf(await connections.useAny([...nodes.values(), ...seeds], (broker) => broker.metadata(topics)));
    nodes.clear();
    for (const { nodeId, host, port } of metadata.brokers) nodes.set(nodeId, { host, port });
    return metadata;
  }

  /** Gives what is wrong with topics, by name. */
  async function lookUp(topics: readonly string[]): Promise<Map<string, Failure>> {
    const failures = new Map<string, Failure>();
    const askedAtMs = performance.now();
    for (const { topic, topicErrorCode, partitionMetadata } of (await ask(topics)).topicMetadata) {
      known.delete(topic);
      if (topicErrorCode !== protocolCode.none) failures.set(topic, partFailure(topicErrorCode, topic));
      else known.set(topic, { askedAtMs, leaders: new Map(partitionMetadata.map(({ partitionId, leader }) => [partitionId, leader])) });
    }
    return failures;
  }

  /** Calls at the same time share one question for each topic. */
  async function learn(topics: Iterable<string>, fresh: boolean): Promise<Map<string, Failure>> {
    const oldestMs = performance.now() - maxAgeMs;
    const names = [...new Set(topics)].filter((topic) => fresh || (known.get(topic)?.askedAtMs ?? -1) < oldestMs || !known.has(topic));
    const open = names.filter((topic) => !underway.has(topic));
    if (open.length > 0) {
      const asked = lookUp(open).finally(() => {
        for (const topic of open) underway.delete(topic);
      });
      for (const topic of open) underway.set(topic, asked);
    }
    const failures = new Map<string, Failure>();
    for (const asked of new Set(names.flatMap((topic) => underway.get(topic) ?? []))) {
      for (const [topic, failure] of await asked) failures.set(topic, failure);
    }
    return failures;
  }

  /** All partitions of each topic, in the order asked. */
  async function partitions(topics: readonly string[]): Promise<Perhaps<number[]>[]> {
    const failures = await learn(topics, false);
    return topics.map((topic) => {
      const leaders = known.get(topic)?.leaders;
      if (leaders) return { ok: true, value: [...leaders.keys()].sort((a, b) => a - b) };
      return { ok: false, failure: failures.get(topic) ?? partFailure(protocolCode.unknownTopicOrPartition, topic) };
    });
  }

  /** The address of each partition's leader, in the order asked. */
  async function leaders(wanted: readonly Partition[], fresh: boolean): Promise<Perhaps<Address>[]> {
    const failures = await learn(
      wanted.map(({ topic }) => topic),
      fresh,
    );
    return wanted.map(({ topic, partition }) => {
      const found = known.get(topic);
      if (!found) return { ok: false, failure: failures.get(topic) ?? partFailure(protocolCode.unknownTopicOrPartition, topic) };
      const leader = found.leaders.get(partition);
      if (leader === undefined) return { ok: false, failure: partFailure(protocolCode.unknownTopicOrPartition, topic, partition) };
      const address = nodes.get(leader);
      return address
        ? { ok: true, value: address }
        : { ok: false, failure: partFailure(protocolCode.leaderNotAvailable, topic, partition) };
    });
  }

  async function topics(): Promise<string[]> {
    const { topicMetadata } = await ask([]);
    return topicMetadata
      .filter(({ topicErrorCode, isInternal }) => topicErrorCode === protocolCode.none && !isInternal)
      .map(({ topic }) => topic)
      .sort();
  }

  async function countBrokers(): Promise<number> {
    if (nodes.size === 0) await ask([]);
    return nodes.size;
  }

  /** Any of them knows. */
  function useAny<T>(work: (broker: BrokerConnection) => Promise<T>): Promise<T> {
    return connections.useAny([...nodes.values(), ...seeds], work);
  }

  return { partitions, leaders, topics, countBrokers, use: connections.use, useAny };
}

export type Cluster = ReturnType<typeof createCluster>;
