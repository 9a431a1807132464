import type { KafkaSecrets } from '../../../core/settings/secrets.ts';
import { kafkaSchema } from '../../../core/settings/sources.ts';
import { createKafkaJsLog } from '../../../core/sources/kafka/kafkajs/kafkajs-log.ts';
import type { Perhaps, ReadAnswer, TopicLog } from '../../../core/sources/kafka/topic-log.ts';

export function openLog(brokers: readonly string[], settings: Record<string, unknown> = {}, secrets: KafkaSecrets = {}): TopicLog {
  return createKafkaJsLog(kafkaSchema.parse({ brokers, ...settings }), secrets);
}

export const never = new AbortController().signal;

export async function readOne(log: TopicLog, topic: string, from = 0n, maxBytes = 10_000_000): Promise<Perhaps<ReadAnswer>> {
  const [answer] = await log.read([{ topic, partition: 0, from, maxBytes }], 50, never);
  if (answer === undefined) throw new Error('There was no answer');
  return answer;
}

/** Asks again until the answer is as it should be: a broker needs a moment to forget a topic, or to come back. */
export async function eventually<T>(ask: () => Promise<T>, isRight: (answer: T) => boolean): Promise<T> {
  const deadline = performance.now() + 30_000;
  for (;;) {
    const answer = await ask();
    if (isRight(answer) || performance.now() > deadline) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** TCP connections of this process. */
export function openSockets(): number {
  return process.getActiveResourcesInfo().filter((resource) => resource === 'TCPSocketWrap').length;
}
