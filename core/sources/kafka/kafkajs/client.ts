import kafkajs, { Kafka, type KafkaConfig, logLevel, type SASLOptions } from 'kafkajs';
import type { KafkaSecrets } from '../../../settings/secrets.ts';
import type { KafkaSettings } from '../../../settings/sources.ts';
import type { TopicMessage } from '../topic-producer.ts';
import { registerCodecs } from './codecs.ts';
import { member, method, symbolOf } from './reach.ts';
import { createSockets } from './sockets.ts';
import { tamePool } from './tame-pool.ts';

export type Address = { host: string; port: number };

/** One kafkajs broker. Its answers are kafkajs's own decoded responses, with the error codes of each topic and partition still in them. */
export type BrokerConnection = {
  connect(): Promise<void>;
  metadata(topics: readonly string[]): Promise<unknown>;
  listOffsets(topics: unknown): Promise<unknown>;
  fetch(topics: unknown, limits: { maxBytes: number; maxWaitMs: number }): Promise<unknown>;
  describeTopic(topic: string, configNames: readonly string[]): Promise<unknown>;
  produce(topic: string, partition: number, messages: readonly TopicMessage[]): Promise<unknown>;
  /** Cuts its sockets at once; what is in flight fails. */
  destroy(): void;
};

/** Also control records and open transactions' messages are read: an exporter wants what was measured, whoever commits it. */
const readUncommitted = 0;

/** Every replica that is in step has it. */
const acksOfAll = -1;

/**
 * The only door to kafkajs. Its own cluster and brokers are used and no consumer group, because a paused consumer costs 80 ms a capture more and dies
 * with the first topic that is deleted (DECISIONS.md).
 */
export function createKafkaClient(settings: KafkaSettings, secrets: KafkaSecrets) {
  registerCodecs();
  const sockets = createSockets();
  const kafka = new Kafka(configOf(settings, secrets, sockets.open));
  const createCluster = method(kafka, symbolOf(kafka, 'private:Kafka:createCluster'));
  // A facility's broker may create topics by itself: looking must never do that.
  const cluster = createCluster({ allowAutoTopicCreation: false, isolationLevel: readUncommitted, metadataMaxAge: 0 });
  const buildPool = method(member(cluster, 'connectionPoolBuilder'), 'build');
  const createBroker = method(member(cluster, 'brokerPool'), 'createBroker');
  const logger = member(cluster, 'rootLogger');

  async function broker(address: Address): Promise<BrokerConnection> {
    const connectionPool = await buildPool(address);
    tamePool(connectionPool);
    const made = createBroker({ connectionPool, logger, nodeId: null });
    const call = (name: string) => promising(method(made, name));
    const [connect, metadata, listOffsets, fetch] = [call('connect'), call('metadata'), call('listOffsets'), call('fetch')];
    const [produce, describe] = [call('produce'), call('describeConfigs')];
    return {
      connect: async () => void (await connect()),
      metadata: (topics) => metadata([...topics]),
      listOffsets: (topics) => listOffsets({ isolationLevel: readUncommitted, topics }),
      fetch: (topics, { maxBytes, maxWaitMs }) =>
        fetch({ isolationLevel: readUncommitted, maxWaitTime: maxWaitMs, minBytes: 1, maxBytes, topics }),
      describeTopic: (topic, configNames) =>
        describe({ resources: [{ type: kafkajs.ConfigResourceTypes.TOPIC, name: topic, configNames: [...configNames] }] }),
      produce: (topic, partition, messages) => {
        const records = messages.map(({ key, value, timestampMs }) => ({ key, value, timestamp: timestampMs }));
        const topicData = [{ topic, partitions: [{ partition, firstSequence: 0, messages: records }] }];
        return produce({ acks: acksOfAll, timeout: settings.requestTimeoutMs, compression: kafkajs.CompressionTypes.GZIP, topicData });
      },
      destroy: () => sockets.destroy(address),
    };
  }
  return { broker, close: sockets.destroyAll, giveBack: sockets.giveBack };
}

function promising(call: (...parameters: unknown[]) => unknown): (...parameters: unknown[]) => Promise<unknown> {
  return async (...parameters) => call(...parameters);
}

function configOf(settings: KafkaSettings, secrets: KafkaSecrets, socketFactory: NonNullable<KafkaConfig['socketFactory']>): KafkaConfig {
  return {
    brokers: settings.brokers,
    clientId: settings.clientId,
    ...(settings.tls ? { ssl: tlsOf(settings.tls.serverName, secrets.tls) } : {}),
    ...(settings.sasl ? { sasl: saslOf(settings.sasl, secrets.password ?? '') } : {}),
    connectionTimeout: settings.connectTimeoutMs,
    authenticationTimeout: settings.connectTimeoutMs,
    requestTimeout: settings.requestTimeoutMs,
    enforceRequestTimeout: true,
    // Our own callers decide what is tried again; kafkajs would hold a missing topic for 7 s.
    retry: { retries: 0 },
    socketFactory,
    logLevel: logLevel.NOTHING,
    logCreator: () => () => undefined,
  };
}

function tlsOf(serverName: string | undefined, tls: KafkaSecrets['tls']) {
  const given = Object.entries({ ...tls, servername: serverName }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given);
}

function saslOf({ mechanism, username }: NonNullable<KafkaSettings['sasl']>, password: string): SASLOptions {
  if (mechanism === 'plain') return { mechanism, username, password };
  if (mechanism === 'scram-sha-256') return { mechanism, username, password };
  return { mechanism, username, password };
}

/** "host:port" or "[ipv6]:port", as the settings allow it. */
export function parseAddress(broker: string): Address {
  const colon = broker.lastIndexOf(':');
  return { host: broker.slice(0, colon).replace(/^\[|\]$/g, ''), port: Number(broker.slice(colon + 1)) };
}

export function nameOf({ host, port }: Address): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
