import type { CaptureDetails } from '../contract/api.ts';
import { missedShown } from '../contract/group.ts';
import type { UploadFacts } from '../contract/uploads.ts';
import type { FileUploadTold } from '../group/protocol.ts';

/** Characters of a sentence. */
const sentenceMost = 500;
/** Milliseconds. What is sent again sooner is not told: the two first files of a record meet each other often, and both arrive. */
const longMs = 10_000;

/** Not each attempt: where it has come to an end, was asked for again, or waits for long. */
export function isWorthTelling({ state, retryAt }: UploadFacts, nowMs: number): boolean {
  if (state === 'sending') return false;
  return state !== 'waiting' || retryAt === null || Date.parse(retryAt) - nowMs >= longMs;
}

/** What the group is told of one file. Of one that is accepted there is nothing to say, and what is still to come is not refused. */
export function uploadTold({ pulse, file, state, sentence, refused }: UploadFacts): FileUploadTold {
  const left = state === 'partly-refused' || state === 'refused' ? refused.slice(0, missedShown) : [];
  return {
    ...{ pulse, file, state },
    sentence: state === 'accepted' ? '' : sentence.slice(0, sentenceMost),
    refused: left.map((each) => ({ channel: each.channel, sentence: each.sentence.slice(0, sentenceMost) })),
  };
}

/** Of captures of one pulse; `uploadOf` by capture ID. A file that was queued for no Gateway goes to none. */
export async function uploadsToldOf(
  captures: readonly CaptureDetails[],
  uploadOf: (captureId: string) => Promise<UploadFacts | null>,
): Promise<FileUploadTold[]> {
  const told: FileUploadTold[] = [];
  for (const { captureId, pulse, file, superseded } of captures) {
    if (file === null || superseded !== undefined) continue;
    const upload = await uploadOf(captureId);
    told.push(upload === null ? { pulse, file, state: 'withdrawn', sentence: '', refused: [] } : uploadTold(upload));
  }
  return told;
}
