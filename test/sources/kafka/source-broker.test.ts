import { afterAll, expect, test } from 'vitest';
import { systemClock } from '../../../core/clock.ts';
import { channelSchema } from '../../../core/settings/channel.ts';
import { kafkaSchema } from '../../../core/settings/sources.ts';
import { createKafkaJsLog } from '../../../core/sources/kafka/kafkajs/kafkajs-log.ts';
import { createKafkaSource } from '../../../core/sources/kafka/source.ts';
import type { Answer } from '../../../core/sources/port.ts';
import { createSlotPool } from '../../../core/sources/slots.ts';
import { describeWithBroker } from '../../broker/describe-with-broker.ts';
import { brief, image, messageOf, pulseOf, timeOfPulse } from './stage.ts';

await describeWithBroker('the Kafka source on a real broker', (broker) => {
  const settings = kafkaSchema.parse({ brokers: broker.brokers });
  const slots = createSlotPool({ maxBytes: 64 * 1024 * 1024 });
  const listener = { stateChanged: () => undefined, topicsCounted: () => undefined };
  const source = createKafkaSource({ log: createKafkaJsLog(settings, {}), settings, slots, listener, clock: systemClock });
  afterAll(() => source.close());

  const channel = (name: string, topic: string) => channelSchema.parse({ name, type: 'scalar', source: { kind: 'kafka', topic } });
  const collect = async (n: number, topics: readonly string[], waitMs: number) => {
    const answers: Answer[] = [];
    const channels = topics.map((topic, index) => channel(`C${index}`, topic));
    for await (const batch of source.collect({ pulse: pulseOf(n), channels, waitMs }, new AbortController().signal)) answers.push(...batch);
    for (const answer of answers) if (answer.kind === 'reading') source.release(answer.reading.slots);
    return answers.sort((a, b) => a.channel.localeCompare(b.channel));
  };

  test('finds scalars and images of a past pulse, and names the topic that is not there', async () => {
    const [scalar = '', picture = ''] = await broker.createTopics(['scalar', 'picture']);
    for (let n = 0; n < 6; n++) {
      const timestampMs = timeOfPulse(n) + 5;
      await broker.produce(scalar, [{ value: messageOf(n), timestampMs }]);
      await broker.produce(picture, [{ value: messageOf(n, { value: image(2_000_000, n) }), timestampMs }]);
    }
    const answers = await collect(3, [scalar, picture, 'not-there'], 0);
    expect(answers.map(brief)).toEqual(['reading 3', 'reading image', 'unreachable TOPIC_MISSING']);
    const [, second] = await collect(5, [scalar, picture], 0);
    expect(second).toMatchObject({ reading: { provenance: { topic: picture, offset: '5' } } });
  });

  test('waits for a message that is published after it was asked for', async () => {
    const [topic = ''] = await broker.createTopics(['live']);
    const collecting = collect(7, [topic], 20_000);
    await broker.produce(topic, [{ value: messageOf(7), timestampMs: timeOfPulse(7) + 5 }]);
    expect((await collecting).map(brief)).toEqual(['reading 7']);
  });
});
