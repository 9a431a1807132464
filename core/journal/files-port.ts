import type { UploadState } from '../contract/uploads.ts';

/** A file that is whole in the Gateway, and still here. */
export type UploadedFile = {
  /** Relative to the data folder, with forward slashes. */
  file: string;
  bytes: number;
  /** Milliseconds since 1970, like the next. */
  pulseMs: number;
  /** When the attempt began that brought it there. */
  uploadedMs: number;
};

/** Of the files that were looked at. */
export type UploadedPage = {
  files: UploadedFile[];
  /** To go on after; null where nothing more was there. */
  lastFile: string | null;
};
export type UploadedCount = { files: number; bytes: number; lastFile: string | null };

export type OldCapture = {
  captureId: string;
  startedAt: string;
  isFinished: boolean;
  /** It has one, and nobody has noted that it is gone. */
  hasFile: boolean;
  /** null: it is not to go to the Gateway. */
  upload: UploadState | null;
  /** Its outcomes are still known. */
  hasDetails: boolean;
  /** Some of its channels were left out of the upload. */
  isCut: boolean;
};

/** `whole`: the captures with all that is known of them. `details`: their outcomes and attempts at uploads. IDs of captures. */
export type Pruned = { whole: readonly string[]; details: readonly string[] };

/** What the exporter takes up again at its next start. `holder`: who held uploads and since when. `removing`: files that are just being removed. */
export type KeptKey = 'holder' | 'removing';

/** What a journal knows of files that may go, and of itself. */
export type FileJournal = {
  /**
   * Looks at the next so many files, at most 1000, after this one ("" for the first), by the pulses' time and oldest first. Gives those that are whole in
   * the Gateway: of one that is there in part, nobody else has the rest.
   */
  uploadedFiles(afterFile: string, limit: number): Promise<UploadedPage>;
  /** The same, counted. */
  countUploaded(afterFile: string, limit: number): Promise<UploadedCount>;
  /** Once they are gone; nothing is being removed then. Answers the captures they were of. */
  filesRemoved(files: readonly string[], at: string): Promise<string[]>;
  /** By age, oldest first, at most 1000 after this capture ("0" for the first); `newestId` of all. */
  oldestCaptures(afterId: string, limit: number): Promise<{ captures: OldCapture[]; newestId: number }>;
  /** Leaves out what is not settled, or has a file here that is to go with it, whatever is asked for. */
  prune(pruned: Pruned): Promise<void>;
  /** Replaces what is kept under this key; as JSON. */
  keep(key: KeptKey, facts: unknown): Promise<void>;
  /** null where nothing is kept. */
  kept(key: KeptKey): Promise<unknown>;
};
