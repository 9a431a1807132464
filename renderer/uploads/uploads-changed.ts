import type { ExporterState } from '../../core/contract/api.ts';

type Looked = Pick<ExporterState, 'captures' | 'uploads'>;

/** Whether a file may stand elsewhere now. What is told of captures that are no longer in the state shows in the counts. */
export function uploadsChanged(after: Looked, before: Looked): boolean {
  if (after.uploads !== before.uploads) return true;
  if (after.captures === before.captures) return false;
  const known = new Map(before.captures.map(({ captureId, upload }) => [captureId, upload]));
  return after.captures.some(({ captureId, upload }) => upload !== undefined && known.get(captureId) !== upload);
}
