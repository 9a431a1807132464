import { describe, expect, it } from 'vitest';
import { curvePoints, shrinkImage } from '../../core/hdf5/shrink.ts';

const bytesOf = (numbers: Float64Array | Uint16Array) => new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
const curve = (numbers: readonly number[]) => curvePoints({ dtype: 'float64', bytes: bytesOf(Float64Array.from(numbers)) });

describe('a curve made small', () => {
  it('is itself where it is short, and null where it is no number', () => {
    expect(curve([1, Number.NaN, 3])).toEqual([1, null, 3]);
    expect(curve([])).toEqual([]);
  });

  it('keeps a spike of one point among a thousand, upwards and downwards', () => {
    const numbers = Array.from({ length: 1000 }, () => 5);
    numbers[333] = 9;
    numbers[700] = -9;
    const points = curve(numbers);
    expect(points).toHaveLength(64);
    expect(points.filter((point) => point !== 5)).toEqual([9, -9]);
  });

  it('has a gap where a whole stretch is no number', () => {
    const numbers = Array.from({ length: 320 }, (_, index) => (index < 10 ? Number.NaN : 1));
    expect(curve(numbers).slice(0, 3)).toEqual([null, null, 1]);
  });
});

describe('a picture made small', () => {
  const small = (numbers: Uint16Array, rows: number, columns: number) => {
    const { width, height, grey } = shrinkImage({ dtype: 'uint16', bytes: bytesOf(numbers) }, rows, columns);
    return { width, height, greys: [...Buffer.from(grey, 'base64')] };
  };

  it('keeps its proportions and a bright spot of one pixel', () => {
    const numbers = new Uint16Array(480 * 960).fill(100);
    numbers[240 * 960 + 480] = 4095;
    const { width, height, greys } = small(numbers, 480, 960);
    expect([width, height]).toEqual([64, 32]);
    expect(greys.filter((grey) => grey !== 0)).toEqual([255]);
    expect(greys.indexOf(255)).toBe(16 * 64 + 32);
  });

  it('stays as large as it is where it is small, dark where all is equal', () => {
    expect(small(Uint16Array.of(7, 7, 7, 7), 2, 2)).toEqual({ width: 2, height: 2, greys: [0, 0, 0, 0] });
  });
});
