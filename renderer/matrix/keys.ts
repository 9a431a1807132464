export type Chosen = { column: number; row: number };

const steps: Readonly<Record<string, Chosen>> = {
  ArrowLeft: { column: -1, row: 0 },
  ArrowRight: { column: 1, row: 0 },
  ArrowUp: { column: 0, row: -1 },
  ArrowDown: { column: 0, row: 1 },
  PageUp: { column: 0, row: -10 },
  PageDown: { column: 0, row: 10 },
};

/** null for a key that moves nothing. The first key chooses the newest pulse's first device. */
export function moved(from: Chosen | null, key: string, { columns, rows }: { columns: number; rows: number }): Chosen | null {
  if (columns === 0 || rows === 0) return null;
  if (key === 'Home') return { column: 0, row: from?.row ?? 0 };
  if (key === 'End') return { column: columns - 1, row: from?.row ?? 0 };
  const step = steps[key];
  if (step === undefined) return null;
  if (from === null) return { column: 0, row: 0 };
  return { column: within(from.column + step.column, columns), row: within(from.row + step.row, rows) };
}

function within(at: number, count: number): number {
  return Math.max(0, Math.min(count - 1, at));
}
