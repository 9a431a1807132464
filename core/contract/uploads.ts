import type { PulseFacts } from './api.ts';
import type { Failure } from './errors.ts';

/** `withdrawn`: its capture was superseded before it was sent, so it never is. */
export const uploadStates = ['queued', 'sending', 'accepted', 'partly-refused', 'refused', 'waiting', 'withdrawn'] as const;
export type UploadState = (typeof uploadStates)[number];

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

/** `away`: no file would fare better now. `held`: by a person. */
export type UploadsState = 'working' | 'away' | 'held';

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
};

/** What people ask about uploads and want of them. */
export type UploadApi = {
  /** Sends the file of this capture again as soon as it can be, whatever it waits for. */
  retryUpload(request: { captureId: string; by: string }): Promise<void>;
  /** No other file is begun until they are released, or the exporter starts again. */
  holdUploads(request: { by: string }): Promise<void>;
  releaseUploads(request: { by: string }): Promise<void>;
};
export const uploadCommands = ['retryUpload', 'holdUploads', 'releaseUploads'] as const satisfies readonly (keyof UploadApi)[];
