import { type CellCode, worstOf } from '../marks/outcomes.ts';
import type { Column } from './columns.ts';
import { cellOf, type Row } from './rows.ts';

/** A device at a pulse: the worst of its channels. `partly`: some of them were captured all the same. */
export type Cell = { code: CellCode; partly: boolean };

export type CellsOf = (row: Row, columns: readonly Column[]) => readonly (Cell | null)[];

/** Most rows do not change from one frame to the next: what was worked out for the same captures and columns is used again. */
export function createCells(): CellsOf {
  const known = new WeakMap<object, { columns: readonly Column[]; captures: readonly object[]; cells: readonly (Cell | null)[] }>();
  return (row, columns) => {
    const key = row.inGroup ?? row.captures[0];
    if (key === undefined) return columns.map(() => null);
    const before = known.get(key);
    if (before?.columns === columns && sameObjects(before.captures, row.captures)) return before.cells;
    const cells = columns.map((column) => deviceCell(row, column));
    known.set(key, { columns, captures: row.captures, cells });
    return cells;
  };
}

export function deviceCell(row: Row, { device, exporter }: Column): Cell | null {
  let worst: CellCode | null = null;
  let captured = false;
  for (const { name } of device.channels) {
    const code = cellOf(row, name, exporter);
    if (code === null) continue;
    captured ||= code === 'captured';
    worst = worst === null ? code : worstOf(worst, code);
  }
  return worst === null ? null : { code: worst, partly: captured && worst !== 'captured' };
}

function sameObjects(left: readonly object[], right: readonly object[]): boolean {
  return left.length === right.length && left.every((each, at) => each === right[at]);
}
