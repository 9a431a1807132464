import { ExporterError } from '../../../core/contract/errors.ts';
import type { TopicProducer } from '../../../core/sources/kafka/topic-producer.ts';
import type { MemoryLog } from '../../sources/kafka/memory-log.ts';

/** The twin of a broker's producer: writes into topics in memory. `sent` counts batches. */
export function createMemoryProducer(log: MemoryLog): TopicProducer & { sent: number } {
  const producer = {
    sent: 0,
    async send(topic: string, messages: Parameters<TopicProducer['send']>[1]) {
      if (messages.length === 0) return;
      if (!(await log.topics()).includes(topic))
        throw new ExporterError('TOPIC_MISSING', `Topic ${topic} does not exist. Have it created.`);
      producer.sent += 1;
      for (const { key, value, timestampMs } of messages)
        log.send(topic, { key, value: new TextEncoder().encode(value), timeMs: timestampMs });
    },
    async close() {},
  };
  return producer satisfies TopicProducer;
}
