import { expect, test } from 'vitest';
import { createFrameMemory } from '../../../core/sources/kafka/kafkajs/frame-memory.ts';

const image = 21_000_000;

test('memory that was given back takes the next answer of nearly the same size', () => {
  const { room, giveBack } = createFrameMemory();
  const first = room(image);
  giveBack(first.buffer);
  const second = room(image - 500_000);
  expect(second.buffer === first.buffer).toBe(true);
  expect(second.length).toBe(image - 500_000);
});

test('memory that is still looked at is never used again', () => {
  const { room, giveBack } = createFrameMemory();
  const first = room(image);
  // Compared by hand: a failure would print 21 MB.
  expect(room(image).buffer === first.buffer).toBe(false);
  giveBack(first.buffer);
  giveBack(first.buffer);
  expect(room(image).buffer === first.buffer).toBe(true);
  expect(room(image).buffer === first.buffer).toBe(false);
});

test('strange memory is not taken', () => {
  const { room, giveBack } = createFrameMemory();
  const strange = new ArrayBuffer(room(image).buffer.byteLength);
  giveBack(strange);
  expect(room(image).buffer === strange).toBe(false);
});

test('no more than 80 MB are kept, the longest unused go first', () => {
  const { room, giveBack } = createFrameMemory();
  const frames = Array.from({ length: 5 }, () => room(image));
  for (const { buffer } of frames) giveBack(buffer);
  const again = new Set(Array.from({ length: 5 }, () => room(image).buffer));
  expect(frames.map(({ buffer }) => again.has(buffer))).toEqual([false, false, true, true, true]);
});

test('short answers have memory of their own, exactly as long', () => {
  expect(createFrameMemory().room(100_000).buffer.byteLength).toBe(100_000);
});
