import type { CaptureSummary, ChannelOutcome } from '../../core/contract/api.ts';
import type { UploadAttempt, UploadState } from '../../core/contract/uploads.ts';
import { isMissed } from '../marks/outcomes.ts';
import type { StateName } from '../marks/states.ts';
import { uploadLooks } from '../marks/uploads.ts';
import type { ListRow } from './rows.ts';

export type Said = { state: StateName; word: string; isQuiet: boolean };

function uploadSaid(of: UploadState): Said {
  const { mark, word } = uploadLooks[of];
  return { state: mark, word, isQuiet: mark !== 'attention' && mark !== 'act' };
}

/** null: nothing of it was to go to the Gateway. */
export function uploadOf({ upload, localOnly, superseded }: Pick<ListRow, 'upload' | 'localOnly' | 'superseded'>): Said | null {
  if (superseded !== undefined) return { state: 'to-come', word: 'superseded', isQuiet: true };
  if (upload !== undefined) return uploadSaid(upload);
  return localOnly === undefined ? null : { state: 'to-come', word: 'local only', isQuiet: true };
}

export function attemptSaid({ state, tookMs }: Pick<UploadAttempt, 'state' | 'tookMs'>): Said {
  if (state !== null) return uploadSaid(state);
  return tookMs === null ? uploadSaid('sending') : { state: 'attention', word: 'unknown end', isQuiet: false };
}

export function verdictOf({ verdict, step }: Pick<ListRow, 'verdict' | 'step'>): Said {
  if (verdict === null) return { state: 'running', word: step, isQuiet: true };
  if (verdict === 'complete' || verdict === 'partial') return { state: verdict, word: verdict, isQuiet: true };
  return { state: 'failed', word: verdict, isQuiet: false };
}

/** "144 of 148 channels are in the file. Not captured: 2 missing, 1 late." */
export function captureSentence(capture: CaptureSummary): string {
  const { captured, expected, counts, file, verdict, failure } = capture;
  if (failure !== null) return failure.message;
  if (verdict === null) return `${captured} of ${expected} channels so far.`;
  const missed = Object.entries(counts).filter(([code, count]) => code !== 'captured' && code !== 'skipped' && count > 0);
  const why = missed.map(([code, count]) => `${count} ${code}`).join(', ');
  const where = file === null ? 'None of them was captured, so there is no file.' : `${captured} of ${expected} channels are in the file.`;
  return why === '' ? where : `${where} Not captured: ${why}.`;
}

export const shownChannels = { all: 'All', missed: 'Not captured', unwanted: 'Gateway refuses', skipped: 'Skipped' } as const;
export type ShownChannels = keyof typeof shownChannels;

export function channelsShown(outcomes: readonly ChannelOutcome[], show: ShownChannels, refused: ReadonlySet<string>): ChannelOutcome[] {
  const isUnwanted = ({ channel, gateway }: ChannelOutcome) => gateway !== undefined || refused.has(channel);
  if (show === 'missed') return outcomes.filter(({ code }) => isMissed(code));
  if (show === 'unwanted') return outcomes.filter(isUnwanted);
  if (show === 'skipped') return outcomes.filter(({ code }) => code === 'skipped');
  const rank = (outcome: ChannelOutcome) => (isMissed(outcome.code) ? 0 : isUnwanted(outcome) ? 1 : outcome.code === 'skipped' ? 2 : 3);
  return outcomes.toSorted((left, right) => rank(left) - rank(right)); // abnormal first, else as in the settings
}

export function sourceWords({ provenance }: ChannelOutcome): string {
  if (provenance === undefined) return '';
  if (provenance.kind === 'archiver') return `Archiver ${provenance.pv}`;
  return `Kafka ${provenance.topic} / ${provenance.partition} / ${provenance.offset}`;
}

/** As the exporter's own machine names it. */
export function pathOf(dataFolder: string, file: string): string {
  const slash = dataFolder.includes('\\') ? '\\' : '/';
  return `${dataFolder.replace(/[\\/]$/, '')}${slash}${file.replaceAll('/', slash)}`;
}
