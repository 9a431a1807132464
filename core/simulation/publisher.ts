import { type Admin, Kafka, logLevel, Partitioners, type Producer, type TopicMessages } from 'kafkajs';
import { ExporterError } from '../contract/errors.ts';
import { pulsePeriodNs } from './beat.ts';
import type { Facility, SimulatedTopic } from './facility.ts';
import { messageCache } from './message-cache.ts';
import { toPublishError } from './publish-error.ts';
import { type Entry, entriesOf } from './topic-entries.ts';
import { kafkaMs, viewOf } from './topic-view.ts';

export type Published = { messages: number; bytes: number };

export type Publisher = {
  /** Pulses `from` to `to`, both included, as fast as the broker takes them; with the Kafka times they would have had. */
  past(from: number, to: number, signal: AbortSignal): Promise<Published>;
  /** All that has come about since the last call, by this time; at the first call nothing: it is the beginning. */
  upTo(nowNs: bigint): Promise<Published>;
  close(): Promise<void>;
};

export type PublisherOptions = {
  brokers: string[];
  /** Without it a missing topic is an error: on a facility's broker nothing is made by mistake. */
  createTopics?: boolean | undefined;
};

/** A broker needs some seconds until it serves hundreds of new topics. */
const patience = 8;
/** Together in one request; a single larger message goes alone. */
const bytesAtOnce = 8 * 1024 * 1024;
/** Larger than any picture of the standard load. */
const maxMessageBytes = 16 * 1024 * 1024;
/** A facility that stood still for longer goes on from now. */
const longestGapNs = 10_000_000_000n;

/** Sends the simulated facility to a real broker. Fails with an ExporterError that names the brokers or the topics. */
export async function connectPublisher(facility: Facility, { brokers, createTopics = false }: PublisherOptions): Promise<Publisher> {
  const kafka = new Kafka({
    clientId: 'facility-simulation',
    brokers,
    logLevel: logLevel.NOTHING,
    connectionTimeout: 3000,
    retry: { retries: 2 },
  });
  const producer = kafka.producer({
    allowAutoTopicCreation: false,
    createPartitioner: Partitioners.DefaultPartitioner,
    retry: { retries: patience },
  });
  try {
    await withAdmin(kafka.admin(), (admin) => settleTopics(admin, [...facility.topics.keys()], createTopics));
    await producer.connect();
  } catch (cause) {
    await producer.disconnect();
    throw toPublishError(cause, brokers);
  }
  const cursors = new Map<string, bigint>();
  let lastNs = 0n;
  return {
    async past(from, to, signal) {
      const sender = batchSender(facility, producer, brokers);
      for (let k = from; k <= to && !signal.aborted; k++)
        for (const topic of facility.topics.values())
          if (k % topic.every === 0) for (const entry of entriesOf(facility, topic, k / topic.every)) await sender.add(topic.name, entry);
      return sender.finish();
    },
    async upTo(nowNs) {
      const sender = batchSender(facility, producer, brokers);
      const isFresh = nowNs - lastNs > longestGapNs;
      lastNs = nowNs;
      for (const topic of facility.topics.values()) {
        const { end, from } = viewOf(facility, topic, nowNs, nowNs - 2n * longestGapNs);
        const cursor = isFresh ? end : (cursors.get(topic.name) ?? end);
        for (const entry of from(cursor)) await sender.add(topic.name, entry);
        cursors.set(topic.name, end);
      }
      return sender.finish();
    },
    close: () => producer.disconnect(),
  };
}

/** What a publisher of past pulses needs, from start to end in one call: for tests and measurements. */
export async function publish(
  facility: Facility,
  options: PublisherOptions & { fromNs: bigint; toNs: bigint; signal: AbortSignal },
): Promise<Published> {
  const publisher = await connectPublisher(facility, options);
  try {
    return await publisher.past(Number(options.fromNs / pulsePeriodNs), Number(options.toNs / pulsePeriodNs), options.signal);
  } finally {
    await publisher.close();
  }
}

type BatchSender = { add(topic: string, entry: Entry): Promise<void>; finish(): Promise<Published> };

function batchSender(facility: Facility, producer: Producer, brokers: string[]): BatchSender {
  // Nothing is sent twice: keeping it would only cost memory.
  const cache = messageCache(facility, 0);
  const sent = { messages: 0, bytes: 0 };
  let waiting = new Map<SimulatedTopic['name'], TopicMessages['messages']>();
  let waitingBytes = 0;
  const flush = async (): Promise<void> => {
    const topicMessages = [...waiting].map(([topic, messages]) => ({ topic, messages }));
    waiting = new Map();
    waitingBytes = 0;
    if (topicMessages.length === 0) return;
    await producer.sendBatch({ topicMessages }).catch((cause: unknown) => {
      throw toPublishError(cause, brokers);
    });
  };
  return {
    async add(topic, entry) {
      const { key, value } = cache.messageOf(topic, entry);
      if (waitingBytes > 0 && waitingBytes + value.length > bytesAtOnce) await flush();
      const messages = waiting.get(topic) ?? [];
      messages.push({
        key: Buffer.from(key),
        value: Buffer.from(value.buffer, value.byteOffset, value.length),
        partition: 0,
        timestamp: String(kafkaMs(entry)),
      });
      waiting.set(topic, messages);
      waitingBytes += value.length;
      sent.messages++;
      sent.bytes += value.length;
    },
    async finish() {
      await flush();
      return sent;
    },
  };
}

async function withAdmin(admin: Admin, work: (admin: Admin) => Promise<void>): Promise<void> {
  try {
    await admin.connect();
    await work(admin);
  } finally {
    await admin.disconnect();
  }
}

async function settleTopics(admin: Admin, wanted: readonly string[], createTopics: boolean): Promise<void> {
  const there = new Set(await admin.listTopics());
  const missing = wanted.filter((topic) => !there.has(topic));
  if (missing.length === 0) return;
  if (!createTopics)
    throw new ExporterError(
      'TOPIC_MISSING',
      `The broker lacks ${missing.length} of the ${wanted.length} topics of the simulated facility (${missing.slice(0, 3).join(', ')}…). Give --create-topics to make them.`,
    );
  const configEntries = [{ name: 'max.message.bytes', value: String(maxMessageBytes) }];
  await admin.createTopics({ waitForLeaders: true, topics: missing.map((topic) => ({ topic, numPartitions: 1, configEntries })) });
}
