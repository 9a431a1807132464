import type { Area } from './geometry.ts';
import type { Image } from './image.ts';
import { insideOf, type Rectangle } from './rectangle.ts';
import type { Work } from './work.ts';

/** Pixels that become text in one part: about 10 ms. */
const pixelsTogether = 1 << 16;

/** RFC 4180: positions along x in the first line and along y in the first column, as pixels of the file. Numbers have all their digits. */
export function* imageCsv(image: Image, rectangle: Rectangle): Work<string[]> {
  const { numbers, columns, every } = image;
  const { x, y, width, height } = insideOf(rectangle, image);
  const parts = [`y\\x,${Array.from({ length: width }, (_, at) => (x + at) * every).join(',')}\r\n`];
  const rowsTogether = Math.max(1, Math.floor(pixelsTogether / width));
  for (let from = 0; from < height; from += rowsTogether) {
    let text = '';
    for (let row = y + from; row < y + Math.min(height, from + rowsTogether); row++)
      text += `${row * every},${numbers.subarray(row * columns + x, row * columns + x + width).join(',')}\r\n`;
    parts.push(text);
    yield;
  }
  return parts;
}

/** Whole pixels whose middles are seen. */
export function pixelsIn({ x, y, width, height }: Area): Rectangle {
  const [left, top] = [Math.round(x), Math.round(y)];
  return { x: left, y: top, width: Math.max(1, Math.round(x + width) - left), height: Math.max(1, Math.round(y + height) - top) };
}

/** "PM-201-FE-CAM-1_423648100200_difference": what is exported is found again by its channel and its pulse. */
export function imageFileName(channel: string, pulseId: string, what = ''): string {
  return `${channel.replaceAll(/[^\w.-]/g, '_')}_${pulseId}${what === '' ? '' : `_${what}`}`;
}
