/** Those places of the image that lie in the picture, where they are marked. */
export function addPlaces(
  marked: Uint8Array,
  places: Uint32Array,
  columns: number,
  { left, top, kx, ky, width, height }: { left: number; top: number; kx: number; ky: number; width: number; height: number },
): void {
  for (const place of places) {
    const [fromX, fromY] = [((place % columns) - left) * kx, (Math.floor(place / columns) - top) * ky];
    for (let y = Math.max(0, Math.round(fromY)); y < Math.min(height, Math.max(Math.round(fromY + ky), Math.round(fromY) + 1)); y++)
      for (let x = Math.max(0, Math.round(fromX)); x < Math.min(width, Math.max(Math.round(fromX + kx), Math.round(fromX) + 1)); x++)
        marked[y * width + x] = 1;
  }
}

/** Paints what is marked, and `around` pixels of the picture on each side: one alone would not be seen. */
export function paintMarks(
  painted: Uint8ClampedArray,
  marked: Uint8Array,
  width: number,
  colour: readonly [number, number, number],
  around: number,
): void {
  const height = marked.length / width;
  for (let at = 0; at < marked.length; at++) {
    if (marked[at] === 0) continue;
    const [column, row] = [at % width, Math.floor(at / width)];
    for (let y = Math.max(0, row - around); y <= Math.min(height - 1, row + around); y++)
      for (let x = Math.max(0, column - around); x <= Math.min(width - 1, column + around); x++)
        painted.set([...colour, 255], (y * width + x) * 4);
  }
}
