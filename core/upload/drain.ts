import { duration } from '../contract/words.ts';

export type Backlog = {
  files: number;
  /** What one upload takes from its begin to the next one's: its own time or the set rate, whichever is longer. */
  perFileMs: number;
  /** How often a new file comes; null where none is expected. */
  arrivalMs: number | null;
};

/** `ms` is null where the backlog never drains. */
export type Drain = { ms: number | null; sentence: string };

export function drainEstimate({ files, perFileMs, arrivalMs }: Backlog): Drain {
  const count = files === 1 ? '1 file' : `${files} files`;
  if (files === 0) return { ms: 0, sentence: 'no files' };
  if (arrivalMs !== null && perFileMs >= arrivalMs) {
    const sentence = `${count}, and more every time: a file comes every ${duration(arrivalMs)} and takes ${duration(perFileMs)} to upload. Capture less often, or allow more uploads.`;
    return { ms: null, sentence };
  }
  // While the backlog drains, new files join it.
  const ms = (files * perFileMs) / (arrivalMs === null ? 1 : 1 - perFileMs / arrivalMs);
  return { ms, sentence: `${count}, about ${roughly(ms)}` };
}

/** Nobody believes the decimals of an estimate. */
function roughly(ms: number): string {
  if (ms < 60_000) return `${Math.max(1, Math.ceil(ms / 1000))} s`;
  if (ms < 2 * 3_600_000) return `${Math.round(ms / 60_000)} min`;
  return duration(ms);
}

/** What one upload takes: measured ones count, the newest most; before the first, a server's usual time. */
export function perFileMs(tookMs: readonly number[], spacingMs: number): number {
  const usualMs = 3_000;
  const measured = tookMs.reduce<number | null>((mean, took) => (mean === null ? took : mean * 0.8 + took * 0.2), null);
  return Math.max(measured ?? usualMs, spacingMs);
}
