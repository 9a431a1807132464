/** Numbers that are read at a time: an image of 33 megapixels, 256 MB of the widest. */
export const numbersMost = 2 ** 25;
/** Of texts, tables and whatever else is no plain number; the exporter gives no more. */
export const valuesMost = 100_000;

/** How many values a selection of H5Web has: "0,:,2:5". Left out: all. */
export function amountOf(shape: readonly number[], selection?: string): number {
  const parts = selection?.split(',') ?? [];
  return shape.reduce((amount, size, at) => amount * taken(size, parts[at]), 1);
}

/** A scalar, or a selection of nothing but indices: H5Web wants the element itself. */
export function isOneElement(shape: readonly number[], selection?: string): boolean {
  return shape.length === 0 || (selection !== undefined && /^\d+(,\d+)*$/.test(selection));
}

/** null: it may be read. Otherwise a sentence that says what to choose. */
export function tooMuch(path: string, shape: readonly number[], selection: string | undefined, most: number): string | null {
  const amount = amountOf(shape, selection);
  if (amount <= most) return null;
  const asked = `${words(amount)} values of ${path} (${shape.join(' × ')}) are asked for, and at the most ${words(most)} are read at a time.`;
  if (shape.length === 1) return `${asked} Choose a part of them in "Elements" above.`;
  return `${asked} Choose "Line", which reads one row, or a smaller plane by its dimensions at the left.`;
}

function words(count: number): string {
  return count.toLocaleString('en-GB');
}

function taken(size: number, part: string | undefined): number {
  if (part === undefined || part === ':') return size;
  const [from = '', to] = part.split(':');
  if (to === undefined) return 1;
  return Math.max(0, Math.min(size, to === '' ? size : Number(to)) - (from === '' ? 0 : Number(from)));
}
