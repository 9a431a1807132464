import { expect, test } from 'vitest';
import { z } from 'zod';
import { BatchError } from '../../../core/sources/kafka/kafkajs/batch-limit.ts';
import type { BrokerConnection } from '../../../core/sources/kafka/kafkajs/client.ts';
import { createFetcher } from '../../../core/sources/kafka/kafkajs/fetch.ts';
import { byRequest } from '../../../core/sources/kafka/kafkajs/group-requests.ts';

const topicsSchema = z.array(z.object({ topic: z.string() }));
const ask = (topic: string, maxBytes = 1000) => ({ topic, partition: 0, from: 0n, maxBytes });

/** Answers one message for each topic, as kafkajs decodes it, and throws the whole answer away with `bad` among them, as kafkajs does. */
function brokerWith(bad: { topic: string | null; error: Error }) {
  const asked: string[][] = [];
  const never = () => Promise.reject(new Error('not asked for here'));
  const broker: BrokerConnection = {
    connect: never,
    metadata: never,
    listOffsets: never,
    produce: never,
    describeTopic: never,
    destroy: () => undefined,
    fetch: async (question) => {
      const topics = topicsSchema.parse(question).map(({ topic }) => topic);
      asked.push(topics);
      if (bad.topic !== null && topics.includes(bad.topic)) throw bad.error;
      return { responses: topics.map((topicName) => ({ topicName, partitions: [partition] })) };
    },
  };
  return { broker, asked };
}

const message = { offset: '0', timestamp: '1000', key: null, value: Buffer.from('x'), isControlRecord: false };
const partition = { partition: 0, errorCode: 0, highWatermark: '1', lastStartOffset: '0', messages: [message] };

const topics = Array.from({ length: 16 }, (_, index) => `topic-${index}`);
const bad = { topic: 'topic-11', error: new BatchError('damaged') };

test('a batch that cannot be unpacked is the trouble of its own topic only', async () => {
  const { broker } = brokerWith(bad);
  const answers = await createFetcher(1000).fetch(
    broker,
    topics.map((topic) => ask(topic)),
    0,
  );
  expect(answers.map(({ kind }) => kind)).toEqual(topics.map((topic) => (topic === bad.topic ? 'failed' : 'answer')));
  expect(answers[11]).toMatchObject({ failure: { code: 'TOPIC_COMPRESSION', facts: { topic: bad.topic } } });
});

test('the topic that once spoiled an answer is asked apart, until it is well again', async () => {
  const trouble: { topic: string | null; error: Error } = { ...bad };
  const { broker, asked } = brokerWith(trouble);
  const { fetch } = createFetcher(1000);
  const all = topics.map((topic) => ask(topic));
  await fetch(broker, all, 0);
  asked.length = 0;
  await fetch(broker, all, 0);
  expect(asked.map(({ length }) => length)).toEqual([1, 15]);
  trouble.topic = null;
  await fetch(broker, all, 0);
  asked.length = 0;
  await fetch(broker, all, 0);
  expect(asked.map(({ length }) => length)).toEqual([16]);
});

test('messages that are no Kafka messages are named as such', async () => {
  const { broker } = brokerWith({ ...bad, error: new RangeError('out of range') });
  const [answer] = await createFetcher(1000).fetch(broker, [ask('topic-11')], 0);
  expect(answer).toMatchObject({ kind: 'failed', failure: { code: 'MESSAGE_UNDECODABLE' } });
});

test('one request holds no more than its bytes allow, and no partition twice', () => {
  const requests = [ask('a', 600), ask('b', 600), ask('a', 300), ask('c', 100)];
  const groups = byRequest(requests, 1000, new Set(['c/0']));
  expect(groups.map((group) => group.map(({ topic, maxBytes }) => `${topic} ${maxBytes}`))).toEqual([
    ['c 100'],
    ['a 600'],
    ['b 600', 'a 300'],
  ]);
});
