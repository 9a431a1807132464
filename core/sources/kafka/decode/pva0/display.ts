import type { Table } from '../flatbuffer/table.ts';

/** Some producers write an empty text where there are no units. */
export function unitsOf(display: Table | null): string | null {
  return display?.text(10) || null;
}

export function precisionOf(display: Table | null): number | null {
  return display === null ? null : display.int32(12);
}
