import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import type { KafkaSecrets } from '../../../core/settings/secrets.ts';
import { kafkaSchema } from '../../../core/settings/sources.ts';
import { createKafkaJsProducer } from '../../../core/sources/kafka/kafkajs/producer.ts';
import { describeWithBroker, describeWithOwnBroker } from '../../broker/describe-with-broker.ts';
import { freePorts } from '../../broker/free-ports.ts';
import { eventually, openLog, openSockets, readOne } from './kafkajs-under-test.ts';

const program = fileURLToPath(new URL('./write-and-close.ts', import.meta.url));
const run = promisify(execFile);
const firstMs = 1_750_000_000_000;
const message = (n: number, value = `value ${n}`) => ({ key: 'north', value, timestampMs: firstMs + n });

const producerOn = (brokers: readonly string[], settings: Record<string, unknown> = {}, secrets: KafkaSecrets = {}) =>
  createKafkaJsProducer(kafkaSchema.parse({ brokers, ...settings }), secrets);

await describeWithBroker('writing to a real broker', (broker) => {
  const log = openLog(broker.brokers);
  const producer = producerOn(broker.brokers);
  afterAll(() => Promise.all([log.close(), producer.close()]));

  async function texts(topic: string): Promise<string[]> {
    const answer = await readOne(log, topic);
    return answer.ok ? answer.value.messages.map(({ value }) => new TextDecoder().decode(value ?? undefined)) : [answer.failure.code];
  }

  test('messages stand in partition 0 with their keys and times, in the order sent', async () => {
    const [topic = ''] = await broker.createTopics(['written'], {}, 3);
    await producer.send(topic, [message(2, 'Ä'), message(1)]);
    await producer.send(topic, [message(3)]);
    const answer = await readOne(log, topic);
    const messages = answer.ok ? answer.value.messages : [];
    expect(
      messages.map(({ key, value, timestampMs }) => [String(Buffer.from(key ?? [])), String(Buffer.from(value ?? [])), timestampMs]),
    ).toEqual([
      ['north', 'Ä', firstMs + 2],
      ['north', 'value 1', firstMs + 1],
      ['north', 'value 3', firstMs + 3],
    ]);
  });

  test('nothing sent is nothing written', async () => {
    const [topic = ''] = await broker.createTopics(['written']);
    await producer.send(topic, []);
    expect(await texts(topic)).toEqual([]);
  });

  test('a missing topic is told with how to create it, is not created, and is found once it is there', async () => {
    const topic = `not-there-${process.pid}`;
    await expect(producer.send(topic, [message(1)])).rejects.toMatchObject({
      code: 'TOPIC_MISSING',
      message: expect.stringContaining(`--create --topic ${topic} --partitions 1 --config retention.ms`),
    });
    expect(await broker.topics()).not.toContain(topic);
    await broker.createTopic(topic);
    await producer.send(topic, [message(1)]);
    expect(await texts(topic)).toEqual(['value 1']);
  });

  test('a topic that was deleted costs neither the others nor itself once it is back', async () => {
    const [gone = '', other = ''] = await broker.createTopics(['gone', 'other']);
    await producer.send(gone, [message(1)]);
    await broker.deleteTopic(gone);
    const told = () =>
      producer.send(gone, [message(2)]).then(
        () => null,
        (error: unknown) => error,
      );
    expect(await eventually(told, (error) => error !== null)).toMatchObject({ code: 'TOPIC_MISSING' });
    await producer.send(other, [message(3)]);
    await broker.createTopic(gone);
    await producer.send(gone, [message(4)]);
    expect(await texts(gone)).toEqual(['value 4']);
  });

  test('what the broker finds too large is told so, and what fits still goes', async () => {
    const [topic = ''] = await broker.createTopics(['small'], { 'max.message.bytes': '1000' });
    const noise = Array.from({ length: 4000 }, (_, n) => String.fromCharCode(33 + ((n * n * 7919) % 9000))).join('');
    await expect(producer.send(topic, [message(1, noise)])).rejects.toMatchObject({
      code: 'MESSAGE_TOO_LARGE',
      message: expect.stringMatching(new RegExp(`"${topic}".*max\\.message\\.bytes`)),
    });
    await producer.send(topic, [message(2)]);
    expect(await texts(topic)).toEqual(['value 2']);
  });

  test('twenty sends at once over a new connection all arrive, over one socket', async () => {
    const [topic = ''] = await broker.createTopics(['at-once']);
    const before = openSockets();
    const fresh = producerOn(broker.brokers);
    await Promise.all(Array.from({ length: 20 }, (_, n) => fresh.send(topic, [message(n)])));
    expect(openSockets()).toBeLessThanOrEqual(before + 1);
    await fresh.close();
    expect((await texts(topic)).sort()).toEqual(Array.from({ length: 20 }, (_, n) => `value ${n}`).sort());
  });

  test('a process ends by itself once its producer is closed, and warns of nothing', async () => {
    const [topic = ''] = await broker.createTopics(['closing']);
    const { stdout, stderr } = await run(process.execPath, [program, broker.brokers[0] ?? '', topic], { timeout: 20_000 });
    expect(stdout.trim()).toBe('written');
    expect(stderr).toBe('');
    expect(await texts(topic)).toEqual(['one', 'two']);
  });

  test('closing twice is once, and then nothing is written', async () => {
    const [topic = ''] = await broker.createTopics(['closed']);
    const closing = producerOn(broker.brokers);
    await closing.send(topic, [message(1)]);
    await closing.close();
    await closing.close();
    await expect(closing.send(topic, [message(2)])).rejects.toMatchObject({ code: 'STOPPED' });
    expect(await texts(topic)).toEqual(['value 1']);
  });
});

test('a broker that is not there is told, and closing then waits for nothing', async () => {
  const [port] = await freePorts(1);
  const producer = producerOn([`127.0.0.1:${port}`]);
  await expect(producer.send('any', [message(1)])).rejects.toMatchObject({
    code: 'KAFKA_UNREACHABLE',
    message: expect.stringContaining(`127.0.0.1:${port} cannot be reached`),
  });
  await producer.close();
});

const password = 'open sesame';
await describeWithOwnBroker('writing to a broker with users', { sasl: { username: 'exporter', password } }, (broker) => {
  const sasl = { sasl: { mechanism: 'plain', username: 'exporter', password: { env: 'UNUSED' } } };

  test('a topic this user may not write is told so, without the password', async () => {
    const [allowed = '', forbidden = ''] = await broker.createTopics(['allowed', 'forbidden']);
    await broker.forbid(forbidden, 'exporter');
    const producer = producerOn([broker.sasl], sasl, { password });
    await producer.send(allowed, [message(1)]);
    await expect(producer.send(forbidden, [message(1)])).rejects.toMatchObject({
      code: 'TOPIC_FORBIDDEN',
      message: expect.stringContaining('write'),
    });
    await producer.close();
    const stranger = producerOn([broker.sasl], sasl, { password: 'wrong' });
    const refused = await stranger.send(allowed, [message(1)]).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'KAFKA_AUTH' });
    expect(String(refused)).not.toContain('wrong');
    await stranger.close();
  });

  test('a broker that was away is written to again by itself', async () => {
    const [topic = ''] = await broker.createTopics(['outage']);
    const producer = producerOn(broker.brokers);
    await producer.send(topic, [message(1)]);
    await broker.kill();
    await expect(producer.send(topic, [message(2)])).rejects.toMatchObject({ code: 'KAFKA_UNREACHABLE' });
    await broker.restart();
    await eventually(
      () =>
        producer.send(topic, [message(3)]).then(
          () => true,
          () => false,
        ),
      (sent) => sent,
    );
    const log = openLog(broker.brokers);
    const answer = await readOne(log, topic);
    expect(answer.ok && answer.value.messages.map(({ timestampMs }) => timestampMs - firstMs)).toEqual([1, 3]);
    await Promise.all([producer.close(), log.close()]);
  });
});
