import type { CaptureSummary } from '../../core/contract/api.ts';
import type { UploadDetails } from '../../core/contract/uploads.ts';

/** Why a button would not help now; null where it would. */
export type Why = string | null;

export function missedCount({ expected, captured }: CaptureSummary): number {
  return Math.max(0, expected - captured);
}

export function whyNotAgain(capture: CaptureSummary): Why {
  if (capture.verdict === null) return 'This capture is still under way.';
  if (capture.superseded !== undefined) return `Its devices were given away: ${capture.superseded}`;
  if (capture.verdict !== 'failed' && missedCount(capture) === 0) return 'Every expected channel is in the file.';
  return null;
}

/** A pulse of which another attempt, or another exporter, has a file can be looked at all the same: by its other captures. */
export function whyNotShown({ file, verdict, removedAt }: CaptureSummary): Why {
  if (verdict === null) return 'This capture is still under way.';
  if (removedAt !== undefined) return 'Its file was removed from the data folder.';
  return file === null || verdict === 'failed' || verdict === 'empty' ? 'It has no file that could be read.' : null;
}

export function whyNotSent(capture: CaptureSummary, upload: UploadDetails | null): Why {
  if (capture.superseded !== undefined) return 'It does not count: another exporter has its devices.';
  if (upload === null) return capture.localOnly ?? 'Its file was never to go to the Gateway.';
  if (capture.removedAt !== undefined) return 'Its file was removed from the data folder.';
  switch (upload.state) {
    case 'accepted':
      return 'The Gateway has all of it.';
    case 'withdrawn':
      return 'It was withdrawn: another exporter has its devices.';
    case 'sending':
      return 'It is being sent now.';
    default:
      return null;
  }
}

export function whyNotRetried(capture: CaptureSummary, upload: UploadDetails | null): Why {
  return whyNotSent(capture, upload) ?? (upload?.state === 'queued' ? 'It is in the queue already.' : null);
}

/** Channels a person may leave out: those the Gateway refused, those it would refuse, those left out already. */
export function leavable(upload: UploadDetails, unwanted: readonly string[]): string[] {
  return [...new Set([...upload.without, ...upload.refused.map(({ channel }) => channel), ...unwanted])];
}
