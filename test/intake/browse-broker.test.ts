import { expect, test } from 'vitest';
import { createBrowse } from '../../core/intake/browse.ts';
import { describeWithBroker } from '../broker/describe-with-broker.ts';
import { never, openLog } from '../sources/kafka/kafkajs-under-test.ts';

await describeWithBroker('browsing a real broker', (broker) => {
  const nowNs = () => 0n;

  test('finds its topics, and tells when the newest message of one came and why it cannot be read', async () => {
    const [topic = '', empty = ''] = await broker.createTopics(['browsed', 'bare'], {}, 2);
    await broker.produce(topic, [
      { timestampMs: 1_750_000_000_000, value: new Uint8Array(64).fill(7) },
      { timestampMs: 1_750_000_001_000, value: new Uint8Array(64).fill(7) },
    ]);
    const log = openLog(broker.brokers);
    const browse = createBrowse({ log, client: undefined, nowNs });
    try {
      expect((await browse.searchTopics(topic.toUpperCase(), 10, never)).topics).toEqual([topic]);
      const { at, newest, why } = await browse.peek({ kind: 'kafka', topic }, never);
      expect({ at, newest }).toEqual({ at: '2025-06-15T15:06:41.000Z', newest: null });
      expect(why).toContain(topic);
      expect((await browse.peek({ kind: 'kafka', topic: empty }, never)).why).toContain('holds no message');
      expect((await browse.peek({ kind: 'kafka', topic: 'no-such-topic' }, never)).why).toContain('no-such-topic');
      await expect(browse.searchPvs('x', 10, never)).rejects.toMatchObject({ code: 'BAD_SETTINGS' });
    } finally {
      await log.close();
    }
  });
});
