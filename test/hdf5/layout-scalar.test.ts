import { describe, expect, it } from 'vitest';
import { readsAsTooLargeInteger } from '../../core/hdf5/scalar.ts';
import { floats, layOut, refusal } from './laid-out.ts';
import { bigints, channel, number, numbers } from './samples.ts';

const scalar = channel('PM-1', 'scalar');

describe('a scalar channel', () => {
  it('keeps a number as a scalar of its own type', () => {
    const { datasets, attributes } = layOut(scalar, number('int32', -7), { units: 'mm' });
    expect(datasets['data']).toMatchObject({ dtype: 'int32', shape: [], bytes: new Uint8Array(Int32Array.of(-7).buffer) });
    expect(attributes).toMatchObject({ channel_dtype: 'scalar', units: 'mm' });
  });

  it('takes the units of the settings before those of the reading', () => {
    expect(layOut(channel('PM-1', 'scalar', { units: 'mJ' }), number('int8', 1), { units: 'J' }).attributes['units']).toBe('mJ');
  });

  it('has no units where nobody knows them', () => {
    expect(layOut(scalar, number('int8', 1)).attributes).not.toHaveProperty('units');
  });

  it('makes a float32 a float64 and a bool a uint8, which loses nothing', () => {
    expect(floats(layOut(scalar, number('float32', 0.5)).datasets['data'])).toEqual([0.5]);
    expect(layOut(scalar, number('bool', true)).datasets['data']).toMatchObject({ dtype: 'uint8', bytes: Uint8Array.of(1) });
  });

  it('keeps NaN and infinity', () => {
    expect(floats(layOut(scalar, number('float64', Number.NaN)).datasets['data'])).toEqual([Number.NaN]);
    expect(floats(layOut(scalar, number('float64', -Infinity)).datasets['data'])).toEqual([-Infinity]);
  });

  it('keeps a 64-bit integer that a double can hold and refuses one that it cannot', () => {
    expect(layOut(scalar, number('int64', 2n ** 53n)).datasets['data']).toMatchObject({ dtype: 'int64' });
    expect(layOut(scalar, number('uint64', 2n ** 60n)).datasets['data']).toMatchObject({ dtype: 'uint64' });
    expect(refusal('scalar', number('int64', 2n ** 53n + 1n))).toBe('refused VALUE_NOT_EXACT');
    expect(refusal('scalar', number('uint64', 2n ** 64n - 1n))).toBe('refused VALUE_NOT_EXACT');
  });

  it('refuses a number that its own type cannot hold', () => {
    expect(refusal('scalar', number('uint8', 256))).toBe('refused VALUE_NOT_EXACT');
    expect(refusal('scalar', number('int16', 1.5))).toBe('refused VALUE_NOT_EXACT');
  });

  it('takes an array of one element, big-endian too, as its element', () => {
    expect(floats(layOut(scalar, { kind: 'array', data: numbers('float64', [3.5]) }).datasets['data'])).toEqual([3.5]);
    const big = { ...numbers('int16', [0]), bytes: Uint8Array.of(1, 2), bigEndian: true };
    expect(layOut(scalar, { kind: 'array', data: big }).datasets['data']).toMatchObject({ shape: [], bytes: Uint8Array.of(2, 1) });
    expect(refusal('scalar', { kind: 'array', data: bigints('int64', [2n ** 62n + 1n]) })).toBe('refused VALUE_NOT_EXACT');
  });

  it('refuses an array of more elements, or of none', () => {
    expect(refusal('scalar', { kind: 'array', data: numbers('float64', [1, 2]) })).toBe('refused VALUE_WRONG_SHAPE');
    expect(refusal('scalar', { kind: 'array', data: numbers('float64', []) })).toBe('refused VALUE_WRONG_SHAPE');
  });

  it('keeps a text as it is, alone or in a list of one', () => {
    expect(layOut(scalar, { kind: 'text', value: ' Öffen ' }).datasets['data']).toMatchObject({ dtype: 'text', text: ' Öffen ' });
    expect(layOut(scalar, { kind: 'texts', values: ['a'] }).datasets['data']).toMatchObject({ dtype: 'text', text: 'a' });
  });

  it('refuses a text that HDF5 would cut short or change', () => {
    expect(refusal('scalar', { kind: 'text', value: 'a\0b' })).toBe('refused VALUE_NOT_EXACT');
    expect(refusal('scalar', { kind: 'text', value: '\ud800' })).toBe('refused VALUE_NOT_EXACT');
  });

  it('refuses a text by which the Gateway would lose the whole pulse', () => {
    expect(refusal('scalar', { kind: 'text', value: '99999999999999999999' })).toBe('refused VALUE_NOT_EXACT');
  });

  it('says that other kinds of value do not fit', () => {
    expect(refusal('scalar', { kind: 'image', data: numbers('uint8', [1], [1, 1]), attributes: {} })).toBe('wrong-type VALUE_WRONG_TYPE');
    expect(refusal('scalar', { kind: 'texts', values: ['a', 'b'] })).toBe('wrong-type VALUE_WRONG_TYPE');
    expect(refusal('scalar', { kind: 'xy', x: null, y: numbers('int8', [1]), xUnits: null, yUnits: null })).toBe(
      'wrong-type VALUE_WRONG_TYPE',
    );
  });
});

describe('a text that reads as an integer', () => {
  it.each(['9223372036854775807', '-9223372036854775807', '0000000000000000000000001', '12', '1e30', 'SN99999999999999999999', '9_9', ''])(
    'is within 64 bits or none: %s',
    (text) => expect(readsAsTooLargeInteger(text)).toBe(false),
  );
  it.each([
    '9223372036854775808',
    '-99999999999999999999',
    ' 12345678901234567890 ',
    '9_223_372_036_854_775_808',
    '+99999999999999999999.0',
  ])('is beyond 64 bits: %s', (text) => expect(readsAsTooLargeInteger(text)).toBe(true));
});
