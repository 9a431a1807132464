import { describe, expect, test } from 'vitest';
import { curveCsv, exportName } from '../../../renderer/curve/export-curve.ts';

describe('a curve that is exported', () => {
  test('has all its points, with all digits of numbers of 64 bits', () => {
    const text = curveCsv('x (ns)', Float64Array.of(0.1, 1 / 3), 'count', BigUint64Array.of(18446744073709551615n, 1n)).join('');
    expect(text).toBe('x (ns),count\r\n0.1,18446744073709551615\r\n0.3333333333333333,1\r\n');
  });

  test('of a vector has its index beside it, and what is no number as NaN', () => {
    expect(curveCsv('index', null, 'gates, "V"', Float32Array.of(1.5, Number.NaN)).join('')).toBe(
      'index,"gates, ""V"""\r\n0,1.5\r\n1,NaN\r\n',
    );
  });

  test('of many points loses none between its pieces', () => {
    const lines = curveCsv('x', null, 'y', new Uint8Array(120_001)).join('').trimEnd().split('\r\n');
    expect(lines.slice(1).map((line) => Number(line.split(',')[0]))).toEqual(Array.from({ length: 120_001 }, (_, at) => at));
  });

  test('is named by its channel and its pulse', () => {
    expect(exportName('PM-201:SPEC 1', '423648100200')).toBe('PM-201_SPEC_1_423648100200');
  });
});
