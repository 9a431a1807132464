import {
  missedShown,
  type PulseFile,
  type PulseShare,
  type PulseUpload,
  pulseFilesMost,
  type RefusedChannel,
} from '../../contract/group.ts';
import type { LeftOutFacts, UploadState } from '../../contract/uploads.ts';
import { listed } from '../../contract/words.ts';

/** Where one file of an exporter stands, as that exporter tells. */
export type FileUpload = Pick<PulseFile, 'exporter' | 'file' | 'state' | 'sentence'> & { refused: readonly LeftOutFacts[] };

/** What is known of a pulse's files. */
export type UploadGround = {
  /** Their files are those that count. */
  shares: readonly Pick<PulseShare, 'exporter' | 'files'>[];
  /** By `fileKey`. */
  known: ReadonlyMap<string, FileUpload>;
  /** All of it was captured: no more files come. */
  judged: boolean;
  /** Why the leader has decided that it stays here; null where it is uploaded. */
  localOnly: string | null;
};

const nothingToSend = 'No file of it goes to the Gateway.';
const namesShown = 5;
/** Characters of the sentence of one file, or one channel; and of all together. */
export const sentenceMost = 500;
const totalMost = 2000;

export function fileKey({ exporter, file }: Pick<PulseFile, 'exporter' | 'file'>): string {
  return `${exporter} ${file}`;
}

/** Over all exporters. A file that is known to go nowhere does not count; of one that nothing is known of, it is known that it was queued with its capture. */
export function foldUploads({ shares, known, judged, localOnly }: UploadGround): PulseUpload {
  if (localOnly !== null) return { state: 'none', sentence: localOnly, files: [], refused: [] };
  const all = shares
    .flatMap(({ exporter, files }) => files.map((file) => known.get(fileKey({ exporter, file })) ?? queued(exporter, file)))
    .filter(({ state }) => state !== 'withdrawn');
  const refused = all.flatMap((each) => (isSettled(each.state) ? refusedOf(each) : []));
  const files = all.slice(0, pulseFilesMost).map(({ exporter, file, state, sentence }) => ({ exporter, file, state, sentence }));
  if (!judged) return { state: 'waiting', sentence: 'Not all of it is captured yet.', files, refused: refused.slice(0, missedShown) };
  if (all.length === 0) return { state: 'none', sentence: nothingToSend, files, refused: [] };
  return { state: stateOf(all), sentence: sentenceOf(all, refused), files, refused: refused.slice(0, missedShown) };
}

/** What a fold says of each file, to go on from. */
export function knownOf({ files, refused }: PulseUpload): Map<string, FileUpload> {
  const channels = Map.groupBy(refused, fileKey);
  return new Map(files.map((file) => [fileKey(file), { ...file, refused: channels.get(fileKey(file)) ?? [] }]));
}

/** Nothing more happens to it by itself. */
export function isSettled(state: UploadState): boolean {
  return state === 'accepted' || state === 'partly-refused' || state === 'refused' || state === 'withdrawn';
}

export function settledIn({ files }: PulseUpload): number {
  return files.filter(({ state }) => isSettled(state)).length;
}

function queued(exporter: string, file: string): FileUpload {
  return { exporter, file, state: 'queued', sentence: '', refused: [] };
}

function refusedOf({ exporter, file, refused }: FileUpload): RefusedChannel[] {
  return refused.map(({ channel, sentence }) => ({ channel, exporter, file, sentence: sentence.slice(0, sentenceMost) }));
}

function stateOf(files: readonly FileUpload[]): PulseUpload['state'] {
  if (files.some(({ state }) => !isSettled(state))) return 'waiting';
  if (files.every(({ state }) => state === 'accepted')) return 'accepted';
  return files.every(({ state }) => state === 'refused') ? 'refused' : 'partly-refused';
}

function sentenceOf(files: readonly FileUpload[], refused: readonly RefusedChannel[]): string {
  const arrived = files.filter(({ state }) => state === 'accepted' || state === 'partly-refused').length;
  const waits = files.find(({ state, sentence }) => state === 'waiting' && sentence !== '');
  const whole = files.filter(({ state }) => state === 'refused').map(({ exporter, sentence }) => `the file of ${exporter} (${sentence})`);
  const channels = refused.filter((each) => files.some((file) => file.state === 'partly-refused' && fileKey(file) === fileKey(each)));
  const named = channels.map(({ channel, exporter }) => `${channel} of ${exporter}`);
  return [
    counted(arrived, files.length),
    ...(whole.length === 0 ? [] : [`Refused: ${listed(whole, namesShown)}.`]),
    ...(named.length === 0 ? [] : [`Left out: ${listed(named, namesShown)}.`]),
    ...(waits === undefined ? [] : [`${waits.exporter} waits: ${waits.sentence}`]),
  ]
    .join(' ')
    .slice(0, totalMost);
}

function counted(arrived: number, files: number): string {
  if (files === 1) return arrived === 1 ? 'Its file is in the Gateway.' : 'Its file is not in the Gateway.';
  if (arrived === files) return `All ${files} files are in the Gateway.`;
  return `${arrived} of ${files} files ${arrived === 1 ? 'is' : 'are'} in the Gateway.`;
}
