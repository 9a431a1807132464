import type { OldCapture } from '../journal/files-port.ts';

/** As many of the newest stay whatever their age: a group asks for answers among them. */
export const newestKept = 10_000;

/**
 * What may be forgotten of a capture. `whole`: its file is gone, or there never was one. `details`: its file is here; where it is, how large, and how it
 * ended stays known, or the file would be nobody's. null: everything stays.
 */
export function forgettable(
  { captureId, startedAt, isFinished, hasFile, hasDetails, upload, isCut }: OldCapture,
  { beforeMs, newestId }: { beforeMs: number; newestId: number },
): 'whole' | 'details' | null {
  if (Number(captureId) > newestId - newestKept || Date.parse(startedAt) >= beforeMs || !isFinished) return null;
  // What is not in the Gateway, or not all of it, may be sent yet.
  if (isCut || (upload !== null && upload !== 'accepted' && upload !== 'withdrawn')) return null;
  if (hasFile) return hasDetails ? 'details' : null;
  return 'whole';
}
