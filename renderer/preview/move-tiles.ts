type Box = { left: number; top: number };

/** Which of the tiles a key leads to, by where they stand; null: none. Up and down to the nearest in the next row. */
export function nextTile(boxes: readonly Box[], at: number, key: string): number | null {
  const from = boxes[at];
  if (from === undefined) return null;
  if (key === 'ArrowLeft') return at > 0 ? at - 1 : null;
  if (key === 'ArrowRight') return at < boxes.length - 1 ? at + 1 : null;
  if (key === 'Home') return 0;
  if (key === 'End') return boxes.length - 1;
  if (key !== 'ArrowUp' && key !== 'ArrowDown') return null;
  const isBeyond = ({ top }: Box) => (key === 'ArrowDown' ? top > from.top : top < from.top);
  let best: number | null = null;
  for (let to = 0; to < boxes.length; to++) {
    const box = boxes[to];
    if (box === undefined || !isBeyond(box)) continue;
    const before = best === null ? undefined : boxes[best];
    if (before === undefined || distance(box, from) < distance(before, from)) best = to;
  }
  return best;
}

/** Rows count before columns. */
function distance(to: Box, from: Box): number {
  return Math.abs(to.top - from.top) * 1000 + Math.abs(to.left - from.left);
}
