import { type Image, isWhole } from './image.ts';
import type { Drawable } from './paint-numbers.ts';

/** A picture of width × height whose first corner lies at left, top of the image, with kx × ky of its pixels for each of the image's. */
export type Window = { left: number; top: number; kx: number; ky: number; width: number; height: number };

/**
 * The image's numbers as they are seen: enlarged, each pixel is as it is, with sharp edges; made smaller, the mean of those numbers whose middles lie in
 * one pixel of the picture. What is no number counts for nothing where there are others.
 */
export function resample(image: Image, window: Window): Drawable {
  const { numbers, columns } = image;
  const { width, height } = window;
  const shown = sameKind(image, width * height);
  const whole = !(shown instanceof Float32Array);
  const across = sourcesOf(window.left, window.kx, width, columns);
  const down = sourcesOf(window.top, window.ky, height, image.rows);
  const [sums, counts] = [new Float64Array(width), new Uint32Array(width)];
  for (let y = 0; y < height; y++) {
    const [first = 0, end = 0] = [down.from[y], down.to[y]];
    if (y > 0 && first === down.from[y - 1] && end === down.to[y - 1]) {
      shown.copyWithin(y * width, (y - 1) * width, y * width);
      continue;
    }
    if (across.isSingle && end - first === 1) {
      for (let x = 0; x < width; x++) shown[y * width + x] = numbers[first * columns + (across.from[x] ?? 0)] ?? 0;
      continue;
    }
    sums.fill(0);
    counts.fill(0);
    for (let row = first; row < end; row++) addRow(numbers, row * columns, across, sums, counts);
    for (let x = 0; x < width; x++) {
      const mean = (sums[x] ?? 0) / (counts[x] ?? 0);
      shown[y * width + x] = whole ? Math.round(mean) : mean;
    }
  }
  return shown;
}

/** 1 for every pixel of the picture in which one of the image's is at `least` or above. */
export function markedIn(image: Pick<Image, 'numbers' | 'rows' | 'columns'>, window: Window, least: number): Uint8Array {
  const { width, height } = window;
  const marked = new Uint8Array(width * height);
  const across = sourcesOf(window.left, window.kx, width, image.columns);
  const down = sourcesOf(window.top, window.ky, height, image.rows);
  for (let y = 0; y < height; y++)
    for (let row = down.from[y] ?? 0; row < (down.to[y] ?? 0); row++) {
      const start = row * image.columns;
      for (let x = 0; x < width; x++)
        for (let column = across.from[x] ?? 0; column < (across.to[x] ?? 0); column++)
          if ((image.numbers[start + column] ?? 0) >= least) marked[y * width + x] = 1;
    }
  return marked;
}

type Sources = { from: Int32Array; to: Int32Array; isSingle: boolean };

/** Which of the image's pixels, from one to before another, each of the picture's has: at least one. */
function sourcesOf(start: number, k: number, length: number, most: number): Sources {
  const [from, to] = [new Int32Array(length), new Int32Array(length)];
  let isSingle = true;
  for (let at = 0; at < length; at++) {
    const [first, end] =
      k >= 1 ? [Math.floor(start + (at + 0.5) / k), 0] : [Math.ceil(start + at / k - 0.5), Math.ceil(start + (at + 1) / k - 0.5)];
    from[at] = Math.max(0, Math.min(most - 1, first));
    to[at] = Math.max((from[at] ?? 0) + 1, Math.min(most, end));
    isSingle &&= to[at] === (from[at] ?? 0) + 1;
  }
  return { from, to, isSingle };
}

function addRow(numbers: Drawable, start: number, { from, to }: Sources, sums: Float64Array, counts: Uint32Array): void {
  for (let x = 0; x < sums.length; x++) {
    const end = start + (to[x] ?? 0);
    let [sum, count] = [0, 0];
    for (let at = start + (from[x] ?? 0); at < end; at++) {
      const value = numbers[at] ?? 0;
      if (Number.isNaN(value)) continue;
      sum += value;
      count += 1;
    }
    sums[x] = (sums[x] ?? 0) + sum;
    counts[x] = (counts[x] ?? 0) + count;
  }
}

function sameKind(image: Image, length: number): Drawable {
  if (image.numbers instanceof Uint8Array) return new Uint8Array(length);
  if (image.numbers instanceof Uint16Array) return new Uint16Array(length);
  return isWhole(image) && image.numbers instanceof Int16Array ? new Int16Array(length) : new Float32Array(length);
}
