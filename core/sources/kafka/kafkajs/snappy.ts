import { BatchError, maxBatchBytes, repeat } from './batch-limit.ts';

/** Kafka's Java clients wrap Snappy blocks as the library of xerial does: this mark, two version numbers, then blocks with their length before them. */
const xerialMark = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0x00]);
const xerialHeaderBytes = xerialMark.length + 8;

/** Raw or xerial-framed Snappy. https://github.com/google/snappy/blob/main/format_description.txt */
export function unsnappy(packed: Buffer): Buffer {
  if (!packed.subarray(0, xerialMark.length).equals(xerialMark)) return block(packed);
  const blocks: Buffer[] = [];
  let total = 0;
  for (let at = xerialHeaderBytes; at < packed.length; ) {
    if (at + 4 > packed.length) throw new BatchError('A Snappy frame ends early');
    const length = packed.readInt32BE(at);
    const end = at + 4 + length;
    if (length < 0 || end > packed.length) throw new BatchError('A Snappy frame ends early');
    const unpacked = block(packed.subarray(at + 4, end));
    total += unpacked.length;
    if (total > maxBatchBytes) throw new BatchError('A Snappy batch is too large');
    blocks.push(unpacked);
    at = end;
  }
  return Buffer.concat(blocks, total);
}

function block(packed: Buffer): Buffer {
  const { length, at: start } = lengthOf(packed);
  if (length > maxBatchBytes) throw new BatchError('A Snappy batch is too large');
  const out = Buffer.allocUnsafe(length);
  let written = 0;
  let at = start;
  while (at < packed.length) {
    const tag = byteAt(packed, at++);
    const kind = tag & 3;
    if (kind === 0) {
      const extra = Math.max(0, (tag >> 2) - 59);
      const size = (extra === 0 ? tag >> 2 : littleEndian(packed, at, extra)) + 1;
      at += extra;
      if (at + size > packed.length || written + size > length) throw new BatchError('A Snappy literal is longer than its block');
      packed.copy(out, written, at, at + size);
      at += size;
      written += size;
      continue;
    }
    const bytes = kind === 3 ? 4 : kind;
    const size = kind === 1 ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
    const distance = littleEndian(packed, at, bytes) + (kind === 1 ? (tag >> 5) * 256 : 0);
    repeat(out, written, distance, size);
    at += bytes;
    written += size;
  }
  if (written !== length) throw new BatchError('A Snappy block ends early');
  return out;
}

/** A number of seven bits a byte, lowest first. */
function lengthOf(packed: Buffer): { length: number; at: number } {
  let length = 0;
  for (let at = 0; at < 5; at++) {
    const byte = byteAt(packed, at);
    length += (byte & 0x7f) * 2 ** (7 * at);
    if (byte < 0x80) return { length, at: at + 1 };
  }
  throw new BatchError('A Snappy block has no length');
}

function littleEndian(packed: Buffer, at: number, bytes: number): number {
  if (at + bytes > packed.length) throw new BatchError('A Snappy block ends early');
  return packed.readUIntLE(at, bytes);
}

function byteAt(packed: Buffer, at: number): number {
  const byte = packed[at];
  if (byte === undefined) throw new BatchError('A Snappy block ends early');
  return byte;
}
