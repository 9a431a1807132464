import type { Image } from './image.ts';

/** null where the two have not the same pixels. */
export function differenceOf(image: Image, reference: Image): Image | null {
  if (image.rows !== reference.rows || image.columns !== reference.columns || image.every !== reference.every) return null;
  const isShort = image.numbers.BYTES_PER_ELEMENT <= 2 && reference.numbers.BYTES_PER_ELEMENT <= 2;
  const numbers = isShort ? new Int32Array(image.numbers.length) : new Float64Array(image.numbers.length);
  for (let at = 0; at < numbers.length; at++) numbers[at] = (image.numbers[at] ?? 0) - (reference.numbers[at] ?? 0);
  return { ...image, numbers, dtype: isShort ? 'int32' : 'float64', saturation: null };
}
