import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { describeWithBroker } from '../../broker/describe-with-broker.ts';
import { eventually, never, openLog, readOne } from './kafkajs-under-test.ts';

await describeWithBroker('topics on a real broker', (broker) => {
  function log(settings: Record<string, unknown> = {}) {
    const opened = openLog(broker.brokers, settings);
    onTestFinished(() => opened.close());
    return opened;
  }

  test('a topic that is created later is found by itself', async () => {
    const looking = log();
    const later = `later-${randomUUID()}`;
    expect(await readOne(looking, later)).toMatchObject({ ok: false, failure: { code: 'TOPIC_MISSING' } });
    await broker.createTopic(later);
    await broker.produce(later, [{ value: 'here' }]);
    const answer = await eventually(
      () => readOne(looking, later),
      ({ ok }) => ok,
    );
    expect(answer).toMatchObject({ ok: true, value: { messages: [{ value: Buffer.from('here') }] } });
  });

  test('looking for a topic never creates it, though the broker would', async () => {
    const name = `never-made-${randomUUID()}`;
    const looking = log();
    await looking.positions([name], 0, never);
    await readOne(looking, name);
    await looking.topics(never);
    expect(await broker.topics()).not.toContain(name);
  });

  test('a topic deleted while it is read is missing, and the others are read on', async () => {
    const [gone = '', stays = ''] = await broker.createTopics(['gone', 'stays']);
    await broker.produce(gone, [{ value: 'a' }]);
    await broker.produce(stays, [{ value: 'b' }]);
    const looking = log();
    const both = () =>
      looking.read(
        [gone, stays].map((topic) => ({ topic, partition: 0, from: 0n, maxBytes: 1000 })),
        50,
        never,
      );
    expect(await both()).toMatchObject([{ ok: true }, { ok: true }]);
    await broker.deleteTopic(gone);
    const [first, second] = await eventually(both, ([answer]) => answer?.ok === false);
    expect(first).toMatchObject({ ok: false, failure: { code: 'TOPIC_MISSING' } });
    expect(second).toMatchObject({ ok: true, value: { messages: [{ value: Buffer.from('b') }] } });
  });

  test('what retention has taken is named with the first offset that is still held, and the others are read', async () => {
    const [short = '', whole = ''] = await broker.createTopics(['short', 'whole']);
    for (const topic of [short, whole])
      await broker.produce(
        topic,
        ['a', 'b', 'c'].map((value) => ({ value })),
      );
    await broker.truncate(short, 2n);
    const [first, second] = await log().read(
      [short, whole].map((topic) => ({ topic, partition: 0, from: 0n, maxBytes: 1000 })),
      50,
      never,
    );
    expect(first).toMatchObject({ ok: false, failure: { code: 'RETENTION_PASSED', facts: { start: '2' } } });
    expect(second).toMatchObject({ ok: true, value: { messages: [{}, {}, {}] } });
    expect(await readOne(log(), short, 2n)).toMatchObject({ ok: true, value: { start: 2n, end: 3n, messages: [{ offset: 2n }] } });
  });

  test('a message of 8 MB is read whole, beside others and with little asked for', async () => {
    const [image = '', small = ''] = await broker.createTopics(['image', 'small']);
    await broker.produce(image, [{ value: Buffer.alloc(8_000_000, 7) }]);
    await broker.produce(small, [{ value: 'small' }]);
    const answers = await log().read(
      [small, image].map((topic) => ({ topic, partition: 0, from: 0n, maxBytes: 2000 })),
      50,
      never,
    );
    expect(answers.map((answer) => (answer.ok ? answer.value.messages[0]?.value?.length : null))).toEqual([5, 8_000_000]);
  });

  test('a message larger than the settings allow is named, and those before it are read', async () => {
    const [topic = ''] = await broker.createTopics(['large']);
    await broker.produce(topic, [{ value: 'fits' }, { value: Buffer.alloc(5000) }]);
    const looking = log({ maxMessageBytes: 1024 });
    expect(await readOne(looking, topic)).toMatchObject({ ok: true, value: { messages: [{ offset: 0n }], end: 2n } });
    expect(await readOne(looking, topic, 1n)).toMatchObject({
      ok: false,
      failure: { code: 'MESSAGE_TOO_LARGE', facts: { offset: '1', bytes: 5000, limit: 1024 } },
    });
  });

  test('one partition asked for at two offsets gives two answers', async () => {
    const [topic = ''] = await broker.createTopics(['twice']);
    await broker.produce(topic, [{ value: 'a' }]);
    await broker.produce(topic, [{ value: 'b' }]);
    const answers = await log().read(
      [1n, 0n].map((from) => ({ topic, partition: 0, from, maxBytes: 1000 })),
      50,
      never,
    );
    expect(answers).toMatchObject([{ value: { messages: [{ offset: 1n }] } }, { value: { messages: [{ offset: 0n }, { offset: 1n }] } }]);
  });

  test('150 topics are placed in one go, each with all its partitions', async () => {
    const topics = await broker.createTopics(Array.from({ length: 150 }, (_, index) => `many-${index}`));
    const positions = await log().positions(topics, 'newest', never);
    expect(positions).toHaveLength(150);
    for (const answer of positions) expect(answer).toEqual({ ok: true, value: [{ partition: 0, at: 0n, end: 0n }] });
  });

  test('images compressed by any codec come out as they went in', async () => {
    const image = Buffer.from(Array.from({ length: 300_000 }, (_, index) => ((index * 7919) % 251) ^ (index >> 9)));
    for (const codec of ['gzip', 'snappy', 'lz4', 'zstd']) {
      const [topic = ''] = await broker.createTopics([codec], { 'compression.type': codec });
      await broker.produce(topic, [{ value: image }, { value: Buffer.alloc(200_000, 1) }, { value: image }]);
      const answer = await readOne(log(), topic);
      const lengths = answer.ok ? answer.value.messages.map(({ value }) => value?.length) : [];
      expect(lengths).toEqual([300_000, 200_000, 300_000]);
      if (answer.ok) expect(Buffer.compare(answer.value.messages[2]?.value ?? image.subarray(1), image)).toBe(0);
    }
  });

  test('reading leaves no consumer group behind', async () => {
    const [topic = ''] = await broker.createTopics(['quiet']);
    await readOne(log(), topic);
    expect(await broker.groups()).toEqual([]);
  });
});
