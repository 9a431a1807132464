import type { Failure } from '../contract/errors.ts';
import type { LeftOutFacts, RecordFacts, UploadAttempt, UploadDetails, UploadFacts, UploadState } from '../contract/uploads.ts';

/** A file whose turn it is. */
export type DueUpload = UploadFacts & {
  /** Names of the channels in it. */
  channels: string[];
  /** Fractional digits of the timestamp in it: what its record is called by. */
  digits: RecordFacts['digits'];
  /** Attempts in a row that have not settled it. */
  failures: number;
  earlier: { unknownEnd: boolean; arrived: string[] };
  /** Channels a person leaves out, who are in the file and not to be sent; null where none. */
  without: Without | null;
};

/** `channels` is never empty. */
export type Without = { channels: string[]; by: string };

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
  /** False where it is not to be sent any more, or not like that: `without` has to be as it is by now; left out, null. */
  beginUpload(captureId: string, at: string, without?: Without | null): Promise<boolean>;
  endUpload(captureId: string, end: UploadEnd): Promise<void>;
  /** To be sent again as soon as it can be, whatever it waits for. NOT_FOUND, or BAD_REQUEST where that makes no sense. */
  retryUpload(captureId: string): Promise<void>;
  /**
   * To be sent again without these channels, or whole where there are none. NOT_FOUND, or BAD_REQUEST where that makes no sense: a channel that is not in the file or
   * in the Gateway already, all of them, a file that is being sent, has arrived or was removed.
   */
  leaveOut(captureId: string, without: Without): Promise<void>;
  uploadCounts(): Promise<UploadCounts>;
  uploadOf(captureId: string): Promise<UploadFacts | null>;
  /** With all that is kept of it. NOT_FOUND. */
  uploadDetails(captureId: string): Promise<UploadDetails>;
  /** Newest first, at most 1000; `before` is a capture ID. */
  listUploads(request: { limit: number; before?: string; states?: readonly UploadState[] }): Promise<UploadFacts[]>;
  /** Oldest first. */
  uploadAttempts(captureId: string): Promise<UploadAttempt[]>;
};
