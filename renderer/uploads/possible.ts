import type { UploadDetails, UploadFacts } from '../../core/contract/uploads.ts';

/** Why a button cannot help; null where it can. */
export function whyNoRetry({ state }: Pick<UploadFacts, 'state'>): string | null {
  switch (state) {
    case 'accepted':
      return 'It is in the Gateway already.';
    case 'withdrawn':
      return 'It does not count: its devices were given to another exporter.';
    case 'queued':
      return 'It is sent as soon as its turn comes.';
    case 'sending':
      return 'It is being sent now.';
    default:
      return null;
  }
}

export function whyNoSendWithout({ state, refused, attemptsMade, without }: UploadDetails): string | null {
  if (state === 'accepted' || state === 'withdrawn' || state === 'sending') return whyNoRetry({ state });
  const left = channelsToLeave({ refused, without });
  if (left.length === 0) return 'The Gateway has named no channel that it refuses.';
  const arrived = new Set(attemptsMade.flatMap(({ accepted }) => accepted));
  return left.some((channel) => arrived.has(channel)) ? 'A refused channel is in the Gateway from an earlier attempt.' : null;
}

/** Those refused, and those a person leaves out already. */
export function channelsToLeave({ refused, without }: Pick<UploadDetails, 'refused' | 'without'>): string[] {
  return [...new Set([...without, ...refused.map(({ channel }) => channel)])];
}
