import type { CaptureVerdict, ChannelOutcome, OutcomeCode, PulseFacts } from '../contract/api.ts';
import type { Failure } from '../contract/errors.ts';
import type { LeftOutFacts, UploadState } from '../contract/uploads.ts';

/** A pulse as the leader of a group announced it, and what it last said of its captures and of its files in the Gateway; all as it was announced. */
export type AnnouncedPulse = { pulse: PulseFacts; facts: unknown; verdict: unknown; upload: unknown };

export type KeptUpload = {
  state: UploadState;
  /** What became of it at the last attempt. */
  sentence: string;
  failure: Failure | null;
  /** Its channels that are not in the Gateway. */
  leftOut: LeftOutFacts[];
  /** It may be there although nobody said so. */
  unknownEnd: boolean;
};

/** One attempt at a pulse, with what a report says of it. */
export type KeptAttempt = {
  captureId: string;
  pulse: PulseFacts;
  attempt: number;
  /** null: it has not ended. */
  verdict: CaptureVerdict | null;
  expected: number;
  counts: Partial<Record<OutcomeCode, number>>;
  file: string | null;
  failure: Failure | null;
  superseded: boolean;
  /** A share of a pulse that a leader announced. */
  ofGroup: boolean;
  /** How the pulse stands in the Gateway, as it was kept; null where that was not known yet. */
  record: unknown;
  removedAt: string | null;
  /** null: not queued for the Gateway. */
  upload: KeptUpload | null;
};

/** Where to go on after. */
export type TimePlace = { timestampNs: string; id: number };
/** Nanoseconds since 1970 as 19 digits: the first that is in it, and the first that is not any more. */
export type TimeSpan = { fromNs: string; toNs: string };
/** Of a row that makes no sense only the number is told. */
export type TimePage<T> = { rows: T[]; unreadable: number; last: TimePlace | null };

/** What a journal tells of a span of time, in pages by the pulses' times. */
export type ReportJournal = {
  attemptsIn(span: TimeSpan, after: TimePlace | null, limit: number): Promise<TimePage<KeptAttempt>>;
  announcedIn(span: TimeSpan, after: TimePlace | null, limit: number): Promise<TimePage<AnnouncedPulse>>;
  /** Outcomes that are neither captured nor skipped, by capture. */
  missedOf(captureIds: readonly string[]): Promise<Record<string, ChannelOutcome[]>>;
  /** When the oldest announcement that is kept was made, ms since 1970, where older ones were forgotten; null where none was. */
  forgottenBefore(): Promise<number | null>;
};
