import type { CellCode } from './outcomes.ts';

/** In a box of 12 × 12. Filled, or drawn as a line of that width. */
export type Shape = { path: string; line: number | null };

/** The same figures in the matrix, where they are stretched to a cell, and in text. */
export const shapes: Readonly<Record<CellCode, readonly Shape[]>> = {
  captured: [filled('M0 0H12V12H0z')],
  lost: [filled('M0 0H12V12H0z')],
  skipped: [filled('M4.5 4.5H7.5V7.5H4.5z')],
  waiting: [lined('M.7 .7H11.3V11.3H.7z', 1.2)],
  late: [filled('M0 0L12 6L0 12z')],
  stale: [filled('M0 6H12V12H0zM0 0H12V1.6H0z')],
  missing: [lined('M1.3 1.3H10.7V10.7H1.3z', 2.6)],
  unreachable: [filled('M0 0H12V4.4H0zM0 7.6H12V12H0zM0 4.4H1.4V7.6H0zM10.6 4.4H12V7.6H10.6z')],
  undecodable: [lined('M1 1L11 11M11 1L1 11', 2.8)],
  'wrong-type': [filled('M6 0L12 6L6 12L0 6z')],
  refused: [lined('M.7 .7H11.3V11.3H.7z', 1.2), lined('M1.5 10.5L10.5 1.5', 2.4)],
};

function filled(path: string): Shape {
  return { path, line: null };
}

function lined(path: string, line: number): Shape {
  return { path, line };
}
