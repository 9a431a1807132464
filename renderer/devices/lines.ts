import { type Group, type Grouping, grouped, matching, type Order, sorted } from './order.ts';
import { type DeviceRow, isAbnormal } from './rows.ts';

/** What stands in one line of the table. */
export type Line = { kind: 'group'; group: Group } | { kind: 'device'; row: DeviceRow };

export type View = { text: string; order: Order; by: Grouping; abnormalOnly: boolean };

export function linesOf(rows: readonly DeviceRow[], { text, order, by, abnormalOnly }: View): Line[] {
  const found = sorted(matching(abnormalOnly ? rows.filter(isAbnormal) : rows, text), order);
  return grouped(found, by).flatMap((group) => [
    ...(by === 'none' ? [] : [{ kind: 'group' as const, group }]),
    ...group.rows.map((row) => ({ kind: 'device' as const, row })),
  ]);
}

/** Which device comes next from this one; the first where there is none yet. */
export function neighbour(lines: readonly Line[], from: string | null, key: string, page: number): DeviceRow | undefined {
  const rows = lines.flatMap((line) => (line.kind === 'device' ? [line.row] : []));
  const at = rows.findIndex(({ name }) => name === from);
  const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page };
  if (key === 'Home') return rows[0];
  if (key === 'End') return rows.at(-1);
  const step = steps[key];
  if (step === undefined) return undefined;
  return rows[at === -1 ? 0 : Math.min(Math.max(at + step, 0), rows.length - 1)];
}

/** From one to the other as they stand on the screen, both with it. */
export function between(lines: readonly Line[], from: string, to: string): string[] {
  const names = lines.flatMap((line) => (line.kind === 'device' ? [line.row.name] : []));
  const [first, second] = [names.indexOf(from), names.indexOf(to)];
  if (first === -1 || second === -1) return [to];
  return names.slice(Math.min(first, second), Math.max(first, second) + 1);
}
