import type { ExporterEvent } from '../contract/api.ts';
import type { ManifestFacts } from '../contract/manifest.ts';
import type { UploadsFacts, UploadsState } from '../contract/uploads.ts';
import { counted } from '../contract/words.ts';
import { line } from './reasons.ts';

/** Only what a person has to look at: a file that arrived whole is no news, nor is a channel the manifest has told of. */
export function uploadLines(
  { upload }: Extract<ExporterEvent, { type: 'upload/changed' }>,
  manifest: ManifestFacts | null = null,
): string[] | null {
  const { state, file, refused, sentence } = upload;
  if (state === 'refused') return [line('refused', cut(`${file}: ${sentence}`))];
  if (state !== 'partly-refused') return null;
  const told = new Set(manifest?.findings.flatMap(({ channel, answer }) => (answer === 'refused' ? [channel] : [])));
  if (refused.every(({ channel }) => told.has(channel))) return null;
  return [line('refused', cut(`${counted(refused.length, 'channel')} of ${file} by the Gateway. ${refused[0]?.sentence ?? ''}`))];
}

/** Said once when it changes; `before` is null where nothing was told of uploads yet. */
export function gatewayLines(uploads: UploadsFacts | null, before: UploadsState | null): string[] | null {
  if (uploads === null || uploads.state === (before ?? 'working')) return null;
  const { state, failure, sentence, gateway, held } = uploads;
  if (state === 'held') return [`  uploads are on hold${held === undefined ? '' : ` by ${held.by} since ${held.since}`}: ${sentence}`];
  if (state === 'working') return [`  uploads to ${gateway} go on: ${sentence}`];
  return [`  gateway ${gateway} away: ${failure?.message ?? ''} [${failure?.code ?? ''}]`];
}

/** All of it is in the journal, and on the screens. */
const longest = 400;

function cut(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}
