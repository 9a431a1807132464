import { expect, test } from 'vitest';
import { describeWithBroker } from '../broker/describe-with-broker.ts';
import { never, openLog, readOne } from '../sources/kafka/kafkajs-under-test.ts';

await describeWithBroker('how long a real broker keeps a topic', (broker) => {
  test('is told as the topic is set up, a missing topic by name, and the connection goes on', async () => {
    const [hour = ''] = await broker.createTopics(['kept-an-hour'], { 'retention.ms': '3600000', 'retention.bytes': '1000000' });
    const [ever = ''] = await broker.createTopics(['kept-for-ever'], { 'retention.ms': '-1' });
    const log = openLog(broker.brokers);
    try {
      const answers = await log.keeping?.([hour, 'no-such-topic', ever], never);
      expect(answers).toMatchObject([
        { ok: true, value: { ms: 3_600_000, bytes: 1_000_000 } },
        { ok: false, failure: { message: expect.stringContaining('no-such-topic') } },
        { ok: true, value: { ms: null, bytes: null } },
      ]);
      expect(await readOne(log, hour)).toMatchObject({ ok: true });
    } finally {
      await log.close();
    }
  });
});
