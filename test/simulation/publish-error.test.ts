import { expect, test } from 'vitest';
import { ExporterError } from '../../core/contract/errors.ts';
import { toPublishError } from '../../core/simulation/publish-error.ts';

const kafkaError = (type: string): Error => Object.assign(new Error('from kafkajs'), { type });

test.each([
  ['MESSAGE_TOO_LARGE', 'MESSAGE_TOO_LARGE'],
  ['TOPIC_AUTHORIZATION_FAILED', 'TOPIC_FORBIDDEN'],
  ['UNKNOWN_TOPIC_OR_PARTITION', 'TOPIC_MISSING'],
  ['NOT_LEADER_FOR_PARTITION', 'KAFKA_UNREACHABLE'],
])('%s of kafkajs, however deep, is told as %s with the broker in the sentence', (type, code) => {
  const retried = new Error('gave up', { cause: new Error('again', { cause: kafkaError(type) }) });
  for (const error of [kafkaError(type), retried])
    expect(toPublishError(error, ['kafka-1:9092'])).toMatchObject({ code, message: expect.stringContaining('kafka-1:9092') });
});

test('what is ours already stays as it is', () => {
  const own = new ExporterError('TOPIC_MISSING', 'No topics.');
  expect(toPublishError(own, [])).toBe(own);
});
