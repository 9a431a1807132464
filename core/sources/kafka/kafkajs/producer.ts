import { ExporterError, type Failure } from '../../../contract/errors.ts';
import type { KafkaSecrets } from '../../../settings/secrets.ts';
import type { KafkaSettings } from '../../../settings/sources.ts';
import type { TopicMessage, TopicProducer } from '../topic-producer.ts';
import { partitionName, producedOf } from './answers.ts';
import { type Asked, askLeaders } from './ask-leaders.ts';
import type { BrokerConnection } from './client.ts';
import { createCluster, type Partition } from './cluster.ts';
import { createConnections } from './connections.ts';
import { partFailure } from './failures.ts';
import { mayHaveMoved, protocolCode } from './protocol-codes.ts';

const partition = 0;

/**
 * Writes through the same connections as the log reads, and not with kafkajs's own producer: that one tries a missing topic for seconds, fails for ever once
 * a topic was deleted, and may wait for an answer when it is closed. Nothing is connected before the first message.
 */
export function createKafkaJsProducer(settings: KafkaSettings, secrets: KafkaSecrets): TopicProducer {
  const connections = createConnections(settings, secrets, () => undefined);
  const cluster = createCluster(settings, connections);

  async function write(broker: BrokerConnection, { topic }: Partition, messages: readonly TopicMessage[]): Promise<Asked<void>> {
    const codes = producedOf(await broker.produce(topic, partition, messages));
    const code = codes.get(partitionName(topic, partition)) ?? protocolCode.unknownTopicOrPartition;
    if (code === protocolCode.none) return { kind: 'answer', value: undefined };
    return { kind: mayHaveMoved(code) ? 'moved' : 'failed', failure: partFailure(code, topic) };
  }

  return {
    async send(topic, messages) {
      if (messages.length === 0) return;
      const [answer] = await askLeaders(cluster, [{ topic, partition }], (broker, places) =>
        Promise.all(places.map((place) => write(broker, place, messages))),
      );
      if (answer?.ok !== true) throw notWritten(topic, answer?.failure);
    },
    close: async () => connections.close(),
  };
}

/** What failures of reading say of writing. */
function notWritten(topic: string, why: Failure | undefined): ExporterError {
  const { code, message, facts } = why ?? partFailure(protocolCode.unknownTopicOrPartition, topic);
  return new ExporterError(code, sentenceOf(code, topic) ?? message, facts === undefined ? {} : { facts });
}

function sentenceOf(code: Failure['code'], topic: string): string | null {
  switch (code) {
    case 'TOPIC_MISSING':
      return `Topic "${topic}" does not exist on the Kafka broker, and this program creates none. Have it created with one partition, and with a retention as long as its messages are wanted: kafka-topics.sh --create --topic ${topic} --partitions 1 --config retention.ms=604800000 (a week).`;
    case 'TOPIC_FORBIDDEN':
      return `The Kafka broker does not let this user write to topic "${topic}". Ask its keeper for the right to write it.`;
    case 'MESSAGE_TOO_LARGE':
      return `The Kafka broker takes no message of this size for topic "${topic}". Have its max.message.bytes raised.`;
    default:
      return null;
  }
}
