import { BatchError, maxBatchBytes, repeat } from './batch-limit.ts';

const magic = 0x184d2204;
const uncompressedFlag = 0x80000000;

/** One LZ4 frame, as Kafka writes it since message format 1. https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md Checksums are not looked at: Kafka has its own. */
export function unlz4(packed: Buffer): Buffer {
  if (packed.length < 7 || packed.readUInt32LE(0) !== magic) throw new BatchError('An LZ4 frame has no mark');
  const flags = packed.readUInt8(4);
  const blockBytes = 1 << (8 + 2 * ((packed.readUInt8(5) >> 4) & 7));
  const blockChecksum = flags & 0x10 ? 4 : 0;
  let at = 7 + (flags & 0x08 ? 8 : 0) + (flags & 0x01 ? 4 : 0);
  let out = Buffer.allocUnsafe(blockBytes);
  let written = 0;
  for (;;) {
    if (at + 4 > packed.length) throw new BatchError('An LZ4 frame ends early');
    const word = packed.readUInt32LE(at);
    if (word === 0) return out.subarray(0, written);
    const size = word & ~uncompressedFlag;
    const end = at + 4 + size;
    if (size < 0 || end > packed.length) throw new BatchError('An LZ4 frame ends early');
    out = roomFor(out, written, blockBytes);
    const from = packed.subarray(at + 4, end);
    if (word >= uncompressedFlag) {
      if (size > blockBytes) throw new BatchError('An LZ4 block is larger than its frame says');
      written += from.copy(out, written);
    } else written = block(from, out, written);
    at = end + blockChecksum;
  }
}

/** Blocks may refer to those before them, so all go into one buffer. */
function roomFor(out: Buffer<ArrayBuffer>, written: number, needed: number): Buffer<ArrayBuffer> {
  if (written + needed <= out.length) return out;
  if (written + needed > maxBatchBytes) throw new BatchError('An LZ4 batch is too large');
  const larger = Buffer.allocUnsafe(Math.max(out.length * 2, written + needed));
  out.copy(larger, 0, 0, written);
  return larger;
}

/** https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md Gives where it ended in `out`. */
function block(packed: Buffer, out: Buffer, start: number): number {
  let written = start;
  let at = 0;
  while (at < packed.length) {
    const token = packed.readUInt8(at++);
    const literals = lengthAt(packed, at, token >> 4);
    at = literals.at;
    if (at + literals.length > packed.length || written + literals.length > out.length) throw new BatchError('An LZ4 literal is too long');
    packed.copy(out, written, at, at + literals.length);
    at += literals.length;
    written += literals.length;
    // The last sequence is literals only.
    if (at === packed.length) return written;
    if (at + 2 > packed.length) throw new BatchError('An LZ4 block ends early');
    const distance = packed.readUInt16LE(at);
    const match = lengthAt(packed, at + 2, token & 15);
    at = match.at;
    repeat(out, written, distance, match.length + 4);
    written += match.length + 4;
  }
  return written;
}

/** Fifteen means that further bytes are added, as long as they are 255. */
function lengthAt(packed: Buffer, at: number, first: number): { length: number; at: number } {
  if (first < 15) return { length: first, at };
  let length = first;
  for (let next = at; next < packed.length; next++) {
    const byte = packed.readUInt8(next);
    length += byte;
    if (byte < 255) return { length, at: next + 1 };
  }
  throw new BatchError('An LZ4 block ends early');
}
