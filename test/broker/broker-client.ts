import { randomUUID } from 'node:crypto';
import { Kafka, logLevel, type Message } from 'kafkajs';

export type TestMessage = { value: Uint8Array | string; key?: string; timestampMs?: number; partition?: number };

/** The test's own hands on a broker: it creates, writes and deletes, which the program under test never does. */
export type BrokerClient = {
  readonly brokers: string[];
  /** Names are made unique, so that tests never meet on one broker; given in the order asked. `config` as Kafka knows it, such as `compression.type`. */
  createTopics(names: readonly string[], config?: Record<string, string>, partitions?: number): Promise<string[]>;
  /** All in one batch, to partition 0 where the message does not say. */
  produce(topic: string, messages: readonly TestMessage[]): Promise<void>;
  deleteTopic(topic: string): Promise<void>;
  /** Forgets what partition 0 holds before this offset, as retention would. */
  truncate(topic: string, beforeOffset: bigint): Promise<void>;
  topics(): Promise<string[]>;
  groups(): Promise<string[]>;
  close(): Promise<void>;
};

export function createBrokerClient(brokers: string[]): BrokerClient {
  const kafka = new Kafka({ brokers, clientId: 'test', logLevel: logLevel.NOTHING, retry: { retries: 3, initialRetryTime: 50 } });
  const admin = kafka.admin();
  const producer = kafka.producer({ allowAutoTopicCreation: false });
  let connected: Promise<unknown> | null = null;
  const ready = () => (connected ??= Promise.all([admin.connect(), producer.connect()]));

  return {
    brokers,
    createTopics: async (names, config = {}, partitions = 1) => {
      await ready();
      const unique = names.map((name) => `${name}-${randomUUID().slice(0, 8)}`);
      const configEntries = Object.entries({ 'max.message.bytes': '70000000', ...config }).map(([name, value]) => ({ name, value }));
      const topics = unique.map((topic) => ({ topic, numPartitions: partitions, replicationFactor: 1, configEntries }));
      await admin.createTopics({ topics, waitForLeaders: true });
      return unique;
    },
    produce: async (topic, messages) => {
      await ready();
      await producer.send({ topic, messages: messages.map(messageOf) });
    },
    deleteTopic: async (topic) => {
      await ready();
      await admin.deleteTopics({ topics: [topic] });
    },
    truncate: async (topic, beforeOffset) => {
      await ready();
      await admin.deleteTopicRecords({ topic, partitions: [{ partition: 0, offset: beforeOffset.toString() }] });
    },
    topics: async () => {
      await ready();
      return admin.listTopics();
    },
    groups: async () => {
      await ready();
      return (await admin.listGroups()).groups.map(({ groupId }) => groupId);
    },
    close: async () => {
      if (connected === null) return;
      connected = null;
      await Promise.allSettled([admin.disconnect(), producer.disconnect()]);
    },
  };
}

function messageOf({ value, key, timestampMs, partition = 0 }: TestMessage): Message {
  const timestamp = timestampMs === undefined ? {} : { timestamp: String(timestampMs) };
  return { value: typeof value === 'string' ? value : Buffer.from(value), partition, ...(key === undefined ? {} : { key }), ...timestamp };
}
