import { describeWithBroker } from '../../broker/describe-with-broker.ts';
import { openLog } from './kafkajs-under-test.ts';
import { topicLogConformance } from './topic-log.conformance.ts';

const firstMs = 1_750_000_000_000;
const held = Array.from({ length: 5 }, (_, index) => ({
  timestampMs: firstMs + index * 1000,
  value: new Uint8Array(100 + index).fill(index),
}));

await describeWithBroker('the topic log on a real broker', (broker) => {
  /** One topic serves all tests of a suite, since none of them writes. */
  function logOn(config: Record<string, string>, produce: (topic: string) => Promise<void>) {
    let made: Promise<string> | null = null;

    async function makeTopic(): Promise<string> {
      const [topic = ''] = await broker.createTopics(['held'], config, 2);
      await produce(topic);
      return topic;
    }

    return async () => {
      made ??= makeTopic();
      const log = openLog(broker.brokers);
      return { log, topic: await made, held, missingTopic: 'no-such-topic', stop: () => log.close() };
    };
  }

  const oneBatchEach = async (topic: string) => {
    for (const message of held) await broker.produce(topic, [message]);
  };
  topicLogConformance('with each message in a batch of its own', logOn({}, oneBatchEach));

  // The broker itself packs them anew with Kafka's own Java codecs.
  for (const codec of ['uncompressed', 'gzip', 'snappy', 'lz4', 'zstd']) {
    topicLogConformance(
      `with all messages in one ${codec} batch`,
      logOn({ 'compression.type': codec }, (topic) => broker.produce(topic, held)),
    );
  }
});
