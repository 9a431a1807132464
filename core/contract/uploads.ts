import type { PulseFacts } from './api.ts';
import type { Failure } from './errors.ts';
import type { FileEvents } from './files.ts';
import type { ManifestApi, ManifestEvents } from './manifest.ts';

/** `withdrawn`: its capture was superseded before it was sent, so it never is. */
export const uploadStates = ['queued', 'sending', 'accepted', 'partly-refused', 'refused', 'waiting', 'withdrawn'] as const;
export type UploadState = (typeof uploadStates)[number];

/** How a pulse stands in the Gateway: decided once, when it is chosen, and the same for all its files. */
export type RecordFacts = {
  /** Fractional digits of the timestamp in its files. */
  digits: 0 | 3;
  /** Why its files are not uploaded; null where they are. */
  localOnly: string | null;
};

/** A channel that is not in the Gateway, with a sentence that says why and what to do. */
export type LeftOutFacts = { channel: string; sentence: string };

/** One file on its way to the Operations Gateway. */
export type UploadFacts = {
  captureId: string;
  pulse: PulseFacts;
  /** Relative to the data folder, with forward slashes. */
  file: string;
  bytes: number;
  state: UploadState;
  /** Of a waiting one: when it is sent again. */
  retryAt: string | null;
  attempts: number;
  /** What became of it at the last attempt, why, and what to do; empty before the first. */
  sentence: string;
  failure: Failure | null;
  refused: LeftOutFacts[];
};

/** One attempt at one file. What HTTP said is null where nothing was answered. */
export type UploadAttempt = {
  /** 1 for the first. */
  attempt: number;
  at: string;
  /** Milliseconds; null while it is under way. */
  tookMs: number | null;
  status: number | null;
  /** The Gateway's own, at most 2,000 characters. */
  words: string;
  /** Names of channels, as the Gateway answered them. */
  accepted: string[];
  refused: { channel: string; reasons: string[] }[];
  alreadyPresent: string[];
  /** What it meant for the file. */
  state: UploadState | null;
  sentence: string;
  /** Its capture had been superseded when it was sent, or was meanwhile: who has its devices. */
  superseded: string | null;
};

export type UploadDetails = UploadFacts & {
  /** Oldest first. */
  attemptsMade: UploadAttempt[];
  /** Channels that a person leaves out. */
  without: string[];
};

/** `away`: no file would fare better now. `held`: by a person. */
export type UploadsState = 'working' | 'away' | 'held';

export type HeldFacts = { by: string; since: string };

/** All files of this exporter that are on their way. */
export type UploadsFacts = {
  /** Host of the Operations Gateway. */
  gateway: string;
  state: UploadsState;
  /** Files that wait for their turn, with the one that is being sent. */
  queued: number;
  /** Files that wait for their time to be sent again. */
  waiting: number;
  /** What is on its way and how long it takes: "18 files, about 20 min". */
  sentence: string;
  /** Why it is away. */
  failure: Failure | null;
  /** Who holds them; absent where nobody does. */
  held?: HeldFacts;
};

/** What becomes of files: here, and on their way to the Gateway. */
export type UploadEvents = FileEvents &
  ManifestEvents & {
    'upload/changed': { upload: UploadFacts };
    'uploads/changed': { uploads: UploadsFacts | null };
  };

/** What people ask about uploads and want of them. */
export type UploadApi = ManifestApi & {
  /** Sends the file of this capture again as soon as it can be, whatever it waits for. */
  retryUpload(request: { captureId: string; by: string }): Promise<void>;
  /** No other file is begun until they are released; a new start of the exporter does not release them. */
  holdUploads(request: { by: string }): Promise<void>;
  releaseUploads(request: { by: string }): Promise<void>;
  /** Sends the file of this capture again without these channels; with none given, as a whole. The file itself stays as it is. */
  sendWithout(request: { captureId: string; channels: string[]; by: string }): Promise<void>;
  /** Newest first; `before` is a capture ID. */
  listUploads(request: { limit: number; before?: string; states?: UploadState[] }): Promise<UploadFacts[]>;
  getUpload(request: { captureId: string }): Promise<UploadDetails>;
};
export const uploadCommands = [
  'retryUpload',
  'holdUploads',
  'releaseUploads',
  'sendWithout',
  'listUploads',
  'getUpload',
  'checkManifest',
] as const satisfies readonly (keyof UploadApi)[];
