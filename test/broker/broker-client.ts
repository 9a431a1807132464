import { randomUUID } from 'node:crypto';
import kafkajs, { type Admin, Kafka, logLevel, type Message } from 'kafkajs';

const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes } = kafkajs;

export type TestMessage = { value: Uint8Array | string; key?: string; timestampMs?: number; partition?: number };

/** The test's own hands on a broker: it creates, writes and deletes, which the program under test never does. */
export type BrokerClient = {
  readonly brokers: string[];
  /** Names are made unique, so that tests never meet on one broker; given in the order asked. `config` as Kafka knows it, such as `compression.type`. */
  createTopics(names: readonly string[], config?: Record<string, string>, partitions?: number): Promise<string[]>;
  /** Exactly so named. */
  createTopic(name: string): Promise<void>;
  /** All in one batch, to partition 0 where the message does not say. */
  produce(topic: string, messages: readonly TestMessage[]): Promise<void>;
  deleteTopic(topic: string): Promise<void>;
  /** Forgets what partition 0 holds before this offset, as retention would. */
  truncate(topic: string, beforeOffset: bigint): Promise<void>;
  topics(): Promise<string[]>;
  groups(): Promise<string[]>;
  /** Takes the right to read it from a user of the SASL listener. */
  forbid(topic: string, username: string): Promise<void>;
};

export function createBrokerClient(brokers: string[]): BrokerClient {
  const kafka = new Kafka({ brokers, clientId: 'test', logLevel: logLevel.NOTHING, retry: { retries: 10, initialRetryTime: 50 } });

  /** kafkajs's clients remember every topic they met and fail for ever once one of them is deleted: each job gets its own. */
  async function withAdmin<T>(work: (admin: Admin) => Promise<T>): Promise<T> {
    const admin = kafka.admin();
    try {
      await admin.connect();
      return await work(admin);
    } finally {
      await admin.disconnect();
    }
  }

  function create(topics: readonly string[], config: Record<string, string> = {}, numPartitions = 1): Promise<void> {
    const configEntries = Object.entries({ 'max.message.bytes': '70000000', ...config }).map(([name, value]) => ({ name, value }));
    return withAdmin(async (admin) => {
      await admin.createTopics({ topics: topics.map((topic) => ({ topic, numPartitions, configEntries })), waitForLeaders: false });
      await Promise.all(topics.map((topic) => untilServed(() => admin.fetchTopicOffsets(topic))));
    });
  }

  return {
    brokers,
    createTopics: async (names, config, partitions) => {
      const unique = names.map((name) => `${name}-${randomUUID().slice(0, 8)}`);
      await create(unique, config, partitions);
      return unique;
    },
    createTopic: (name) => create([name]),
    produce: async (topic, messages) => {
      const producer = kafka.producer({ allowAutoTopicCreation: false });
      try {
        await producer.connect();
        await producer.send({ topic, messages: messages.map(messageOf) });
      } finally {
        await producer.disconnect();
      }
    },
    deleteTopic: (topic) => withAdmin((admin) => admin.deleteTopics({ topics: [topic] })),
    truncate: (topic, beforeOffset) =>
      withAdmin(async (admin) => {
        // It looks for the leader only among topics that were asked for before.
        await admin.fetchTopicOffsets(topic);
        await admin.deleteTopicRecords({ topic, partitions: [{ partition: 0, offset: beforeOffset.toString() }] });
      }),
    topics: () => withAdmin((admin) => admin.listTopics()),
    groups: () => withAdmin(async (admin) => (await admin.listGroups()).groups.map(({ groupId }) => groupId)),
    forbid: (topic, username) =>
      withAdmin(async (admin) => {
        const who = { principal: `User:${username}`, host: '*' };
        const what = { resourceType: AclResourceTypes.TOPIC, resourceName: topic, resourcePatternType: ResourcePatternTypes.LITERAL };
        await admin.createAcls({ acl: [{ ...who, ...what, operation: AclOperationTypes.ALL, permissionType: AclPermissionTypes.DENY }] });
      }),
  };
}

function messageOf({ value, key, timestampMs, partition = 0 }: TestMessage): Message {
  const timestamp = timestampMs === undefined ? {} : { timestamp: String(timestampMs) };
  return { value: typeof value === 'string' ? value : Buffer.from(value), partition, ...(key === undefined ? {} : { key }), ...timestamp };
}

/** A broker confirms a new topic a moment before it takes questions about it. */
async function untilServed(ask: () => Promise<unknown>): Promise<void> {
  const deadline = performance.now() + 20_000;
  for (;;) {
    try {
      await ask();
      return;
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
