import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { RunningBroker } from '../../broker/broker.ts';
import { startBroker } from '../../broker/broker.ts';
import { describeWithOwnBroker } from '../../broker/describe-with-broker.ts';
import { eventually, never, openLog } from './kafkajs-under-test.ts';

const parts = [0, 1, 2, 3];

await describeWithOwnBroker('a cluster of two brokers', {}, (first) => {
  let second: RunningBroker;
  let topic: string;

  beforeAll(async () => {
    second = await startBroker({ node: { id: 2, controllerPort: first.controllerPort } });
    [topic = ''] = await first.createTopics(['spread'], {}, parts.length);
    for (const partition of parts) await first.produce(topic, [{ value: `part ${partition}`, partition, timestampMs: 1000 }]);
  });
  afterAll(() => second.stop());

  function log() {
    const opened = openLog(first.brokers);
    onTestFinished(() => opened.close());
    return opened;
  }

  const ask = (from: bigint) => parts.map((partition) => ({ topic, partition, from, maxBytes: 1000 }));

  test('each partition is asked at its own leader, and the answers come in the order asked', async () => {
    const looking = log();
    expect(await looking.positions([topic], 1000, never)).toEqual([
      { ok: true, value: parts.map((partition) => ({ partition, at: 0n, end: 1n })) },
    ]);
    const answers = await looking.read(ask(0n), 50, never);
    expect(answers.map((answer) => answer.ok && Buffer.from(answer.value.messages[0]?.value ?? []).toString())).toEqual(
      parts.map((partition) => `part ${partition}`),
    );
  });

  test('where nothing is new on either, the answers are empty after the wait', async () => {
    expect(await log().read(ask(1n), 20, never)).toMatchObject(parts.map(() => ({ ok: true, value: { messages: [], end: 1n } })));
  });

  test('with one broker gone the partitions of the other are read on, and come back with it', async () => {
    const looking = log();
    await looking.read(ask(0n), 50, never);
    await second.kill();
    const half = await eventually(
      () => looking.read(ask(0n), 50, never),
      (answers) => answers.some(({ ok }) => !ok),
    );
    expect(half.filter(({ ok }) => ok)).toHaveLength(2);
    expect(half.filter(({ ok }) => !ok)).toMatchObject([
      { failure: { code: 'KAFKA_UNREACHABLE' } },
      { failure: { code: 'KAFKA_UNREACHABLE' } },
    ]);
    await second.restart();
    const whole = await eventually(
      () => looking.read(ask(0n), 50, never),
      (answers) => answers.every(({ ok }) => ok),
    );
    expect(whole).toMatchObject(parts.map(() => ({ ok: true, value: { messages: [{ offset: 0n }] } })));
  });
});
