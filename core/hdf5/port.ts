import type { CaptureVerdict, ChannelOutcome, Metadata } from '../contract/api.ts';
import type { SmallValue } from '../contract/device-values.ts';
import type { Failure } from '../contract/errors.ts';
import type { RecordFacts } from '../contract/uploads.ts';
import type { Pulse } from '../pulses/pulse.ts';
import type { ChannelSettings, Hdf5Settings } from '../settings/schema.ts';
import type { Reading } from '../sources/reading.ts';
import type { Look, Looked } from './looking.ts';

export type FileStart = {
  pulse: Pulse;
  /** Absolute; ends in .h5. The file is made beside it as <path>.part. Missing folders are made. */
  path: string;
  hdf5: Hdf5Settings;
};

/** What stands in the file's root. `missed` are the expected channels that have no group: name, code, sentence. */
export type RootFacts = {
  metadata: Metadata;
  digits: RecordFacts['digits'];
  exporter: string;
  exporterVersion: string;
  attempt: number;
  verdict: Exclude<CaptureVerdict, 'failed'>;
  expected: number;
  captured: number;
  missed: readonly ChannelOutcome[];
};

/** A channel the layout cannot take is left out and never spoils the file. */
export type Written =
  /** `tookMs`: how long the writing held the thread. */
  { ok: true; bytes: number; tookMs: number } | { ok: false; code: 'refused' | 'wrong-type'; failure: Failure };

export type Sealed = { bytes: number; verifyMs: number; syncMs: number };

/**
 * One file being written. Calls are answered in order. A failed call (DISK_FULL, DISK_READ_ONLY, DISK_UNREACHABLE, VERIFY_FAILED, WRITE_FAILED,
 * FILE_EXISTS) ends the file: nothing of it is left on disk, and every later call fails with the same error.
 */
export type OpenFile = {
  /** The value's bytes may be given back once this is answered. */
  write(channel: ChannelSettings, reading: Reading): Promise<Written>;
  /** Root attributes, close, read back and compare, check the Gateway's rules, fsync, then link to its name. */
  seal(root: RootFacts): Promise<Sealed>;
  /** Leaves nothing behind. Twice is once. */
  abandon(): Promise<void>;
};

export type FileWriter = {
  open(start: FileStart): Promise<OpenFile>;
  /** Reads a finished file as after a crash: is it whole, by the layout's rules and its own checksums? */
  inspect(path: string): Promise<Inspected>;
  /**
   * Makes a copy in which these channels are missing, and looks at it by the same rules and checksums. Fails with VERIFY_FAILED where the file cannot be copied
   * or the copy is no better, or with DISK_*; then something may be left of the copy.
   */
  copyWithout(copy: CopyWithout): Promise<{ bytes: number }>;
  close(): Promise<void>;
};

/** `whole` files tell what they hold; `missed` as they were given to `seal`, long sentences shortened, with device, code and sentence only. */
export type Inspected =
  | {
      state: 'whole';
      bytes: number;
      pulse: Pulse;
      attempt: number;
      verdict: 'complete' | 'partial';
      captured: string[];
      missed: ChannelOutcome[];
      expected: number;
    }
  | { state: 'absent' }
  /** `findings`: all that is wrong with it, the first `mostFindings` of them; never empty. */
  | { state: 'broken'; failure: Failure; findings: Finding[] };

/** What our rules find in a file. `channel` is null where it is about the file as a whole. */
export type Finding = { channel: string | null; problem: string };

/** More than a person reads. */
export const mostFindings = 100;

/** Absolute paths; `to` is overwritten. `by` is who wants it, and stands in the copy. */
export type CopyWithout = { from: string; to: string; channels: readonly string[]; by: string };

/** One number is without its trend, which is of many files; null where it is none that can be drawn. */
export type SmallChannel = { channel: string; value: Exclude<SmallValue, { kind: 'number' }> | SmallNumber };
export type SmallNumber = { kind: 'number'; text: string; units: string | null; number: number | null };

/** Reads beside the writer, in a thread of its own: who looks never holds up a capture. */
export type FileReader = {
  /** What stands in a file of ours, made small. `without`: of these only what is one number. Fails with READ_FAILED. */
  smallValues(path: string, without: readonly string[]): Promise<SmallChannel[]>;
  /**
   * One look into a file, the newest questions of nobody who has gone away. Fails with READ_FAILED, with what the look itself refuses (BAD_REQUEST, NOT_FOUND, VALUE_*),
   * and with BUSY where too many wait.
   */
  look<K extends Look['of']>(path: string, look: Extract<Look, { of: K }>, signal: AbortSignal): Promise<Extract<Looked, { of: K }>>;
  /** Twice is once. */
  close(): Promise<void>;
};
