import type { ExporterEvent } from '../contract/api.ts';
import type { UploadFacts, UploadsFacts, UploadsState } from '../contract/uploads.ts';
import { counted } from './counted.ts';
import { line } from './reasons.ts';

/** Only what a person has to look at: a file that arrived whole is no news. */
export function uploadLines({ upload }: Extract<ExporterEvent, { type: 'upload/changed' }>): string[] | null {
  const { state, file, refused, sentence } = upload;
  if (state === 'refused') return [line('refused', cut(`${file}: ${sentence}`))];
  if (state !== 'partly-refused') return null;
  return [line('refused', cut(`${counted(refused.length, 'channel')} of ${file} by the Gateway. ${refused[0]?.sentence ?? ''}`))];
}

/** Said once when it changes; `before` is null where nothing was told of uploads yet. */
export function gatewayLines(uploads: UploadsFacts | null, before: UploadsState | null): string[] | null {
  if (uploads === null || uploads.state === (before ?? 'working')) return null;
  const { state, failure, sentence, gateway } = uploads;
  if (state === 'held') return [`  uploads are on hold: ${sentence}`];
  if (state === 'working') return [`  uploads to ${gateway} go on: ${sentence}`];
  return [`  gateway ${gateway} away: ${failure?.message ?? ''} [${failure?.code ?? ''}]`];
}

/** All of it is in the journal, and on the screens. */
const longest = 400;

function cut(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}

/** What became of the files of one run. */
export function createUploadTally() {
  const ended = { accepted: 0, 'partly-refused': 0, refused: 0 };
  let left: UploadsFacts | null = null;

  return {
    count({ state }: Pick<UploadFacts, 'state'>): void {
      if (state === 'accepted' || state === 'partly-refused' || state === 'refused') ended[state] += 1;
    },
    now(uploads: UploadsFacts | null): void {
      left = uploads;
    },
    /** Empty where files are not uploaded. */
    sentence(): string {
      if (left === null) return '';
      const waiting = left.queued + left.waiting;
      const parts = [
        `${counted(ended.accepted + ended['partly-refused'], 'file')} in the Gateway`,
        ...(ended['partly-refused'] > 0 ? [`${ended['partly-refused']} of them not whole`] : []),
        ...(ended.refused > 0 ? [`${ended.refused} refused`] : []),
        ...(waiting > 0 ? [`${waiting} still to be sent, at the next start`] : []),
      ];
      return ` ${parts.join(', ')}.`;
    },
  };
}
