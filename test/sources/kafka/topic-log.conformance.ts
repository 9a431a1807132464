import { beforeEach, describe, expect, test } from 'vitest';
import type { PartitionPosition, Perhaps, ReadAnswer, TopicLog } from '../../../core/sources/kafka/topic-log.ts';

export type Held = { timestampMs: number; value: Uint8Array };

/** A log with one topic whose partition 0 holds `held`, oldest first, at least three messages with times that differ. It may grow while it is looked at. */
export type LogUnderTest = { log: TopicLog; topic: string; held: readonly Held[]; missingTopic: string; stop(): Promise<void> };

const signal = AbortSignal.timeout(600_000);
const roomy = 50_000_000;

/** Every sentence of the port, for each of its implementations. */
export function topicLogConformance(name: string, create: () => Promise<LogUnderTest>): void {
  describe(name, () => {
    let log: TopicLog;
    let topic: string;
    let held: readonly Held[];
    let missingTopic: string;

    beforeEach(async () => {
      const made = await create();
      ({ log, topic, held, missingTopic } = made);
      return () => made.stop();
    });

    const position = async (timeMs: number | 'newest') => firstPart(valueIn((await log.positions([topic], timeMs, signal))[0]));
    const readFrom = async (from: bigint, maxBytes = roomy) => (await log.read([{ topic, partition: 0, from, maxBytes }], 50, signal))[0];
    const firstHeld = async () => (await position(heldAt(held, 0).timestampMs)).at;

    test('a position by time is the offset of the first message at or after it', async () => {
      const first = await firstHeld();
      for (const [index, { timestampMs }] of held.entries()) {
        expect((await position(timestampMs)).at).toBe(first + BigInt(index));
        expect((await position(timestampMs - 0.5)).at).toBe(first + BigInt(index));
      }
    });

    test('a time no message has reached gives the end', async () => {
      const { at, end } = await position(Date.now() + 3_600_000_000);
      expect(at).toBe(end);
    });

    test('newest is the offset the next message will get', async () => {
      const { at, end } = await position('newest');
      expect(at).toBe(end);
      expect(end).toBeGreaterThanOrEqual((await firstHeld()) + BigInt(held.length));
    });

    test('positions come in the order asked, with a missing topic as an answer in its place', async () => {
      const [missing, known, again] = await log.positions([missingTopic, topic, topic], heldAt(held, 1).timestampMs, signal);
      expect(missing).toMatchObject({ ok: false, failure: { code: 'TOPIC_MISSING', message: expect.stringContaining(missingTopic) } });
      expect(firstPart(valueIn(known)).at).toBe((await firstHeld()) + 1n);
      expect(valueIn(again)).toHaveLength(valueIn(known).length);
    });

    test('reading forward gives what the partition holds, in order, with offsets and times', async () => {
      const first = await firstHeld();
      const seen: ReadAnswer['messages'] = [];
      for (let from = first; seen.length < held.length; ) {
        const { messages } = valueIn(await readFrom(from));
        expect(messages.length).toBeGreaterThan(0);
        seen.push(...messages);
        from = (seen.at(-1)?.offset ?? from) + 1n;
      }
      for (const [index, { timestampMs, value }] of held.entries()) {
        expect(seen[index]).toMatchObject({ offset: first + BigInt(index), timestampMs });
        expect(Buffer.compare(seen[index]?.value ?? new Uint8Array(), value)).toBe(0);
      }
    });

    test('nothing before the position is given, even from the middle', async () => {
      const from = (await firstHeld()) + 1n;
      const { messages, start, end } = valueIn(await readFrom(from));
      expect(messages[0]?.offset).toBe(from);
      expect(start).toBeLessThanOrEqual(from);
      expect(end).toBeGreaterThan(from);
    });

    test('a whole message is given even if it is larger than maxBytes, to each who asked', async () => {
      const from = await firstHeld();
      const ask = [from, from + 1n, from + 2n].map((offset) => ({ topic, partition: 0, from: offset, maxBytes: 1 }));
      const answers = await log.read(ask, 50, signal);
      for (const [index, answer] of answers.entries()) {
        const [message] = valueIn(answer).messages;
        expect(message?.offset).toBe(from + BigInt(index));
        expect(message?.value?.length).toBe(heldAt(held, index).value.length);
      }
    });

    test('answers come in the order asked, with a missing topic as an answer in its place', async () => {
      const from = await firstHeld();
      const ask = [missingTopic, topic].map((name) => ({ topic: name, partition: 0, from, maxBytes: roomy }));
      const [missing, known] = await log.read(ask, 50, signal);
      expect(missing).toMatchObject({ ok: false, failure: { code: 'TOPIC_MISSING' } });
      expect(valueIn(known)).toMatchObject({ topic, partition: 0 });
    });

    test('a partition that does not exist is an answer too', async () => {
      const [answer] = await log.read([{ topic, partition: 997, from: 0n, maxBytes: roomy }], 50, signal);
      expect(answer).toMatchObject({ ok: false, failure: { code: 'TOPIC_MISSING' } });
    });

    test('reading at the end or above it gives an empty answer', async () => {
      const { end } = await position('newest');
      const { messages, end: told } = valueIn(await readFrom(end + 1_000_000n));
      expect(messages).toEqual([]);
      expect(told).toBeGreaterThanOrEqual(end);
    });

    test('nothing asked is nothing answered', async () => {
      expect(await log.positions([], 'newest', signal)).toEqual([]);
      expect(await log.read([], 50, signal)).toEqual([]);
    });

    test('many calls at the same time each get their own answer', async () => {
      const first = await firstHeld();
      const answers = await Promise.all(Array.from({ length: 20 }, (_, call) => readFrom(first + BigInt(call % held.length))));
      for (const [call, answer] of answers.entries()) expect(valueIn(answer).messages[0]?.offset).toBe(first + BigInt(call % held.length));
    });

    test('the names of all topics are told', async () => {
      const names = await log.topics(signal);
      expect(names).toContain(topic);
      expect(names).not.toContain(missingTopic);
    });

    test('a call whose signal is aborted fails with STOPPED, and the next one is answered', async () => {
      const stop = new AbortController();
      const { end } = await position('newest');
      const waiting = log.read([{ topic, partition: 0, from: end + 1_000_000n, maxBytes: roomy }], 20_000, stop.signal);
      stop.abort();
      // An empty answer may be faster than the abort.
      await waiting.catch((error: unknown) => expect(error).toMatchObject({ code: 'STOPPED' }));
      await expect(log.positions([topic], 'newest', stop.signal)).rejects.toMatchObject({ code: 'STOPPED' });
      expect((await position('newest')).end).toBeGreaterThanOrEqual(end);
    });

    test('closing twice is once, and then nothing is answered', async () => {
      await log.close();
      await log.close();
      await expect(log.positions([topic], 'newest', signal)).rejects.toMatchObject({ code: 'STOPPED' });
    });
  });
}

function heldAt(held: readonly Held[], index: number): Held {
  const found = held[index];
  if (found === undefined) throw new Error(`The log under test needs at least ${index + 1} messages`);
  return found;
}

function valueIn<T>(answer: Perhaps<T> | undefined): T {
  if (answer?.ok) return answer.value;
  throw new Error(answer ? answer.failure.message : 'There was no answer');
}

function firstPart(positions: readonly PartitionPosition[]): PartitionPosition {
  const found = positions.find(({ partition }) => partition === 0);
  if (found === undefined) throw new Error('The log under test has a partition 0');
  return found;
}
