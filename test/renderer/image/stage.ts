import { type Image, imageOf } from '../../../renderer/image/image.ts';
import type { Numbers } from '../../../renderer/preview/slice.ts';

/** An image by its rows, as a file would have it. */
export function imageFrom(rows: readonly (readonly number[])[], dtype = 'uint16', bitDepth?: number): Image {
  const flat = rows.flat();
  const numbers: Numbers =
    dtype === 'uint8'
      ? Uint8Array.from(flat)
      : dtype === 'uint16'
        ? Uint16Array.from(flat)
        : dtype === 'float32'
          ? Float32Array.from(flat)
          : Float64Array.from(flat);
  const shape = [rows.length, rows[0]?.length ?? 0];
  return imageOf({ dtype, shape, numbers }, { attributes: bitDepth === undefined ? {} : { bit_depth: bitDepth } }, 1);
}

/** Of so many rows and columns. */
export function imageBy(
  rows: number,
  columns: number,
  value: (row: number, column: number) => number,
  dtype = 'uint16',
  bitDepth?: number,
): Image {
  return imageFrom(
    Array.from({ length: rows }, (_, row) => Array.from({ length: columns }, (_, column) => value(row, column))),
    dtype,
    bitDepth,
  );
}
