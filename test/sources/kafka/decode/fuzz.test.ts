import { describe, expect, it } from 'vitest';
import { ExporterError } from '../../../../core/contract/errors.ts';
import { unit } from '../../../../core/simulation/noise.ts';
import { decode } from '../../../../core/sources/kafka/decode/decode.ts';
import type { DecodeOptions } from '../../../../core/sources/kafka/decode/decoded.ts';
import { bytesOf, type NumberArray, type Value } from '../../../../core/sources/value.ts';
import { goldens } from './golden.ts';

/** The same numbers in every run, 0 ≤ n < 1. */
function numbers(seed: number): () => number {
  let drawn = 0;
  return () => unit(seed, drawn++);
}

function arraysIn(value: Value): NumberArray[] {
  switch (value.kind) {
    case 'array':
    case 'image':
      return [value.data];
    case 'xy':
      return [value.y, ...(value.x === null ? [] : [value.x])];
    case 'table':
      return value.columns.flatMap((column) => arraysIn(column.value));
    default:
      return [];
  }
}

/** Only booleans may be copied: some bytes must become 0 or 1. */
function isCopy(array: NumberArray, message: Uint8Array): boolean {
  return array.dtype !== 'bool' && array.bytes.length > 0 && array.bytes.buffer !== message.buffer;
}

/** What came of it; anything thrown that is not ours fails the test. */
function attempt(bytes: Uint8Array, options: DecodeOptions = {}): 'decoded' | 'refused' {
  try {
    const decoded = decode(bytes, options);
    if (decoded.kind !== 'reading') return 'decoded';
    const value = decoded.value();
    if (arraysIn(value).some((array) => isCopy(array, bytes))) throw new Error('An array was copied');
    if (bytesOf(value) > bytes.length * 64) throw new Error(`${bytes.length} bytes became ${bytesOf(value)}`);
    return 'decoded';
  } catch (error) {
    if (error instanceof ExporterError && error.code === 'MESSAGE_UNDECODABLE') return 'refused';
    throw error;
  }
}

const mutationsEach = 2500;
const optionsOf = (random: () => number): DecodeOptions => (random() < 0.5 ? { dimensionOrder: 'x-first', byteOrder: 'big' } : {});

describe('Damaged messages', () => {
  it.each(goldens)('$file, cut off anywhere, is refused or read, and nothing else', ({ bytes }) => {
    const step = Math.max(1, Math.floor(bytes.length / 1000));
    const lengths = Array.from({ length: Math.floor(bytes.length / step) }, (_, index) => index * step);
    const outcomes = lengths.map((length) => attempt(bytes.slice(0, length)));
    expect(outcomes.slice(0, 8 / step)).not.toContain('decoded');
    expect(outcomes).toContain('refused');
  });

  it.each(goldens)('$file, with bits flipped and words overwritten, is refused or read, and nothing else', ({ bytes, file }) => {
    const random = numbers(file.length * 7919 + bytes.length);
    const outcomes = Array.from({ length: mutationsEach }, () => attempt(damaged(bytes, random), optionsOf(random)));
    expect(new Set(outcomes)).toEqual(new Set(['decoded', 'refused']));
  });

  it('random bytes behind a known schema id are refused or read, and nothing else', () => {
    const random = numbers(20260101);
    const ids = [...new Set(goldens.map(({ schema }) => schema))];
    const outcomes = Array.from({ length: 20_000 }, (_, round) => {
      const bytes = Uint8Array.from({ length: Math.floor(random() * 300) }, () => (random() < 0.7 ? random() * 16 : random() * 256));
      if (bytes.length >= 8) bytes.set(Buffer.from(ids[round % ids.length] ?? ''), 4);
      if (bytes.length >= 8 && random() < 0.9) bytes.set([8 + Math.floor(random() * 60), 0, 0, 0], 0);
      return attempt(bytes);
    });
    expect(outcomes).toContain('refused');
  });
});

/** Structure stands in the first and last bytes of a message, pixels between them: most of the damage goes to the structure. */
function damaged(bytes: Uint8Array, random: () => number): Uint8Array {
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  const edge = Math.min(bytes.length, 600);
  const place = () => (random() < 0.5 ? Math.floor(random() * edge) : bytes.length - 1 - Math.floor(random() * edge));
  for (let left = 1 + Math.floor(random() * 3); left > 0; left -= 1) {
    const at = place();
    if (random() < 0.6) copy[at] = (copy[at] ?? 0) ^ (1 << Math.floor(random() * 8));
    else view.setUint32(Math.min(at, bytes.length - 4), wordFor(bytes.length, random), true);
  }
  return copy;
}

function wordFor(length: number, random: () => number): number {
  const tempting = [0, 1, 0x7fffffff, 0x80000000, 0xffffffff, 0x20000000, length, length - 4, 4];
  return tempting[Math.floor(random() * tempting.length)] ?? 0;
}
