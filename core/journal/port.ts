import type {
  CaptureCells,
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
  PulseFacts,
} from '../contract/api.ts';
import type { CapturePage, CaptureSearch } from '../contract/captures-search.ts';
import type { DeviceStats } from '../contract/device-stats.ts';
import type { Failure } from '../contract/errors.ts';
import type { JournalNote } from '../contract/notes.ts';
import type { Neighbours } from '../contract/preview.ts';
import type { RecordFacts } from '../contract/uploads.ts';
import type { Pulse } from '../pulses/pulse.ts';
import type { FileJournal } from './files-port.ts';
import type { ReportJournal } from './report-port.ts';
import type { CapturesInSpan, SpanRequest } from './time-reader.ts';
import type { UploadJournal } from './uploads-port.ts';

export type CaptureStart = {
  pulse: Pulse;
  mode: CaptureMode;
  metadata: Metadata | null;
  /** Its share of a pulse that a group's leader announced; null, or left out: all devices, alone. */
  devices?: readonly string[] | null;
  /** How the pulse stands in the Gateway; null, or left out: not decided. */
  record?: RecordFacts | null;
  at: string;
};

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
  /** Its file, if it has one and is not local-only, is queued for the Gateway with it. */
  upload?: boolean;
};

/** A capture that had begun when the exporter died. `file` is set from the step `writing` on. */
export type Unfinished = {
  captureId: string;
  pulse: Pulse;
  attempt: number;
  mode: CaptureMode;
  step: CaptureStep;
  metadata: Metadata | null;
  /** As in its start. */
  devices: string[] | null;
  record: RecordFacts | null;
  file: string | null;
  startedAt: string;
};

export type Earlier = {
  /** Channels that stand in a kept file already. */
  captured: string[];
  /** Those of the oldest kept file, else of the oldest attempt that had them: all files of a pulse must say the same. */
  metadata: Metadata | null;
  /** How the pulse stands in the Gateway, as it was decided or announced first; null where it never was. */
  record: RecordFacts | null;
};

/** Nanoseconds since 1970, both ends with it. */
export type RecordSpan = { fromNs: bigint; toNs: bigint };

/** One announcement of a group's leader. The journal reads what it needs to find it again and keeps the rest as it is. */
export type GroupEntry = {
  /** When it was announced, by its leader's clock: whole milliseconds since 1970. */
  atMs: number;
  leader: string;
  epoch: number;
  seq: number;
  kind: string;
  /** Where it is of one pulse. */
  pulse: PulseFacts | null;
  /** Version of the plan it is, or that says who captures this pulse. */
  plan: number | null;
  /** The announcement itself. */
  facts: unknown;
};

export type EntryPage = {
  entries: GroupEntry[];
  /** To go on after; null where nothing more was there. */
  lastId: number | null;
  /** Of all that is kept; 0 where nothing is. */
  newestId: number;
};

export type GroupKey = 'epoch' | 'setup' | 'plan' | 'last' | 'pins';

/** Of what its leaders announced, the newest so many are kept. */
export const keptEntries = 50_000;

type WithQuestions = UploadJournal & ReportJournal & FileJournal;

/**
 * Written before it is acted on. Every method is durable (fsynced WAL) once its promise is answered, except `keepEntries`, and `steps` between `begin` and
 * `finish`: these may be lost with the machine's power but not with the process. Fails with JOURNAL_FAILED.
 */
export type Journal = WithQuestions & {
  /** Gives each its capture ID and attempt number (1 for the first try at this pulse); several at once are one transaction. */
  begin(starts: readonly CaptureStart[]): Promise<{ captureId: string; attempt: number }[]>;
  /** `file` with step `writing`: the path the file will get. `metadata` where it was read at the pulse. */
  step(captureId: string, step: CaptureStep, facts?: { file?: string; metadata?: Metadata }): Promise<void>;
  finish(captureId: string, end: CaptureEnd): Promise<void>;
  /** Outcomes that became known later, e.g. `late`. */
  amend(captureId: string, outcomes: readonly ChannelOutcome[]): Promise<void>;
  /** Oldest first. */
  unfinished(): Promise<Unfinished[]>;
  /** What attempts at this pulse have left so far, without those that were superseded. */
  earlier(pulse: Pulse): Promise<Earlier>;
  /** Another pulse in this span, captured or announced, that is not local-only; the oldest of them, null where there is none. */
  recordHolder(pulse: Pulse, span: RecordSpan): Promise<PulseFacts | null>;
  /** Newest first, at most 1000; `before` is a capture ID. */
  list(limit: number, before?: string): Promise<CaptureSummary[]>;
  /** The newest that have ended, newest first, with what became of each channel: at most `limit`, fewer of very many channels. */
  recall(limit: number): Promise<CaptureCells[]>;
  get(captureId: string): Promise<CaptureDetails | null>;
  /** At most `searchPageMost` at once; `before` as an earlier page gave it. */
  searchCaptures(request: CaptureSearch & { limit: number; before?: string }): Promise<CapturePage>;
  /** Pulses with a file here, before and after this time, and the newest. */
  neighbours(timestampNs: string): Promise<Neighbours>;
  /** Captures that have ended, of pulses of this span; at most 1000 at once. */
  capturesIn(request: SpanRequest): Promise<CapturesInSpan>;
  /** Every attempt at this pulse, unfinished and superseded ones too, oldest first. */
  capturesOf(pulse: Pulse): Promise<CaptureDetails[]>;
  /** It does not count from now on, and is not uploaded unless it is on its way already; `by` says who has its devices. */
  supersede(captureId: string, by: string): Promise<void>;
  /** The leader has its report, and counts it. Not fsynced: it is only asked for again. */
  counted(captureId: string): Promise<void>;
  /** Whether what was captured of this pulse counts is open again. */
  uncount(pulse: PulseFacts): Promise<void>;
  /** Announced pulses of which a finished capture is neither counted nor superseded; newest first, among the newest captures. */
  unanswered(limit: number): Promise<PulseFacts[]>;
  /** How channels have done in the newest captures, those superseded left out. After a start the first few questions see only the newest of them. */
  deviceStats(): Promise<DeviceStats>;
  note(note: JournalNote): Promise<void>;
  /** Newest first, at most 1000. */
  notes(limit: number): Promise<JournalNote[]>;
  setOutOfService(device: string, service: OutOfService | null): Promise<void>;
  outOfService(): Promise<Record<string, OutOfService>>;
  /** Set while running; empty where nothing is. Survives a restart. */
  setMetadata(metadata: MetadataSet): Promise<void>;
  metadata(): Promise<MetadataSet>;
  /** Those that are kept already, by leader, epoch and seq, are left as they are. */
  keepEntries(entries: readonly GroupEntry[]): Promise<void>;
  /** In the order they were kept, at most 1000 at once; `afterId` 0 for the first page. What cannot be read is left out. */
  entriesSince(atMs: number, afterId: number, limit: number): Promise<EntryPage>;
  /** Pulses without a verdict, newest first, each once and at most 1000; and the plans they were announced with, as far as they are kept. */
  openPulses(limit: number): Promise<{ pulses: GroupEntry[]; plans: GroupEntry[] }>;
  /** The newest announcement that says how this pulse stands in the Gateway; null where none does. */
  lastUploadOf(pulse: PulseFacts): Promise<GroupEntry | null>;
  /** Of each pulse whose files are not all settled by its newest announcement; newest first, at most 1000. */
  waitingUploads(limit: number): Promise<GroupEntry[]>;
  /** Replaces what is kept under this key; as JSON. */
  keepGroup(key: GroupKey, facts: unknown): Promise<void>;
  /** null where nothing is kept. */
  groupKept(key: GroupKey): Promise<unknown>;
  close(): Promise<void>;
};
