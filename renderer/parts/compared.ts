export type SortValue = string | number | null;

const collator = new Intl.Collator('en', { numeric: true });

/** For sorting tables: numbers by size, texts as people read them, and what is not known last, whichever way round. */
export function compared(left: SortValue, right: SortValue, down: boolean): number {
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  const upwards = typeof left === 'number' && typeof right === 'number' ? left - right : collator.compare(String(left), String(right));
  return down ? -upwards : upwards;
}
