import { z } from 'zod';
import { type Failure, failure } from '../../../contract/errors.ts';
import type { Perhaps, TopicKeeping } from '../topic-log.ts';
import type { BrokerConnection } from './client.ts';
import type { Cluster } from './cluster.ts';
import { partFailure } from './failures.ts';
import { protocolCode } from './protocol-codes.ts';
import { isRecord } from './reach.ts';

const answerSchema = z.object({
  resources: z.array(z.object({ configEntries: z.array(z.object({ configName: z.string(), configValue: z.string().nullable() })) })),
});

/** Each topic is a question of its own: kafkajs gives one answer for all, and one topic's refusal would be everybody's. */
export function topicKeeping(cluster: Cluster, topics: readonly string[]): Promise<Perhaps<TopicKeeping>[]> {
  return Promise.all(topics.map((topic) => cluster.useAny((broker) => keepingOn(broker, topic))));
}

async function keepingOn(broker: BrokerConnection, topic: string): Promise<Perhaps<TopicKeeping>> {
  try {
    const { resources } = answerSchema.parse(await broker.describeTopic(topic, ['retention.ms', 'retention.bytes']));
    const entries = new Map(
      resources.flatMap(({ configEntries }) => configEntries.map(({ configName, configValue }) => [configName, configValue])),
    );
    return { ok: true, value: { ms: limitOf(entries.get('retention.ms')), bytes: limitOf(entries.get('retention.bytes')) } };
  } catch (error) {
    // A refusal of the broker: the connection that brought it is whole, though kafkajs throws.
    if (!isRecord(error) || error['name'] !== 'KafkaJSProtocolError' || typeof error['code'] !== 'number') throw error;
    return { ok: false, failure: refusalOf(error['code'], topic) };
  }
}

/** Kafka's -1: no limit. */
function limitOf(text: string | null | undefined): number | null {
  const limit = Number(text ?? -1);
  return Number.isFinite(limit) && limit >= 0 ? limit : null;
}

/** To read a topic, and to know how it is set up, are two rights. */
function refusalOf(code: number, topic: string): Failure {
  if (code === protocolCode.topicForbidden || code === protocolCode.clusterForbidden)
    return failure('TOPIC_FORBIDDEN', `The Kafka broker does not tell this user how topic "${topic}" is set up (DescribeConfigs).`, {
      topic,
    });
  return partFailure(code, topic);
}
