import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { describeWithOwnBroker } from '../../broker/describe-with-broker.ts';
import { freePorts } from '../../broker/free-ports.ts';
import { eventually, never, openLog, openSockets, readOne } from './kafkajs-under-test.ts';

function log(brokers: readonly string[], settings: Record<string, unknown> = {}) {
  const opened = openLog(brokers, settings);
  onTestFinished(() => opened.close());
  return opened;
}

const failureOf = (work: Promise<unknown>) => work.then(() => null).catch((error: unknown) => error);

await describeWithOwnBroker('a broker that is killed', {}, (broker) => {
  test('a read in flight fails by name, and the same log reads on once the broker is back', async () => {
    const [topic = ''] = await broker.createTopics(['survivor']);
    await broker.produce(topic, [{ value: 'before' }]);
    const looking = log(broker.brokers);
    expect(await readOne(looking, topic)).toMatchObject({ ok: true });

    const waiting = failureOf(looking.read([{ topic, partition: 0, from: 1n, maxBytes: 1000 }], 4000, never));
    await broker.kill();
    expect(await waiting).toMatchObject({ code: 'KAFKA_UNREACHABLE', message: expect.stringContaining(broker.brokers[0] ?? 'no broker') });
    expect(await failureOf(looking.positions([topic], 'newest', never))).toMatchObject({ code: 'KAFKA_UNREACHABLE' });
    expect(await failureOf(looking.topics(never))).toMatchObject({ code: 'KAFKA_UNREACHABLE' });

    await broker.restart();
    await broker.produce(topic, [{ value: 'after' }]);
    const answer = await eventually(
      () => readOne(looking, topic, 1n).catch(() => null),
      (found) => found?.ok === true,
    );
    expect(answer).toMatchObject({ ok: true, value: { messages: [{ value: Buffer.from('after') }] } });
  });

  test('a broker of the settings that is away does not keep the others from being asked', async () => {
    const [away = 0] = await freePorts(1);
    const looking = log([`127.0.0.1:${away}`, ...broker.brokers]);
    expect(await looking.topics(never)).toEqual(await log(broker.brokers).topics(never));
  });

  test('first calls at the same time open no more than one connection for questions and one for messages', async () => {
    const [topic = ''] = await broker.createTopics(['crowd']);
    await broker.produce(topic, [{ value: 'x' }]);
    const before = openSockets();
    const looking = log(broker.brokers);
    await Promise.all(Array.from({ length: 10 }, () => readOne(looking, topic)));
    expect(openSockets() - before).toBeLessThanOrEqual(2);
    await looking.close();
    await eventually(
      async () => openSockets(),
      (open) => open <= before,
    );
    expect(openSockets()).toBe(before);
  });
});

test('a broker that takes connections and never answers is unreachable after the connect time', async () => {
  const silent = createServer().listen(0, '127.0.0.1');
  await once(silent, 'listening');
  onTestFinished(() => void silent.close());
  const address = silent.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  const looking = log([`127.0.0.1:${port}`], { connectTimeoutMs: 200 });
  expect(await failureOf(looking.topics(never))).toMatchObject({
    code: 'KAFKA_UNREACHABLE',
    message: expect.stringContaining('does not answer'),
  });
});

test('a broker of which nobody knows is named with the reason', async () => {
  const [away = 0] = await freePorts(1);
  expect(await failureOf(log([`127.0.0.1:${away}`]).topics(never))).toMatchObject({
    code: 'KAFKA_UNREACHABLE',
    message: expect.stringContaining('nothing listens there'),
  });
});
