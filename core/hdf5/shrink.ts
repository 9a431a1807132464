import type { SmallValue } from '../contract/device-values.ts';
import { bytesPer } from '../sources/value.ts';
import type { FileDType } from './group.ts';
import { elementAt, viewOf } from './numbers.ts';

/** Of one stretch of a curve each: wide enough for a line of a table. */
const stretches = 32;
/** Pixels of a thumbnail; it is no wider and no higher. */
const thumbnail = { width: 64, height: 48 };

type Numbers = { dtype: FileDType; bytes: Uint8Array };

/** Smallest and largest of each stretch in turn, or all where there are few. A stretch of nothing but NaN and infinities is null twice. */
export function curvePoints({ dtype, bytes }: Numbers): (number | null)[] {
  const view = viewOf(bytes);
  const count = bytes.length / bytesPer[dtype];
  const at = (index: number) => Number(elementAt(view, index, dtype));
  if (count <= 2 * stretches) return Array.from({ length: count }, (_, index) => finite(at(index)));
  return Array.from({ length: stretches }, (_, stretch) => {
    const end = Math.floor(((stretch + 1) * count) / stretches);
    let least = Number.POSITIVE_INFINITY;
    let most = Number.NEGATIVE_INFINITY;
    for (let index = Math.floor((stretch * count) / stretches); index < end; index++) {
      const number = at(index);
      if (!Number.isFinite(number)) continue;
      if (number < least) least = number;
      if (number > most) most = number;
    }
    return least > most ? [null, null] : [least, most];
  }).flat();
}

/** Each pixel is the largest of those it stands for, so that a small spot stays; grey from the darkest of them to the brightest. */
export function shrinkImage(data: Numbers, rows: number, columns: number): Extract<SmallValue, { kind: 'image' }> {
  const scale = Math.max(1, columns / thumbnail.width, rows / thumbnail.height);
  const width = Math.max(1, Math.floor(columns / scale));
  const height = Math.max(1, Math.floor(rows / scale));
  const largest = new Float64Array(width * height).fill(Number.NEGATIVE_INFINITY);
  const view = viewOf(data.bytes);
  for (let row = 0; row < rows; row++) {
    const line = Math.min(height - 1, Math.floor(row / scale)) * width;
    for (let column = 0; column < columns; column++) {
      const number = Number(elementAt(view, row * columns + column, data.dtype));
      const pixel = line + Math.min(width - 1, Math.floor(column / scale));
      if (number > (largest[pixel] ?? 0) && number < Number.POSITIVE_INFINITY) largest[pixel] = number;
    }
  }
  return { kind: 'image', rows, columns, width, height, grey: Buffer.from(greys(largest)).toString('base64') };
}

function greys(pixels: Float64Array): Uint8Array {
  const known = pixels.filter(Number.isFinite);
  const least = known.reduce((low, each) => Math.min(low, each), Number.POSITIVE_INFINITY);
  const span = known.reduce((high, each) => Math.max(high, each), least) - least;
  return Uint8Array.from(pixels, (each) => (Number.isFinite(each) && span > 0 ? Math.round((255 * (each - least)) / span) : 0));
}

function finite(number: number): number | null {
  return Number.isFinite(number) ? number : null;
}
