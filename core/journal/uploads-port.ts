import type { Failure } from '../contract/errors.ts';
import type { LeftOutFacts, UploadFacts, UploadState } from '../contract/uploads.ts';

/** A file whose turn it is. */
export type DueUpload = UploadFacts & {
  /** Names of the channels in it. */
  channels: string[];
  /** Attempts in a row that have not settled it. */
  failures: number;
  earlier: { unknownEnd: boolean; arrived: string[] };
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

export type UploadEnd = Pick<UploadAttempt, 'status' | 'words' | 'sentence'> & {
  tookMs: number;
  accepted: readonly string[];
  refused: readonly { channel: string; reasons: readonly string[] }[];
  alreadyPresent: readonly string[];
  state: 'accepted' | 'partly-refused' | 'refused' | 'waiting';
  /** Milliseconds since 1970; of `waiting` only. */
  retryAtMs: number | null;
  failure: Failure | null;
  leftOut: readonly LeftOutFacts[];
  /** What the next attempt is to know. */
  earlier: { unknownEnd: boolean; arrived: readonly string[] };
};

export type UploadCounts = {
  queued: number;
  waiting: number;
  /** Milliseconds since 1970; null where nothing waits. */
  nextRetryMs: number | null;
};

/** What a journal knows of uploads. A file is queued with its capture's end. */
export type UploadJournal = {
  /** Those that an exporter was sending when it ended have an unknown end, and are queued again. Answers how many. */
  recoverUploads(): Promise<number>;
  /** The oldest that is queued, or has waited its time. `nowMs` since 1970. Never one whose capture is superseded, nor one of a share that no leader has counted. */
  dueUpload(nowMs: number): Promise<DueUpload | null>;
  /** False where it is not to be sent any more. */
  beginUpload(captureId: string, at: string): Promise<boolean>;
  endUpload(captureId: string, end: UploadEnd): Promise<void>;
  /** To be sent again as soon as it can be, whatever it waits for. NOT_FOUND, or BAD_REQUEST where that makes no sense. */
  retryUpload(captureId: string): Promise<void>;
  uploadCounts(): Promise<UploadCounts>;
  uploadOf(captureId: string): Promise<UploadFacts | null>;
  /** Oldest first. */
  uploadAttempts(captureId: string): Promise<UploadAttempt[]>;
};
