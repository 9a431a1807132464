import { expect, test } from 'vitest';
import { createTopicLog } from '../../../core/group/log/topic-log.ts';
import { entrySchema } from '../../../core/group/protocol.ts';
import { randomOf } from '../../fakes/random.ts';
import { createMemoryLog } from '../../sources/kafka/memory-log.ts';
import { virtualClock } from '../../sources/kafka/virtual-clock.ts';
import { announcementLogConformance } from './announcement-log.conformance.ts';
import { batchesSince, firstMs, pulseEntry, setupEntry } from './entries.ts';
import { createMemoryProducer } from './memory-producer.ts';

const topic = 'announcements';
const never = new AbortController().signal;

function inMemory({ there = true } = {}) {
  const memory = createMemoryLog(virtualClock(firstMs));
  if (there) memory.add(topic);
  const producer = createMemoryProducer(memory);
  return { memory, producer, log: createTopicLog({ log: memory, producer, topic }) };
}
const seqsIn = async ({ log }: ReturnType<typeof inMemory>) => (await batchesSince(log, 0)).flat().map(({ seq }) => seq);

announcementLogConformance('in a topic in memory', async () => {
  const { memory } = inMemory();
  return {
    open: async () => createTopicLog({ log: memory, producer: createMemoryProducer(memory), topic }),
    async spoil(texts) {
      memory.send(topic, { timeMs: firstMs, value: null });
      memory.send(topic, { timeMs: firstMs, value: Uint8Array.of(0xff, 0xfe, 0) });
      for (const text of texts) memory.send(topic, { timeMs: firstMs, value: new TextEncoder().encode(text) });
    },
    stop: () => memory.close(),
  };
});

test('what no longer is in the topic is passed over, also while somebody looks', async () => {
  const stage = inMemory();
  await stage.log.append(Array.from({ length: 2500 }, (_, n) => pulseEntry(n + 1)));
  const seen: number[] = [];
  for await (const batch of stage.log.since(0, never)) {
    if (seen.length === 0) stage.memory.drop(topic, 2490n);
    seen.push(...batch.map(({ seq }) => seq));
  }
  expect(seen[0]).toBe(1);
  expect(seen.slice(-10)).toEqual([2491, 2492, 2493, 2494, 2495, 2496, 2497, 2498, 2499, 2500]);
  expect(seen.length).toBeLessThan(2500);
});

test.each(['MESSAGE_TOO_LARGE', 'MESSAGE_UNDECODABLE', 'TOPIC_COMPRESSION'] as const)(
  'a message that cannot be read (%s) costs no other',
  async (code) => {
    const stage = inMemory();
    await stage.log.append([1, 2, 3].map((seq) => pulseEntry(seq)));
    const { read } = stage.memory;
    stage.memory.read = async (requests, maxWaitMs) => {
      const [request] = requests;
      if (request?.from === 1n) return [{ ok: false, failure: { code, message: 'no', facts: { topic, offset: '1' } } }];
      return (
        await read(
          requests.map((one) => ({ ...one, maxBytes: 1 })),
          maxWaitMs,
        )
      ).slice(0, 1);
    };
    expect(await seqsIn(stage)).toEqual([1, 3]);
  },
);

test('whatever stands in the topic, only announcements come out, and those beside it are not lost', async () => {
  const stage = inMemory();
  const random = randomOf(4);
  const whole = new TextEncoder().encode(JSON.stringify(pulseEntry(7, { leader: 'other' })));
  for (let n = 1; n <= 300; n++) {
    await stage.log.append([pulseEntry(n)]);
    const spoilt = Uint8Array.from(whole).subarray(0, 1 + Math.floor(random() * whole.length));
    for (let hit = 0; hit < 3; hit++) spoilt[Math.floor(random() * spoilt.length)] = Math.floor(random() * 256);
    stage.memory.send(topic, { timeMs: firstMs, value: spoilt });
  }
  const found = (await batchesSince(stage.log, 0)).flat();
  for (const entry of found) expect(entrySchema.parse(entry)).toEqual(entry);
  expect(found.filter(({ leader }) => leader === 'north').map(({ seq }) => seq)).toEqual(Array.from({ length: 300 }, (_, n) => n + 1));
});

test('an end that holds no messages, as marks of transactions do, is not waited for without end', async () => {
  const stage = inMemory();
  await stage.log.append([pulseEntry(1)]);
  const { positions } = stage.memory;
  stage.memory.positions = async (names, timeMs) =>
    (await positions(names, timeMs)).map((one) =>
      one.ok ? { ok: true, value: one.value.map((part) => ({ ...part, end: part.end + 9n })) } : one,
    );
  expect(await seqsIn(stage)).toEqual([1]);
});

test('a topic or a broker that is not there is told, not taken for an empty one', async () => {
  const missing = inMemory({ there: false });
  await expect(missing.log.append([pulseEntry(1)])).rejects.toMatchObject({ code: 'TOPIC_MISSING' });
  await expect(seqsIn(missing)).rejects.toMatchObject({ code: 'TOPIC_MISSING' });
  const stage = inMemory();
  await stage.log.append([pulseEntry(1)]);
  stage.memory.down = true;
  await expect(seqsIn(stage)).rejects.toMatchObject({ code: 'KAFKA_UNREACHABLE' });
  stage.memory.down = false;
  expect(await seqsIn(stage)).toEqual([1]);
});

test('only the first partition counts', async () => {
  const stage = inMemory({ there: false });
  stage.memory.add(topic, 2);
  await stage.log.append([pulseEntry(1)]);
  stage.memory.send(topic, { timeMs: firstMs, partition: 1, value: new TextEncoder().encode(JSON.stringify(pulseEntry(2))) });
  expect(await seqsIn(stage)).toEqual([1]);
});

test('large announcements go in batches of their own, small ones together', async () => {
  const stage = inMemory();
  await stage.log.append(Array.from({ length: 400 }, (_, n) => pulseEntry(n + 1)));
  expect(stage.producer.sent).toBe(1);
  await stage.log.append([pulseEntry(1), setupEntry(2, 3000), setupEntry(3, 3000), pulseEntry(4)]);
  expect(stage.producer.sent).toBe(5);
});
