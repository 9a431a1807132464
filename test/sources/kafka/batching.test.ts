import { expect, test } from 'vitest';
import { bytesToAsk, planPoll, planReads, type ReadWish } from '../../../core/sources/kafka/batching.ts';

const wish = (topic: string, bytes: number | null, reads = 0): ReadWish<string> => ({
  topic,
  partition: 0,
  from: 0n,
  bytes,
  reads,
  of: topic,
});
const many = (count: number, bytes: number) => Array.from({ length: count }, (_, index) => wish(`t${index}`, bytes));

test('reads all small topics in one request and images a few at a time', () => {
  const batches = planReads([...many(20, 4_000_000), ...many(130, 16_000)]);
  expect(batches.map(({ of }) => of.length)).toEqual([130, 5, 5, 5, 5]);
});

test('asks for an image and a hundredth, so that no second one comes with it', () => {
  expect(bytesToAsk(4_000_000, 0)).toBeLessThan(4_050_000);
  expect(bytesToAsk(4_000_000, 9)).toBe(bytesToAsk(4_000_000, 0));
});

test('asks for more of small messages the longer a topic is read, within a bound', () => {
  expect(bytesToAsk(200, 3)).toBeGreaterThan(bytesToAsk(200, 0));
  expect(bytesToAsk(200, 1000)).toBeLessThanOrEqual(1024 * 1024);
});

test('asks modestly of a topic that was never read', () => {
  expect(bytesToAsk(null, 5)).toBe(64 * 1024);
});

test('keeps every request bounded, however many topics there are', () => {
  const batches = planReads(many(1500, 40_000));
  expect(batches.flatMap(({ of }) => of)).toHaveLength(1500);
  for (const { requests } of batches) {
    expect(requests.reduce((sum, { maxBytes }) => sum + maxBytes, 0)).toBeLessThanOrEqual(24 * 1024 * 1024);
  }
});

test('waits for all topics at once, and for what does not fit by turns', () => {
  expect(planPoll(many(1500, 1000), 0).of).toHaveLength(1500);
  const images = many(60, 4_000_000);
  const turns = Array.from({ length: 60 }, (_, turn) => planPoll(images, turn).of);
  expect(Math.max(...turns.map(({ length }) => length))).toBeLessThan(30);
  expect(new Set(turns.flat()).size).toBe(60);
});
