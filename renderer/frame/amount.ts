/** Numbers that are read at a time: an image of 33 megapixels, 256 MB of the widest. */
export const numbersMost = 2 ** 25;

/** How many values a selection of H5Web has: "0,:,2:5". Left out: all. */
export function amountOf(shape: readonly number[], selection?: string): number {
  const parts = selection?.split(',') ?? [];
  return shape.reduce((amount, size, at) => amount * taken(size, parts[at]), 1);
}

/** null: it may be read. Otherwise a sentence that says what to choose. */
export function tooMuch(path: string, shape: readonly number[], selection?: string): string | null {
  const amount = amountOf(shape, selection);
  if (amount <= numbersMost) return null;
  const asked = `${path} is ${shape.join(' × ')}: ${amount.toLocaleString('en-GB')} values are asked for, and at the most ${numbersMost.toLocaleString('en-GB')} are read at a time.`;
  const [length = 0] = shape;
  if (shape.length === 1)
    return `${asked} Choose a part of it in "Elements" above, such as 0 to ${Math.min(length, 1_000_000).toLocaleString('en-GB')}.`;
  return `${asked} Choose "Line", which reads one row, or a smaller plane by its dimensions at the left.`;
}

function taken(size: number, part: string | undefined): number {
  if (part === undefined || part === ':') return size;
  const [from = '', to] = part.split(':');
  if (to === undefined) return 1;
  return Math.max(0, Math.min(size, to === '' ? size : Number(to)) - (from === '' ? 0 : Number(from)));
}
