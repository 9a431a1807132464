import type { PreviewChannel } from '../../core/contract/preview.ts';
import type { Numbers, Slice } from '../preview/slice.ts';
import type { Drawable } from './paint-numbers.ts';

/** One image with all its pixels: row by row, the first row on top. */
export type Image = {
  numbers: Drawable;
  rows: number;
  columns: number;
  dtype: string;
  /** Every so many-th pixel of the file's, both ways; 1: all of them. */
  every: number;
  /** The most that its bit depth can tell; null of floats. */
  saturation: number | null;
};

/** A page holds two of them, and a copy of each for its colours. */
export const mostBytes = 64 * 1024 * 1024;

/** Of larger images every so many-th pixel is read. */
export function everyOf({ shape: [rows = 1, columns = 1], dtype }: Pick<PreviewChannel, 'shape' | 'dtype'>): number {
  const bytes = rows * columns * bytesOf(dtype);
  return bytes <= mostBytes ? 1 : Math.ceil(Math.sqrt(bytes / mostBytes));
}

export function imageOf(slice: Slice, channel: Pick<PreviewChannel, 'attributes'>, every: number): Image {
  const [rows = 1, columns = slice.numbers.length] = slice.shape;
  return { numbers: drawable(slice.numbers), rows, columns, dtype: slice.dtype, every, saturation: saturationOf(slice.dtype, channel) };
}

/** Without a bit depth it is the most that the pixel's own bits can hold. */
function saturationOf(dtype: string, { attributes }: Pick<PreviewChannel, 'attributes'>): number | null {
  const bits = /^u?int(8|16|32)$/.exec(dtype)?.[1];
  if (bits === undefined) return null;
  const own = dtype.startsWith('u') ? Number(bits) : Number(bits) - 1;
  const depth = Number(attributes['bit_depth']);
  return 2 ** (Number.isInteger(depth) && depth > 0 && depth <= own ? depth : own) - 1;
}

export function isWhole({ dtype }: Pick<Image, 'dtype'>): boolean {
  return !dtype.startsWith('float');
}

function drawable(numbers: Numbers): Drawable {
  return numbers instanceof BigInt64Array || numbers instanceof BigUint64Array ? Float64Array.from(numbers, Number) : numbers;
}

function bytesOf(dtype: string): number {
  return Number(/\d+$/.exec(dtype)?.[0] ?? 64) / 8;
}
