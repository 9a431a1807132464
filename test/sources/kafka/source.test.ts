import { expect, test } from 'vitest';
import { encodeEp01 } from '../../../core/simulation/encode/status.ts';
import { beginMs, brief, channel, image, messageOf, pulseOf, setStage, timeOfPulse } from './stage.ts';

test('finds what a device measured at a pulse of the past, with its times and where it stood', async () => {
  const { publish, collect, clock } = setStage();
  publish('cam', 0, 100);
  const [answer] = await collect(50, [channel('A', 'cam')]);
  expect(answer).toMatchObject({
    kind: 'reading',
    reading: {
      pulseId: 1050n,
      timeBasis: 'pulse-time',
      slots: [],
      provenance: { kind: 'kafka', topic: 'cam', partition: 0, offset: '50' },
    },
  });
  expect(brief(answer)).toBe('reading 50');
  expect(clock.monotonicMs()).toBe(0);
});

test('does not wait for a pulse of the past that nobody measured, and says what came nearest', async () => {
  const { publish, collect, clock } = setStage();
  publish('cam', 0, 49);
  publish('cam', 51, 100);
  const [answer] = await collect(50, [channel('A', 'cam')]);
  expect(answer).toMatchObject({ kind: 'absent', absence: { withoutPulseId: 0, undecodable: 0 } });
  expect(answer?.kind === 'absent' && [1049n, 1051n].includes(answer.absence.nearest?.pulseId ?? 0n)).toBe(true);
  expect(clock.monotonicMs()).toBe(0);
});

test('waits for a message that comes late, and no longer', async () => {
  const { log, clock, publish, collect } = setStage({ atMs: 5000 });
  publish('cam', 0, 49);
  clock.at(700, () => log.send('cam', { timeMs: beginMs + 5700, value: messageOf(50) }));
  const [answer] = await collect(50, [channel('A', 'cam')], 2000);
  expect(brief(answer)).toBe('reading 50');
  expect(clock.monotonicMs()).toBe(700);
});

test('ends a live capture at the settle time, the channel’s own before the general one', async () => {
  const { clock, publish, collect } = setStage({ atMs: 5000 });
  publish('a', 0, 49);
  publish('b', 0, 49);
  expect((await collect(50, [channel('A', 'a', { settleMs: 300 })], 2000)).map(brief)).toEqual(['absent']);
  expect(clock.monotonicMs()).toBe(300);
  expect((await collect(50, [channel('B', 'b')], 500)).map(brief)).toEqual(['absent']);
  expect(clock.monotonicMs()).toBe(800);
});

test('finds the pulse although messages of a topic are out of order', async () => {
  const { log, collect } = setStage();
  for (const n of [0, 1, 3, 4, 5, 6, 2, 7]) log.send('cam', { timeMs: timeOfPulse(n), value: messageOf(n) });
  for (const n of [10, 14, 13, 12, 11]) log.send('late', { timeMs: timeOfPulse(14) + n, value: messageOf(n) });
  const answers = await collect(11, [channel('A', 'late')]);
  expect(answers.map(brief)).toEqual(['reading 11']);
  expect((await collect(2, [channel('A', 'cam')])).map(brief)).toEqual(['reading 2']);
});

test('keeps the first of duplicates', async () => {
  const { log, collect } = setStage();
  for (const offset of [0, 1, 2]) log.send('cam', { timeMs: timeOfPulse(5) + offset, value: messageOf(5) });
  const [answer] = await collect(5, [channel('A', 'cam')]);
  expect(answer).toMatchObject({ reading: { provenance: { offset: '0' } } });
});

test('does not take another pulse’s message, however near in time', async () => {
  const { log, collect } = setStage();
  log.send('cam', { timeMs: timeOfPulse(5), value: messageOf(5, { pulse: { id: 77n, timeNs: pulseOf(5).timestampNs } }) });
  const [answer] = await collect(5, [channel('A', 'cam')]);
  expect(answer).toMatchObject({ kind: 'absent', absence: { seen: 1, nearest: { pulseId: 77n } } });
});

test('says that messages carry no pulse ID', async () => {
  const { publish, collect } = setStage();
  publish('cam', 0, 20, 5, { pulse: null });
  const [answer] = await collect(10, [channel('A', 'cam')]);
  expect(answer?.kind === 'absent' && answer.absence.seen > 0 && answer.absence.withoutPulseId === answer.absence.seen).toBe(true);
});

test('does not mistake the same ID of before the timing system’s restart for the pulse', async () => {
  const { log, collect } = setStage();
  const dayAgo = beginMs - 86_400_000;
  log.send('cam', { timeMs: timeOfPulse(5), value: messageOf(5, { pulse: { id: 1005n, timeNs: BigInt(dayAgo) * 1_000_000n } }) });
  expect((await collect(5, [channel('A', 'cam')])).map(brief)).toEqual(['absent']);
});

test('tells the sources of one topic apart by name and by key, and reads the topic once', async () => {
  const { log, collect, counts } = setStage();
  for (let n = 0; n < 20; n++) {
    for (const sourceName of ['X', 'Y', 'Z']) {
      const value = messageOf(n, { sourceName, value: { kind: 'text', value: `${sourceName}${n}` } });
      log.send('all', { timeMs: timeOfPulse(n) + 5, value, key: sourceName });
    }
  }
  const answers = await collect(9, [
    channel('A', 'all', { sourceName: 'X' }),
    channel('B', 'all', { key: 'Y' }),
    channel('C', 'all', { sourceName: 'no' }),
  ]);
  expect(answers.map((answer) => (answer.kind === 'reading' ? answer.reading.value : brief(answer)))).toEqual([
    { kind: 'text', value: 'X9' },
    { kind: 'text', value: 'Y9' },
    'absent',
  ]);
  expect(counts.at(-1)?.[0]?.otherSources).toBeGreaterThan(0);
  expect(log.asked.messages).toBeLessThan(90);
});

test('looks at all partitions of a topic', async () => {
  const { log, collect } = setStage();
  log.add('cam', 3);
  for (let n = 0; n < 30; n++) log.send('cam', { timeMs: timeOfPulse(n), value: messageOf(n), partition: n % 3 });
  for (const n of [3, 4, 5]) expect((await collect(n, [channel('A', 'cam')])).map(brief)).toEqual([`reading ${n}`]);
});

test('reads on past status messages, unknown schemas, garbage and empty messages, and counts them by topic', async () => {
  const { log, collect, counts } = setStage();
  const timeMs = timeOfPulse(5);
  log.send('cam', { timeMs, value: encodeEp01({ sourceName: 'S', timestampNs: pulseOf(5).timestampNs, status: 'CONNECTED' }) });
  log.send('cam', { timeMs, value: new Uint8Array([8, 0, 0, 0, 101, 118, 52, 52, 0, 0, 0, 0]) });
  log.send('cam', { timeMs, value: new Uint8Array([1, 2, 3]) });
  log.send('cam', { timeMs, value: null });
  log.send('cam', { timeMs: timeMs + 1, value: messageOf(5) });
  expect((await collect(5, [channel('A', 'cam')])).map(brief)).toEqual(['reading 5']);
  expect(counts).toEqual([[{ topic: 'cam', undecodable: 2, unknownSchemas: { ev44: 1 }, statusMessages: 1, otherSources: 0 }]]);
});

test('calls a channel undecodable where only a damaged message lies at the pulse', async () => {
  const { log, publish, collect } = setStage();
  publish('cam', 0, 4);
  log.send('cam', { timeMs: timeOfPulse(5) + 5, value: messageOf(5).subarray(0, 40) });
  publish('cam', 6, 60);
  const [answer] = await collect(5, [channel('A', 'cam')]);
  expect(answer).toMatchObject({ kind: 'undecodable', failure: { code: 'MESSAGE_UNDECODABLE', facts: { topic: 'cam', offset: '5' } } });
});

test('copies an image of 8 MB once, into shared memory that is given back', async () => {
  const { log, slots, source, collect } = setStage();
  const bytes = 8 * 1024 * 1024;
  log.send('cam', { timeMs: timeOfPulse(5), value: messageOf(5, { value: image(bytes, 7) }) });
  const [answer] = await collect(5, [channel('A', 'cam', { type: 'image' })]);
  if (answer?.kind !== 'reading' || answer.reading.value.kind !== 'image') throw new Error(brief(answer));
  const kept = answer.reading.value.data.bytes;
  expect(kept.buffer).toBeInstanceOf(SharedArrayBuffer);
  expect([kept.length, kept[0], kept.at(-1)]).toEqual([bytes, 7, 7]);
  expect(slots.heldBytes()).toBe(bytes);
  source.release(answer.reading.slots);
  expect(slots.heldBytes()).toBe(0);
});
