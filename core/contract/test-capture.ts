import type { PeekSource } from './browse.ts';
import type { Failure } from './errors.ts';

/** A trial of channels during commissioning: everything they send over some pulses is looked at, and captured into a folder of its own. */
export type TestRequest = {
  /** All channels of these; with `sources`, besides them. */
  devices: string[];
  /** Everything on these, whatever the settings know of them. */
  sources: PeekSource[];
  /** `laser`: those of the pulse source. `clock`: made by hand, so many milliseconds apart, with no laser; matched by time. */
  pulses: { kind: 'laser' } | { kind: 'clock'; everyMs: number };
  /** Whichever comes first. */
  until: { pulses: number } | { seconds: number };
  /** Its files go to the Gateway as any capture's. */
  upload: boolean;
  by: string;
};
export const testPulsesMost = 10_000;
export const testSecondsMost = 24 * 3600;
export const testChannelsMost = 2000;
/** Between pulses made by hand. */
export const madeEveryMs = { least: 50, most: 3_600_000 } as const;

export type TestStep = 'preparing' | 'capturing' | 'settling' | 'done' | 'stopped' | 'failed';

export type TestSummary = {
  testId: string;
  startedAt: string;
  endedAt: string | null;
  step: TestStep;
  request: TestRequest;
  channels: number;
  pulses: number;
  captured: number;
  /** Relative to the data folder. */
  folder: string;
  failure: Failure | null;
};

/** Milliseconds. `counts`: from `fromMs` on, each `stepMs` wide. */
export type Spread = {
  p50: number;
  p95: number;
  min: number;
  max: number;
  histogram: { fromMs: number; stepMs: number; counts: number[] };
};

/** What may be set in the settings of a channel. */
export type SuggestedField = 'match' | 'settleMs' | 'clockOffsetMs' | 'type' | 'dimensionOrder';
export type Suggestion = {
  channel: string;
  field: SuggestedField;
  /** As it would stand in the settings; `now`: as it stands there, null where it does not. */
  value: string | number | { kind: string; [key: string]: string | number };
  now: string | number | { kind: string; [key: string]: string | number } | null;
  /** A sentence with the figures it rests on. */
  reason: string;
};

export type TestChannel = {
  /** Of the settings; of a source that no channel has, the source's own name. */
  channel: string;
  device: string | null;
  source: PeekSource & { sourceName?: string };
  /** What came, how many of it. */
  samples: number;
  /** Hertz; null of fewer than two. */
  rate: number | null;
  /** As it came: kind, dtype and shape; several where it changed. */
  types: { kind: string; dtype: string | null; shape: number[]; samples: number }[];
  units: string | null;
  /** Of one message. */
  bytes: { p50: number; max: number } | null;
  /** From its own time until it stood in Kafka; null for the Archiver. */
  latency: Spread | null;
  /** Its time minus that of the pulse it belongs to. */
  offset: (Spread & { /** Milliseconds an hour. */ driftMsPerHour: number | null; by: 'pulse-id' | 'nearest' }) | null;
  pulseIds: { with: number; without: number /** Of the pulses of this test. */; matched: number };
  /** Pulses of this test with none. `first`: of these some. */
  gaps: { pulses: number; first: string[] };
  duplicates: number;
  alarms: Record<string, number>;
  decodeErrors: { count: number; sentence: string | null };
  /** Captured into the files of the test, out of its pulses; null where no channel of the settings is it. */
  captured: { of: number; captured: number; sentence: string | null } | null;
  /** What the Gateway would refuse it for. */
  gateway: string | null;
  suggestions: Suggestion[];
};

/** Nothing came, and nothing from before holds either: a value that changes rarely is captured as it last was. */
export function isSilent({ samples, captured }: Pick<TestChannel, 'samples' | 'captured'>): boolean {
  return samples === 0 && (captured === null || captured.captured < captured.of || captured.of === 0);
}

export type TestReport = TestSummary & { found: TestChannel[]; notes: string[] };

export type TestCaptureApi = {
  /** BUSY while one is running. */
  startTest(request: TestRequest): Promise<{ testId: string }>;
  /** It ends with what it has. */
  stopTest(request: { testId: string }): Promise<void>;
  /** Of the running one as it stands now. */
  getTest(request: { testId: string }): Promise<TestReport>;
  /** Newest first. */
  listTests(request: Record<string, never>): Promise<TestSummary[]>;
  /** The whole report as a text to keep: HTML that needs nothing else, or JSON. */
  testReport(request: { testId: string; as: 'html' | 'json' }): Promise<{ name: string; text: string }>;
  /** Its folder and its report are removed. */
  removeTest(request: { testId: string; by: string }): Promise<void>;
};
export const testCaptureCommands = [
  'startTest',
  'stopTest',
  'getTest',
  'listTests',
  'testReport',
  'removeTest',
] as const satisfies readonly (keyof TestCaptureApi)[];

export type TestCaptureEvents = {
  /** It began, took a pulse or ended; at most some times a second. */
  'test/changed': { test: TestSummary };
};
