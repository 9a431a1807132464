import type { Alarm, AlarmApi, AlarmEvents } from './alarms.ts';
import type { BrowseApi } from './browse.ts';
import type { CaptureSearchApi } from './captures-search.ts';
import type { DeviceStatsApi } from './device-stats.ts';
import type { DeviceValuesApi } from './device-values.ts';
import type { SetupFacts } from './devices.ts';
import type { Failure } from './errors.ts';
import type { ExplorerApi } from './explorer.ts';
import type { GroupApi, GroupFacts, GroupPulse, PulseUpload } from './group.ts';
import type { ManifestFacts } from './manifest.ts';
import type { NoteApi } from './notes.ts';
import type { PreviewApi } from './preview.ts';
import type { ReportApi } from './report.ts';
import type { RetentionApi } from './retention.ts';
import type { SupportApi } from './support.ts';
import type { TestCaptureApi, TestCaptureEvents, TestSummary } from './test-capture.ts';
import type { TopicCounts } from './topics.ts';
import type { UploadApi, UploadEvents, UploadState, UploadsFacts } from './uploads.ts';

/**
 * The whole conversation between the exporter and those who watch or steer it: screens, command line, tests.
 * Everything is JSON-safe, so that every wire carries the same; 64-bit numbers are decimal strings.
 */

export const outcomeCodes = [
  'captured',
  'late',
  'missing',
  'stale',
  'undecodable',
  'wrong-type',
  'unreachable',
  'refused',
  'lost',
  'skipped',
] as const;
/** What became of one channel in one capture. */
export type OutcomeCode = (typeof outcomeCodes)[number];

/** Of one exporter's channels: all expected captured, some, none (no file), or no verified file. */
export type CaptureVerdict = 'complete' | 'partial' | 'empty' | 'failed';

/** The two together are the identity of a pulse: a timing system may start its IDs again at 0. */
export type PulseFacts = { pulseId: string; timestampNs: string };

export type Provenance = { kind: 'kafka'; topic: string; partition: number; offset: string } | { kind: 'archiver'; pv: string };

export type ChannelOutcome = {
  channel: string;
  device: string;
  code: OutcomeCode;
  /** Says what happened and what to do, with the channel and its source in it. */
  sentence: string;
  /** Why not, for programs; absent where captured. */
  failure?: Failure;
  /** Reading's time minus pulse's time, milliseconds. */
  offsetMs?: number;
  /** How old a `last` reading was at the pulse, milliseconds. */
  ageMs?: number;
  /** From the pulse until the reading stood in Kafka, milliseconds. */
  latencyMs?: number;
  /** Of the value as it came, without its wrapping. */
  bytes?: number;
  /** How long its writing held the file, milliseconds. */
  tookMs?: number;
  alarm?: { severity: string; status: string };
  provenance?: Provenance;
  /** Of an image as it came: numpy's name of its pixels, and rows before columns. */
  pixels?: { dtype: string; shape: number[] };
  /** Why the Gateway would refuse it, by the manifest as it was when the capture began; it is captured all the same. */
  gateway?: string;
};

/** `live`: announced as it happens, so late readings are waited for. `past`: waits for nothing. */
export type CaptureMode = 'live' | 'past';
export const captureSteps = ['chosen', 'collecting', 'writing', 'verifying', 'naming', 'kept', 'failed'] as const;
export type CaptureStep = (typeof captureSteps)[number];

/** Milliseconds from the start of the capture to the end of each phase. */
export type PhaseTimes = { collectMs?: number; writeMs?: number; verifyMs?: number; totalMs?: number };

export type CaptureSummary = {
  captureId: string;
  pulse: PulseFacts;
  attempt: number;
  mode: CaptureMode;
  step: CaptureStep;
  verdict: CaptureVerdict | null;
  expected: number;
  captured: number;
  /** What its file says of area and experiment; absent until that was read at the pulse. */
  metadata?: Metadata;
  /** How many channels ended in which outcome. */
  counts: Partial<Record<OutcomeCode, number>>;
  /** Relative to the data folder, with forward slashes; null while there is none. */
  file: string | null;
  bytes: number;
  phases: PhaseTimes;
  startedAt: string;
  failure: Failure | null;
  /** Its devices were given to another exporter meanwhile: it does not count and is not uploaded. Says who has them. */
  superseded?: string;
  /** Why its file is not to go to the Gateway: another pulse has its record. */
  localOnly?: string;
  /** Where its file is on its way to the Gateway; absent where it is not to go there. */
  upload?: UploadState;
  /** Its file was deleted here since then: by the limits of the settings, after its upload or in a simulation. */
  removedAt?: string;
  /** Channels the Gateway would refuse, by the manifest as it was when the capture began; absent where none, and in captures of earlier runs. */
  unwanted?: string[];
};

export type CaptureDetails = CaptureSummary & { outcomes: ChannelOutcome[] };

export type ScheduleFacts =
  | { kind: 'manual' }
  | { kind: 'seconds'; every: number; count?: number }
  | { kind: 'pulses'; every: number; count?: number };

export type Metadata = { activeArea: string; activeExperiment: string };
/** What a person has set; what is not in it is as the settings say: fixed, or read at the pulse. */
export type MetadataSet = Partial<Metadata>;

export type OutOfService = { reason: string; by: string; since: string; until: string | null };

export type SourceState = 'unknown' | 'reachable' | 'unreachable';
export type SourceFacts = {
  source: 'kafka' | 'archiver' | 'pulses';
  state: SourceState;
  sentence: string;
  failure: Failure | null;
  since: string;
};

export type DiskFacts = { state: 'ok' | 'low' | 'unwritable'; sentence: string; freeBytes: number | null };

export type FaultFacts = { fault: string; device: string | null };

export type CaptureRequest = { waitForEnd?: boolean };

type SubjectApis = UploadApi &
  GroupApi &
  CaptureSearchApi &
  ReportApi &
  AlarmApi &
  DeviceStatsApi &
  DeviceValuesApi &
  BrowseApi &
  NoteApi &
  SupportApi &
  PreviewApi &
  RetentionApi &
  ExplorerApi &
  TestCaptureApi;

/** One name, one argument, one promise. */
export type Api = SubjectApis & {
  captureNow(request: CaptureRequest): Promise<{ captureId: string }>;
  capturePulse(request: { pulseId: string; timestampNs?: string } & CaptureRequest): Promise<{ captureId: string }>;
  captureRange(request: { fromPulseId: string; toPulseId: string } | { fromNs: string; toNs: string }): Promise<{ pulses: number }>;
  startSchedule(request: { schedule: ScheduleFacts }): Promise<void>;
  stopSchedule(request: Record<string, never>): Promise<void>;
  /** From the next pulse on. null: as the settings say again; left out: unchanged. */
  setMetadata(request: { activeArea?: string | null; activeExperiment?: string | null; by: string }): Promise<void>;
  takeOutOfService(request: { device: string; reason: string; by: string; until?: string }): Promise<void>;
  returnToService(request: { device: string; by: string }): Promise<void>;
  setFault(request: { fault: string; device?: string; on: boolean }): Promise<void>;
  listCaptures(request: { limit: number; before?: string }): Promise<CaptureSummary[]>;
  getCapture(request: { captureId: string }): Promise<CaptureDetails>;
};
/** Facts in the past tense; `snapshot` comes first to each listener. */
export type Events = UploadEvents &
  AlarmEvents &
  TestCaptureEvents & {
    snapshot: { state: ExporterState };
    'exporter/started': { name: string; version: string; at: string; simulated: boolean; dataFolder: string };
    'exporter/stopped': { at: string };
    /** What is captured has changed: a follower's with its leader's. */
    'setup/changed': { setup: SetupFacts };
    'schedule/changed': { schedule: ScheduleFacts };
    'pulses/skipped': { count: number; first: PulseFacts; last: PulseFacts; reason: string };
    'pulse/unavailable': { failure: Failure; at: string };
    'capture/started': { capture: CaptureSummary };
    'channels/decided': { captureId: string; outcomes: { channel: string; code: OutcomeCode }[] };
    'capture/stepped': { captureId: string; step: CaptureStep };
    'capture/finished': { capture: CaptureSummary; missed: ChannelOutcome[] };
    'capture/amended': { captureId: string; outcomes: ChannelOutcome[] };
    /** The disk can't take it now; it is taken again when the disk is back. */
    'capture/held': { captureId: string; pulse: PulseFacts; failure: Failure };
    'source/changed': { source: SourceFacts };
    'topics/counted': { topics: TopicCounts[] };
    'disk/changed': { disk: DiskFacts };
    'metadata/changed': { metadata: MetadataSet; by: string; at: string };
    'device/changed': { device: string; outOfService: OutOfService | null };
    'recovery/finished': { adopted: number; retaken: number; lost: PulseFacts[] };
    'faults/changed': { faults: FaultFacts[] };
    'group/changed': { group: GroupFacts };
    /** Something about the group a person should know: two leaders, a new run of pulse IDs, a member lost. */
    'group/noticed': { notice: Failure; at: string };
    'pulse/announced': { pulse: GroupPulse };
    /** A share began, went on or was reported; with a verdict when the last one was, and again when it improves. */
    'pulse/judged': { pulse: GroupPulse };
    /** How its files stand in the Gateway has changed: perhaps hours after the pulse. */
    'pulse/uploaded': { pulse: PulseFacts; upload: PulseUpload };
    'capture/superseded': { captureId: string; by: string };
  };
export type ExporterEvent = { [T in keyof Events]: { type: T } & Events[T] }[keyof Events];
export type EventListener = (event: ExporterEvent) => void;

/** `subscribe` calls back at once with a snapshot and returns its stop. */
export type Exporter = Api & { subscribe(listener: EventListener): () => void };

/** Outcome codes of one capture, for the matrix; a channel that is not in it is still being collected. */
export type CaptureCells = CaptureSummary & { codes: Record<string, OutcomeCode> };

export type ExporterState = {
  name: string;
  version: string;
  simulated: boolean;
  dataFolder: string;
  running: boolean;
  schedule: ScheduleFacts;
  /** null until there is one: a follower has it from its leader. */
  setup: SetupFacts | null;
  metadata: MetadataSet;
  sources: SourceFacts[];
  disk: DiskFacts | null;
  outOfService: Record<string, OutOfService>;
  faults: FaultFacts[];
  topics: Record<string, TopicCounts>;
  skippedPulses: number;
  /** Newest first, at most `capturesKept`; those in flight among them. */
  captures: CaptureCells[];
  /** null where the settings name no group. */
  group: GroupFacts | null;
  /** Newest first, at most `capturesKept`; over all exporters of the group. */
  pulses: GroupPulse[];
  /** null where files are not uploaded. */
  uploads: UploadsFacts | null;
  /** The channels judged by the Gateway's manifest; null where files are not uploaded. */
  manifest: ManifestFacts | null;
  /** What lasts longest first among those of devices; at most `alarmsMost`. */
  alarms: Alarm[];
  /** The one that runs, or ran last. */
  test: TestSummary | null;
  lastFailure: Failure | null;
};
export const capturesKept = 60;
