import type { CaptureSummary } from '../../core/contract/api.ts';
import { type CapturePage, type CaptureSearch, searchPageMost } from '../../core/contract/captures-search.ts';

/** Some 25 MB of text. */
export const exportedMost = 100_000;

type AskPage = (request: CaptureSearch & { limit: number; before?: string }) => Promise<CapturePage>;
type Reading = { signal: AbortSignal; onCapture(capture: CaptureSummary): void; onProgress(rows: number): void };

/** Page after page. `isWhole` is false where there are more than are taken. Rejects with the signal's reason. */
export async function readAll(
  ask: AskPage,
  search: CaptureSearch,
  { signal, onCapture, onProgress }: Reading,
): Promise<{ rows: number; isWhole: boolean }> {
  let rows = 0;
  let before: string | null = null;
  do {
    const limit = Math.min(searchPageMost, exportedMost - rows);
    const page: CapturePage = await ask({ ...search, limit, ...(before === null ? {} : { before }) });
    signal.throwIfAborted();
    page.captures.forEach(onCapture);
    rows += page.captures.length;
    before = page.before;
    onProgress(rows);
  } while (before !== null && rows < exportedMost);
  return { rows, isWhole: before === null };
}
