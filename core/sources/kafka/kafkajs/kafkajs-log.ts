import type { KafkaSecrets } from '../../../settings/secrets.ts';
import type { KafkaSettings } from '../../../settings/sources.ts';
import type { Perhaps, ReadAnswer, ReadRequest, TopicLog } from '../topic-log.ts';
import { askLeaders } from './ask-leaders.ts';
import { nameOf } from './client.ts';
import { createCluster } from './cluster.ts';
import { createConnections, type KafkaConnectionFacts } from './connections.ts';
import { createFetcher } from './fetch.ts';
import { findPositions } from './positions.ts';
import { untilAborted } from './stop.ts';
import { topicKeeping } from './topic-keeping.ts';

/** The topic log on a real broker. Nothing is connected before the first call; calls at the same time share connections. */
export function createKafkaJsLog(
  settings: KafkaSettings,
  secrets: KafkaSecrets,
  listener: (facts: KafkaConnectionFacts) => void = () => undefined,
): TopicLog {
  const connections = createConnections(settings, secrets, listener);
  const cluster = createCluster(settings, connections);
  const fetcher = createFetcher(settings.maxMessageBytes);

  function readOnce(requests: readonly ReadRequest[], maxWaitMs: number): Promise<Perhaps<ReadAnswer>[]> {
    return askLeaders(cluster, requests, (broker, asked) => fetcher.fetch(broker, asked, maxWaitMs));
  }

  /** Several brokers cannot wait for a first byte together: all are asked at once without waiting, and waited for only if none had anything. */
  async function read(requests: readonly ReadRequest[], maxWaitMs: number, signal: AbortSignal): Promise<Perhaps<ReadAnswer>[]> {
    if ((await countLeaders(requests)) <= 1) return readOnce(requests, maxWaitMs);
    const answers = await readOnce(requests, 0);
    const news = answers.some((answer) => !answer.ok || answer.value.messages.length > 0);
    return news || maxWaitMs === 0 || signal.aborted ? answers : readOnce(requests, maxWaitMs);
  }

  async function countLeaders(requests: readonly ReadRequest[]): Promise<number> {
    const places = await cluster.leaders(requests, false);
    return new Set(places.flatMap((place) => (place.ok ? [nameOf(place.value)] : []))).size;
  }

  return {
    positions: (topics, timeMs, signal) => untilAborted(() => findPositions(cluster, topics, timeMs), signal),
    read: (requests, maxWaitMs, signal) => untilAborted(() => read(requests, maxWaitMs, signal), signal),
    giveBack: (answers) => {
      for (const answer of answers)
        if (answer.ok) for (const { value } of answer.value.messages) if (value) connections.giveBack(value.buffer);
    },
    topics: (signal) => untilAborted(() => cluster.topics(), signal),
    keeping: (topics, signal) => untilAborted(() => topicKeeping(cluster, topics), signal),
    brokers: (signal) => untilAborted(() => cluster.countBrokers(), signal),
    close: async () => connections.close(),
  };
}
