import { describe, expect, it } from 'vitest';
import { exactId } from '../../core/pulses/exact-id.ts';
import type { Value } from '../../core/sources/value.ts';

const number = (value: number | bigint | boolean): Value => ({ kind: 'number', dtype: 'float64', value });
const text = (value: string): Value => ({ kind: 'text', value });

describe('a value is a pulse ID', () => {
  it.each<[Value, bigint]>([
    [number(0), 0n],
    [number(17_953_448_512), 17_953_448_512n],
    [number(Number.MAX_SAFE_INTEGER), 9_007_199_254_740_991n],
    [number(2n ** 64n - 1n), 2n ** 64n - 1n],
    [text('18446744073709551615'), 2n ** 64n - 1n],
  ])('where it is exact: %o', (value, id) => expect(exactId(value, 'PV X')).toBe(id));

  it.each<[Value, string]>([
    [number(2 ** 53), 'PULSE_ID_NOT_EXACT'],
    [number(1.5), 'PULSE_ID_NOT_EXACT'],
    [number(-1), 'PULSE_ID_NOT_EXACT'],
    [number(-1n), 'PULSE_ID_NOT_EXACT'],
    [number(Number.NaN), 'PULSE_ID_NOT_EXACT'],
    [number(2n ** 64n), 'PULSE_ID_NOT_EXACT'],
    [text('99999999999999999999'), 'PULSE_ID_NOT_EXACT'],
    [text('GS0001'), 'VALUE_WRONG_TYPE'],
    [number(true), 'VALUE_WRONG_TYPE'],
    [{ kind: 'texts', values: ['1'] }, 'VALUE_WRONG_TYPE'],
  ])('and never a nearby one: %o', (value, code) => {
    expect(() => exactId(value, 'PV X')).toThrow(expect.objectContaining({ code, message: expect.stringContaining('PV X') }));
  });
});
