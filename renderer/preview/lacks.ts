import type { PulsePreview } from '../../core/contract/preview.ts';

/** Sentences; more stand in the list of files. */
const toldMost = 3;

const again = 'If its data is needed, choose “Capture again” at its capture, under “Captures”.';

/** What a person must know before the sheet: files that could not be looked into. null where there are none. */
export function unreadWords({ unread }: Pick<PulsePreview, 'unread'>): string | null {
  if (unread.length === 0) return null;
  const more = unread.length - toldMost;
  return [
    ...unread.slice(0, toldMost).map(({ failure }) => sentenceOf(failure.message)),
    ...(more > 0 ? [`And ${more} more.`] : []),
    again,
  ].join(' ');
}

/** Why nothing is here, where no file is; beside files that are, the list of files tells it. */
export function awayWords({ files, away }: Pick<PulsePreview, 'files' | 'away'>): string | null {
  return files.length > 0 || away.length === 0 ? null : away.slice(-toldMost).join(' ');
}

/** What HDF5 says has no full stop. */
function sentenceOf(message: string): string {
  return /[.?!]$/.test(message) ? message : `${message}.`;
}
