import { expect, test } from 'vitest';
import { BatchError } from '../../../core/sources/kafka/kafkajs/batch-limit.ts';
import { unlz4 } from '../../../core/sources/kafka/kafkajs/lz4.ts';
import { unsnappy } from '../../../core/sources/kafka/kafkajs/snappy.ts';

/** By hand from the formats' descriptions: "abc", then six bytes copied from three back. */
const snappyBlock = Buffer.from([9, (3 - 1) << 2, 97, 98, 99, ((6 - 4) << 2) | 1, 3]);
const xerialHeader = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0, 0, 0, 0, 1, 0, 0, 0, 1]);
const lz4Header = [0x04, 0x22, 0x4d, 0x18, 0x60, 0x40, 0x82];
const lz4Sequence = [(3 << 4) | 2, 97, 98, 99, 3, 0, 0];
const lz4Frame = Buffer.from([...lz4Header, lz4Sequence.length, 0, 0, 0, ...lz4Sequence, 0, 0, 0, 0]);

const lengthBefore = (block: Buffer) => Buffer.concat([Buffer.from([0, 0, 0, block.length]), block]);

test('a raw Snappy block is unpacked, also where a copy overlaps itself', () => {
  expect(unsnappy(snappyBlock).toString()).toBe('abcabcabc');
});

test('a Snappy frame of several blocks is unpacked in their order', () => {
  const framed = Buffer.concat([xerialHeader, lengthBefore(snappyBlock), lengthBefore(Buffer.from([1, 0, 33]))]);
  expect(unsnappy(framed).toString()).toBe('abcabcabc!');
});

test('an LZ4 frame is unpacked, also where a match overlaps itself', () => {
  expect(unlz4(lz4Frame).toString()).toBe('abcabcabc');
});

test('a block that LZ4 left as it was is taken as it is', () => {
  expect(unlz4(Buffer.from([...lz4Header, 2, 0, 0, 0x80, 104, 105, 0, 0, 0, 0])).toString()).toBe('hi');
});

test('a batch that says it is larger than the limit is refused before memory is taken', () => {
  expect(() => unsnappy(Buffer.from([0xff, 0xff, 0xff, 0xff, 0x0f]))).toThrow(BatchError);
});

test('damaged batches are refused, and nothing outside them is read', () => {
  for (const [unpack, whole] of [
    [unsnappy, snappyBlock],
    [unsnappy, Buffer.concat([xerialHeader, lengthBefore(snappyBlock)])],
    [unlz4, lz4Frame],
  ] as const) {
    for (let length = 0; length < whole.length; length++) refusesOrAnswers(() => unpack(whole.subarray(0, length)));
    for (const [at] of whole.entries()) {
      for (let bit = 0; bit < 8; bit++) {
        const damaged = Buffer.from(whole);
        damaged[at] = (damaged[at] ?? 0) ^ (1 << bit);
        refusesOrAnswers(() => unpack(damaged));
      }
    }
  }
});

/** Some damage still reads as a smaller batch; no other error may come out. */
function refusesOrAnswers(unpack: () => Buffer): void {
  try {
    expect(unpack().length).toBeLessThan(300);
  } catch (error) {
    expect(error).toBeInstanceOf(BatchError);
  }
}
