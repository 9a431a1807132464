import { type Family, looks } from '../marks/outcomes.ts';
import type { Cell } from '../matrix/cells.ts';

/** A box in units of the strip: one wide for each pulse, twenty high. */
export type StripPath = { family: Family | 'skipped'; path: string };

/** How high a family stands, and where it begins: told apart without colours. */
const places: Readonly<Record<Family, { y: number; height: number }>> = {
  quiet: { y: 9, height: 2 },
  time: { y: 8, height: 10 },
  source: { y: 2, height: 16 },
  form: { y: 2, height: 11 },
  exporter: { y: 0, height: 20 },
};

const width = 0.72;

/** Oldest first, and pushed to the right: the newest always stands at the same place. One path for each family. */
export function stripOf(cells: readonly (Cell | null)[], most: number): StripPath[] {
  const paths = new Map<StripPath['family'], string>();
  const from = most - cells.length;
  for (const [at, cell] of cells.entries()) {
    if (cell === null || cell.code === 'waiting') continue;
    const family = cell.code === 'skipped' ? 'skipped' : looks[cell.code].family;
    const { y, height } = family === 'skipped' ? { y: 9.4, height: 1.2 } : places[family];
    const wide = family === 'skipped' ? 0.35 : width;
    paths.set(family, `${paths.get(family) ?? ''}M${from + at} ${y}h${wide}v${height}h${-wide}z`);
  }
  return [...paths].map(([family, path]) => ({ family, path }));
}

/** "missing at 3 of 60 pulses, late at 1": for those who do not see it. */
export function stripWords(cells: readonly (Cell | null)[]): string {
  const told = cells.flatMap((cell) => (cell === null || cell.code === 'waiting' ? [] : [cell.code]));
  const groups = Map.groupBy(told, (code) => code);
  return [...groups].map(([code, all]) => `${code} at ${all.length}`).join(', ');
}
