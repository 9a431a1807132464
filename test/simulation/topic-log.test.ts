import { expect, test } from 'vitest';
import { ExporterError } from '../../core/contract/errors.ts';
import { decode } from '../../core/sources/kafka/decode/decode.ts';
import { answerOf, decoded, k0, messagesSince, nsOf, sentAs, stage, unhurried } from './looking.ts';

test('every message of every topic can be read by our own decoders', async () => {
  const scene = stage();
  for (const { name, senders } of scene.facility.topics.values()) {
    const messages = await messagesSince(scene, name, k0 - 30);
    expect(messages.length).toBeGreaterThanOrEqual(senders.length);
    for (const { value } of messages) {
      const seen = decode(value ?? new Uint8Array());
      expect(seen.kind).not.toBe('unknown');
      if (seen.kind === 'reading') expect(seen.value().kind).toBeDefined();
    }
  }
});

test('a message is there once its time has come, and not before', async () => {
  const scene = stage();
  const { topic } = sentAs(scene.facility, 'pva0');
  const [next] = await (async () => {
    scene.setNow(nsOf(k0 + 10));
    return messagesSince(scene, topic, k0);
  })();
  if (next === undefined) throw new Error('There is no message.');
  scene.setNow(BigInt(next.timestampMs) * 1_000_000n - 1n);
  expect(answerOf((await scene.log.positions([topic], 'newest', unhurried))[0])[0]?.end).toBeLessThanOrEqual(next.offset);
  scene.setNow(BigInt(next.timestampMs + 1) * 1_000_000n);
  expect(answerOf((await scene.log.positions([topic], 'newest', unhurried))[0])[0]?.end).toBe(next.offset + 1n);
});

test('messages stand in Kafka 5 to 150 ms after their pulse, in the order of their pulses', async () => {
  const scene = stage();
  for (const { name } of [...scene.facility.topics.values()].filter(({ senders, every }) => senders.length === 1 && every === 1)) {
    const messages = await messagesSince(scene, name, k0 - 20);
    let before = 0n;
    for (const { value, timestampMs, offset } of messages) {
      const reading = decode(value ?? new Uint8Array());
      if (reading.kind !== 'reading' || reading.pulseId === null) continue;
      const latency = timestampMs - Number(reading.pulseId) * 100;
      expect(latency).toBeGreaterThanOrEqual(5);
      expect(latency).toBeLessThanOrEqual(151);
      expect(offset).toBeGreaterThan(before);
      before = offset;
    }
  }
});

test('what is older than the retention is gone, and says where the topic begins', async () => {
  const scene = stage({}, { retentionSeconds: 10 });
  const { topic } = sentAs(scene.facility, 'pva0');
  const [answer] = await scene.log.read([{ topic, partition: 0, from: 5n, maxBytes: 1 }], 0, unhurried);
  if (answer?.ok !== false) throw new Error('It was read.');
  expect(answer.failure.code).toBe('RETENTION_PASSED');
  const start = BigInt(String(answer.failure.facts?.start));
  const [first] = answerOf((await scene.log.read([{ topic, partition: 0, from: start, maxBytes: 1 }], 0, unhurried))[0]).messages;
  expect(first?.timestampMs).toBeGreaterThanOrEqual((k0 - 100) * 100);
  expect(answerOf((await scene.log.positions([topic], 0, unhurried))[0])[0]?.at).toBe(start);
});

test('at least one whole message is returned, however small the limit', async () => {
  const scene = stage();
  const { topic } = sentAs(scene.facility, 'ad00');
  const [position] = answerOf((await scene.log.positions([topic], (k0 - 10) * 100, unhurried))[0]);
  const read = async (maxBytes: number): Promise<number> =>
    answerOf((await scene.log.read([{ topic, partition: 0, from: position?.at ?? 0n, maxBytes }], 0, unhurried))[0]).messages.length;
  expect(await read(1)).toBe(1);
  expect(await read(100_000)).toBe(2);
});

test('a read at the end waits for the next message', async () => {
  const scene = stage();
  const { topic } = sentAs(scene.facility, 'pva0');
  const [position] = answerOf((await scene.log.positions([topic], 'newest', unhurried))[0]);
  const reading = scene.log.read([{ topic, partition: 0, from: position?.end ?? 0n, maxBytes: 1e6 }], 10_000, unhurried);
  scene.setNow(nsOf(k0 + 3));
  expect(answerOf((await reading)[0]).messages.length).toBeGreaterThan(0);
});

test('an abort ends a waiting read with STOPPED, and so does close', async () => {
  const scene = stage();
  const { topic } = sentAs(scene.facility, 'pva0');
  const [position] = answerOf((await scene.log.positions([topic], 'newest', unhurried))[0]);
  const request = [{ topic, partition: 0, from: position?.end ?? 0n, maxBytes: 1e6 }];
  const stopping = new AbortController();
  const aborted = scene.log.read(request, 60_000, stopping.signal);
  stopping.abort();
  await expect(aborted).rejects.toMatchObject({ code: 'STOPPED' });
  const closed = scene.log.read(request, 60_000, unhurried);
  await scene.log.close();
  await expect(closed).rejects.toBeInstanceOf(ExporterError);
});

test('a topic nobody has is an answer, not an end', async () => {
  const scene = stage();
  const { topic } = sentAs(scene.facility, 'pva0');
  const [nobody, somebody] = await scene.log.positions(['nobody', topic], 'newest', unhurried);
  expect(nobody).toMatchObject({ ok: false, failure: { code: 'TOPIC_MISSING' } });
  expect(somebody?.ok).toBe(true);
});

test('connection and alarm messages turn up between the readings of f142 and f144', async () => {
  const scene = stage();
  const seen = decoded(await messagesSince(scene, sentAs(scene.facility, 'f142').topic, k0 - 200));
  expect(
    seen
      .filter(({ kind }) => kind === 'status')
      .map(({ schema }) => schema)
      .sort(),
  ).toEqual(['al00', 'al00', 'ep01', 'ep01']);
});

test('looking at it again brings the same bytes, kept or not', async () => {
  const [keeping, forgetful] = [stage(), stage({}, { cacheBytes: 0 })];
  const { topic } = sentAs(keeping.facility, 'ad00');
  const first = await messagesSince(keeping, topic, k0 - 5);
  expect(await messagesSince(keeping, topic, k0 - 5)).toEqual(first);
  expect(await messagesSince(forgetful, topic, k0 - 5)).toEqual(first);
});
