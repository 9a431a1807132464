import { expect, onTestFinished, test } from 'vitest';
import type { KafkaSecrets } from '../../../core/settings/secrets.ts';
import { describeWithOwnBroker } from '../../broker/describe-with-broker.ts';
import { eventually, never, openLog, openSockets, readOne } from './kafkajs-under-test.ts';

const username = 'reader';
const password = 'a-very-secret-word';
const plain = { sasl: { mechanism: 'plain', username, password: { env: 'UNUSED' } } };
const scram = { sasl: { ...plain.sasl, mechanism: 'scram-sha-512' } };

await describeWithOwnBroker('a broker with locks', { sasl: { username, password }, tls: true, idleMs: 1500 }, (broker) => {
  function log(address: string, settings: Record<string, unknown>, secrets: KafkaSecrets = {}) {
    const opened = openLog([address], settings, secrets);
    onTestFinished(() => opened.close());
    return opened;
  }

  async function written(name: string): Promise<string> {
    const [topic = ''] = await broker.createTopics([name]);
    await broker.produce(topic, [{ value: 'locked' }]);
    return topic;
  }

  async function failureOf(address: string, settings: Record<string, unknown>, secrets: KafkaSecrets = {}): Promise<unknown> {
    return log(address, settings, secrets)
      .positions(['any'], 'newest', never)
      .catch((error: unknown) => error);
  }

  const tls = { tls: {} };
  const [plainListener = ''] = broker.brokers;
  const hasWord = { ok: true, value: { messages: [{ value: Buffer.from('locked') }] } };

  test('the right password reads', async () => {
    expect(await readOne(log(broker.sasl, plain, { password }), await written('sasl'))).toMatchObject(hasWord);
  });

  test('a connection that the broker closed because it was quiet is made anew, with the password', async () => {
    const topic = await written('quiet');
    const reader = log(broker.sasl, plain, { password });
    expect(await readOne(reader, topic)).toMatchObject(hasWord);
    expect(openSockets()).toBeGreaterThan(0);
    await eventually(
      async () => openSockets(),
      (open) => open === 0,
    );
    expect(openSockets()).toBe(0);
    expect(await readOne(reader, topic)).toMatchObject(hasWord);
  });

  test('the right certificate reads', async () => {
    expect(await readOne(log(broker.tls, tls, { tls: { ca: broker.ca } }), await written('tls'))).toMatchObject(hasWord);
  });

  test('a wrong password is named, and never repeated', async () => {
    const error = await failureOf(broker.sasl, plain, { password: 'wrong-word' });
    expect(error).toMatchObject({ code: 'KAFKA_AUTH', message: expect.stringContaining(broker.sasl) });
    expect(JSON.stringify(error) + String(error)).not.toContain('wrong-word');
  });

  test('a mechanism the broker does not know is named as a matter of the password', async () => {
    expect(await failureOf(broker.sasl, scram, { password })).toMatchObject({ code: 'KAFKA_AUTH' });
  });

  test('no user name where one is wanted is named so', async () => {
    expect(await failureOf(broker.sasl, {})).toMatchObject({ code: 'KAFKA_AUTH' });
  });

  test('a user name where none is known is named so', async () => {
    expect(await failureOf(plainListener, plain, { password })).toMatchObject({ code: 'KAFKA_AUTH' });
  });

  test('a certificate nobody vouches for is named', async () => {
    expect(await failureOf(broker.tls, tls)).toMatchObject({ code: 'KAFKA_TLS', message: expect.stringContaining('SELF_SIGNED') });
  });

  test('a certificate for another name is named', async () => {
    const another = { tls: { serverName: 'another.example' } };
    expect(await failureOf(broker.tls, another, { tls: { ca: broker.ca } })).toMatchObject({ code: 'KAFKA_TLS' });
  });

  test('plain words on a TLS port are named so', async () => {
    expect(await failureOf(broker.tls, {})).toMatchObject({ code: 'KAFKA_TLS' });
  });

  test('TLS on a port without it is named so', async () => {
    expect(await failureOf(plainListener, tls)).toMatchObject({ code: 'KAFKA_TLS' });
  });

  test('a topic this user may not read is forbidden, and the others are read', async () => {
    const [secret, open] = [await written('secret'), await written('open')];
    await broker.forbid(secret, username);
    const reader = log(broker.sasl, plain, { password });
    const both = () =>
      reader.read(
        [secret, open].map((topic) => ({ topic, partition: 0, from: 0n, maxBytes: 1000 })),
        50,
        never,
      );
    const [first, second] = await eventually(both, ([answer]) => answer?.ok === false);
    expect(first).toMatchObject({ ok: false, failure: { code: 'TOPIC_FORBIDDEN' } });
    expect(second).toMatchObject(hasWord);
    expect(await reader.positions([secret, open], 'newest', never)).toMatchObject([
      { ok: false, failure: { code: 'TOPIC_FORBIDDEN' } },
      { ok: true },
    ]);
  });
});
