import type { UploadState } from '../../core/contract/uploads.ts';
import type { Journal } from '../../core/journal/port.ts';
import type { UploadEnd } from '../../core/journal/uploads-port.ts';
import { at, captured, endWith, pulseNumber, startOf } from './samples.ts';

/** `null`: not to be uploaded. */
export type Settled = { upload: UploadState | null; file?: string | null; bytes?: number; at?: string; sentAt?: string };

export const uploadEnd = (changes: Partial<UploadEnd> = {}): UploadEnd => ({
  ...{ tookMs: 12.4, status: 201, words: '', accepted: ['A'], refused: [], alreadyPresent: [], sentence: 'It is in the Gateway.' },
  ...{ state: 'accepted', retryAtMs: null, failure: null, leftOut: [], earlier: { unknownEnd: false, arrived: ['A'] } },
  ...changes,
});

/** A finished capture of pulse n whose file stands in the Gateway as said; answers its ID. */
export async function settle(journal: Journal, n: number, { upload, file = `${n}.h5`, bytes = 10, ...when }: Settled): Promise<string> {
  const { at: begunAt = at, sentAt = at } = when;
  const [begun] = await journal.begin([{ ...startOf(pulseNumber(n)), at: begunAt }]);
  const captureId = begun?.captureId ?? '';
  await journal.finish(captureId, endWith([captured('A'), captured('B')], { file, bytes, upload: upload !== null, at: begunAt }));
  if (upload === 'withdrawn') await journal.supersede(captureId, 'south has its devices');
  if (upload === null || upload === 'queued' || upload === 'withdrawn') return captureId;
  await journal.beginUpload(captureId, sentAt);
  if (upload !== 'sending') await journal.endUpload(captureId, uploadEnd({ state: upload, retryAtMs: upload === 'waiting' ? 1 : null }));
  return captureId;
}
