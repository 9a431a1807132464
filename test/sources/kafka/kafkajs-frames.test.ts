import { expect, test } from 'vitest';
import { assembleFrames } from '../../../core/sources/kafka/kafkajs/frames.ts';

function frameOf(text: string): Buffer {
  const frame = Buffer.alloc(4 + text.length);
  frame.writeInt32BE(text.length);
  frame.write(text, 4);
  return frame;
}

const stream = Buffer.concat(['first', '', 'a third one'].map(frameOf));

test('answers come out whole, however they were cut on the way', () => {
  for (let size = 1; size <= stream.length; size++) {
    const given: string[] = [];
    const { take } = assembleFrames((frame) => given.push(frame.subarray(4).toString()));
    for (let at = 0; at < stream.length; at += size) take(stream.subarray(at, at + size));
    expect(given).toEqual(['first', '', 'a third one']);
  }
});

test('a piece may be used again at once', () => {
  const given: string[] = [];
  const { take } = assembleFrames((frame) => given.push(frame.toString('latin1')));
  const piece = Buffer.alloc(3);
  for (let at = 0; at < stream.length; at += 3) {
    const length = stream.copy(piece, 0, at, at + 3);
    take(piece.subarray(0, length));
    piece.fill(0xff);
  }
  expect(given.join('')).toBe(stream.toString('latin1'));
});

test('what answers in TLS, or is no Kafka broker, is told apart from its first bytes', () => {
  const take = () => assembleFrames(() => undefined).take;
  expect(() => take()(Buffer.from([0x15, 3, 3, 0, 2]))).toThrow(expect.objectContaining({ code: 'ERR_TLS_WANTED' }));
  expect(() => take()(Buffer.from('HTTP/1.1 400'))).toThrow(expect.objectContaining({ code: 'ERR_NO_KAFKA' }));
});

test('a long answer is read to where it stays, and never beyond its end', () => {
  const answers = ['short', 'x'.repeat(300_000), '', 'y'.repeat(70_000)].map((text) => frameOf(text));
  const given: Buffer[] = [];
  const { room, take } = assembleFrames((frame) => given.push(frame));
  const wire = Buffer.concat(answers);
  const shared = room().buffer;
  let straight = 0;
  for (let at = 0; at < wire.length; ) {
    const target = room();
    // As much as a socket might have at once.
    const bytes = Math.min(target.length, wire.length - at, 100_000);
    target.set(wire.subarray(at, at + bytes));
    take(target.subarray(0, bytes));
    if (target.buffer !== shared) straight += bytes;
    at += bytes;
  }
  expect(straight).toBeGreaterThanOrEqual(200_000);
  expect(given.map(String)).toEqual(answers.map(String));
});
