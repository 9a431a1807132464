import type { Builder } from 'flatbuffers';
import { describe, expect, it } from 'vitest';
import { message, places, plain, table, text, to } from '../../../../core/simulation/encode/builder.ts';
import { decode } from '../../../../core/sources/kafka/decode/decode.ts';
import { goldens } from './golden.ts';
import { seen } from './seen.ts';

const undecodable = expect.objectContaining({ code: 'MESSAGE_UNDECODABLE' });

function readValue(bytes: Uint8Array) {
  const decoded = decode(bytes);
  return decoded.kind === 'reading' ? decoded.value() : null;
}

/** An f142 whose value is of this member of the union. */
function f142(member: number, write: (builder: Builder) => number): Uint8Array {
  return message('f142', 0, (builder) => {
    const value = write(builder);
    const holder = table(builder, [to(4, value)]);
    return table(builder, [plain(6, 'uint8', member), to(8, holder)]);
  });
}

describe('Messages that are none of ours', () => {
  it('with another schema id are unknown, not broken', () => {
    expect(decode(Buffer.from('\0\0\0\0ev44'))).toEqual({ kind: 'unknown', schema: 'ev44' });
    expect(decode(Buffer.from('{"pulse": 1}'))).toEqual({ kind: 'unknown', schema: 'lse"' });
    expect(decode(Uint8Array.of(0, 0, 0, 0, 0, 7, 200, 65))).toEqual({ kind: 'unknown', schema: '???A' });
  });

  it('of less than 8 bytes are refused', () => {
    for (let length = 0; length < 8; length += 1) expect(() => decode(new Uint8Array(length))).toThrow(undecodable);
  });
});

describe('A view into a larger buffer', () => {
  it.each(goldens.filter(({ kind }) => kind !== 'status'))('$file reads the same at an odd place', ({ bytes }) => {
    const larger = new Uint8Array(bytes.length + 100).fill(0xff);
    larger.set(bytes, 33);
    const [there, here] = [larger.subarray(33, 33 + bytes.length), bytes].map((place) => readValue(place));
    expect(there && seen(there)).toEqual(here && seen(here));
  });

  it('does not look past its own end', () => {
    const [golden] = goldens;
    if (golden === undefined) throw new Error('There are no messages');
    expect(() => decode(golden.bytes.subarray(0, 9))).toThrow(undecodable);
  });
});

describe('Small messages that stand for large values', () => {
  it('are refused where many offsets lead to one text', () => {
    const bytes = f142(22, (builder) => places(builder, new Array<number>(5000).fill(builder.createString('x'.repeat(5000)))));
    expect(() => readValue(bytes)).toThrow(expect.objectContaining({ code: 'VALUE_TOO_LARGE' }));
  });

  it('are refused where many columns lead to one array', () => {
    const bytes = message('da00', 0, (builder) => {
      const name = text(builder, 'x'.repeat(100));
      const column = table(builder, [to(4, name), plain(12, 'uint8', 2)]);
      const name2 = text(builder, 'many');
      return table(builder, [to(4, name2), to(8, places(builder, new Array<number>(300_000).fill(column)))]);
    });
    expect(() => readValue(bytes)).toThrow(expect.objectContaining({ code: 'VALUE_TOO_LARGE' }));
  });

  it('are refused where a length is larger than the message', () => {
    const bytes = f142(14, (builder) => {
      builder.startVector(2, 0, 2);
      builder.addInt32(0);
      const place = builder.endVector();
      builder.dataBuffer().writeInt32(builder.dataBuffer().capacity() - place, 0x7fffffff);
      return place;
    });
    expect(() => readValue(bytes)).toThrow(undecodable);
  });
});

describe('What a message says of itself must agree', () => {
  it('an unknown type of value is refused by its number', () => {
    const bytes = f142(77, (builder) => builder.createString(''));
    expect(() => readValue(bytes)).toThrow(expect.objectContaining({ message: expect.stringContaining('unknown type 77') }));
  });

  it('a vector that is not there is empty', () => {
    const bytes = message('f142', 0, (builder) => {
      const holder = table(builder, []);
      return table(builder, [plain(6, 'uint8', 14), to(8, holder)]);
    });
    expect(readValue(bytes)).toMatchObject({ kind: 'array', data: { dtype: 'uint16', shape: [0] } });
  });
});
