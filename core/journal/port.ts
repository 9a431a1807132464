import type {
  CaptureDetails,
  CaptureMode,
  CaptureStep,
  CaptureSummary,
  CaptureVerdict,
  ChannelOutcome,
  Metadata,
  MetadataSet,
  OutOfService,
  PhaseTimes,
} from '../contract/api.ts';
import type { Failure } from '../contract/errors.ts';
import type { Pulse } from '../pulses/pulse.ts';

export type CaptureStart = { pulse: Pulse; mode: CaptureMode; metadata: Metadata | null; at: string };

export type CaptureEnd = {
  verdict: CaptureVerdict;
  expected: number;
  /** Relative to the data folder, forward slashes. */
  file: string | null;
  bytes: number;
  phases: PhaseTimes;
  failure: Failure | null;
  outcomes: readonly ChannelOutcome[];
  at: string;
};

/** A capture that had begun when the exporter died. `file` is set from the step `writing` on. */
export type Unfinished = {
  captureId: string;
  pulse: Pulse;
  attempt: number;
  mode: CaptureMode;
  step: CaptureStep;
  metadata: Metadata | null;
  file: string | null;
  startedAt: string;
};

export type Earlier = {
  /** Channels that stand in a kept file already. */
  captured: string[];
  /** Those of the oldest kept file, else of the oldest attempt that had them: all files of a pulse must say the same. */
  metadata: Metadata | null;
};

/** What a person changed while it ran, with who and when: metadata, service, schedule. */
export type JournalNote = {
  at: string;
  by: string;
  what: 'metadata' | 'service' | 'schedule' | 'skipped' | 'lost' | 'broken';
  facts: Record<string, unknown>;
};

/**
 * Written before it is acted on. Every method is durable (fsynced WAL) once its promise is answered, except `steps` between `begin` and `finish` which may
 * be lost with the machine's power but not with the process. Fails with JOURNAL_FAILED.
 */
export type Journal = {
  /** Gives each its capture ID and attempt number (1 for the first try at this pulse); several at once are one transaction. */
  begin(starts: readonly CaptureStart[]): Promise<{ captureId: string; attempt: number }[]>;
  /** `file` with step `writing`: the path the file will get. `metadata` where it was read at the pulse. */
  step(captureId: string, step: CaptureStep, facts?: { file?: string; metadata?: Metadata }): Promise<void>;
  finish(captureId: string, end: CaptureEnd): Promise<void>;
  /** Outcomes that became known later, e.g. `late`. */
  amend(captureId: string, outcomes: readonly ChannelOutcome[]): Promise<void>;
  /** Oldest first. */
  unfinished(): Promise<Unfinished[]>;
  /** What attempts at this pulse have left so far. */
  earlier(pulse: Pulse): Promise<Earlier>;
  /** Newest first, at most 1000; `before` is a capture ID. */
  list(limit: number, before?: string): Promise<CaptureSummary[]>;
  get(captureId: string): Promise<CaptureDetails | null>;
  note(note: JournalNote): Promise<void>;
  /** Newest first, at most 1000. */
  notes(limit: number): Promise<JournalNote[]>;
  setOutOfService(device: string, service: OutOfService | null): Promise<void>;
  outOfService(): Promise<Record<string, OutOfService>>;
  /** Set while running; empty where nothing is. Survives a restart. */
  setMetadata(metadata: MetadataSet): Promise<void>;
  metadata(): Promise<MetadataSet>;
  close(): Promise<void>;
};
