import { join } from 'node:path';
import { type Clock, isoTime } from '../clock.ts';
import type { CaptureMode, CaptureStep, CaptureSummary, ChannelOutcome, OutOfService } from '../contract/api.ts';
import { type Failure, failure } from '../contract/errors.ts';
import type { Feed } from '../feed.ts';
import type { FileWriter } from '../hdf5/port.ts';
import type { Intake } from '../intake/port.ts';
import type { CaptureEnd, Journal } from '../journal/port.ts';
import type { DeviceSettings, OwnSettings, Setup } from '../settings/schema.ts';
import { type Begun, startSummary } from './begun.ts';
import { lostOutcome } from './decide.ts';
import { type ExpectedChannel, expectationOf } from './expected.ts';
import type { FactsReader } from './facts-reader.ts';
import { reachingFar } from './late-look.ts';
import { type Marks, withMarks } from './marks.ts';
import { runCapture } from './run-capture.ts';
import { verdictOf } from './verdict.ts';

export type TakePorts = {
  settings: OwnSettings;
  /** What is captured, as it is now: a follower's changes with its leader's. */
  setup(): Setup;
  dataFolder: string;
  version: string;
  intake: Intake;
  writer: FileWriter;
  journal: Journal;
  feed: Feed;
  clock: Clock;
  facts: FactsReader;
  outOfService(): Readonly<Record<string, OutOfService>>;
  /** As far as is known now; asks nobody. */
  marks(): Marks;
};

export type Taken = {
  start: CaptureSummary;
  end: Omit<CaptureEnd, 'at'>;
  /** Missed by a live capture that was not stopped: worth a second look. */
  missing: ExpectedChannel[];
};

/** Takes one begun capture, telling journal and feed of each step. The end is not in the journal yet. Throws only for the journal's own trouble. */
export async function takeOne(ports: TakePorts, begun: Begun, signal: AbortSignal): Promise<Taken> {
  const { settings, journal, feed, clock } = ports;
  const { captureId, pulse, attempt } = begun;
  const { devices, settleMs } = ports.setup();
  const earlier = await journal.earlier(pulse);
  const own = begun.devices === null ? devices : devicesNamed(devices, begun.devices);
  const { expected: missed, skipped } = expectationOf(own, ports.outOfService(), new Set(earlier.captured));
  const expected = attempt > 1 && begun.mode === 'past' ? reachingFar(missed, settleMs) : missed;
  const marks = ports.marks();
  const unwanted = expected.flatMap(({ channel }) => (marks.has(channel.name) ? [channel.name] : []));
  const start = { ...startSummary(begun, expected.length, isoTime(clock)), ...(unwanted.length > 0 && { unwanted }) };
  feed.emit({ type: 'capture/started', capture: start });
  if (signal.aborted) return { start, end: stoppedEnd(expected.length, skipped), missing: [] };

  await journal.step(captureId, 'collecting');
  const { metadata, failure: factsFailure } =
    begun.metadata === null ? await ports.facts.read(pulse, signal) : { metadata: begun.metadata, failure: null };
  if (begun.metadata === null) await journal.step(captureId, 'collecting', { metadata });

  const waitMs = begun.deadlineMs === null ? 0 : Math.max(0, begun.deadlineMs - clock.monotonicMs());
  const exporter = { name: settings.name, version: ports.version };
  const hdf5 = { dataFolder: ports.dataFolder, hdf5: settings.hdf5 };
  const work = { pulse, attempt, waitMs, metadata, expected, skipped, exporter, digits: begun.record.digits, ...hdf5 };
  const end = await runCapture(work, { source: ports.intake.source, writer: ports.writer, joinPath: join, step, onDecided }, signal);
  const known = begun.recovered ? withLost(end) : end;
  const told = { ...known, outcomes: withMarks(known.outcomes, marks), failure: known.failure ?? factsFailure };
  return { start: { ...start, metadata }, end: told, missing: missingOf(begun.mode, known) };

  async function step(step: CaptureStep, file?: string): Promise<void> {
    await journal.step(captureId, step, file === undefined ? {} : { file });
    feed.emit({ type: 'capture/stepped', captureId, step });
  }

  function onDecided(outcomes: readonly ChannelOutcome[]): void {
    feed.emit({ type: 'channels/decided', captureId, outcomes: outcomes.map(({ channel, code }) => ({ channel, code })) });
  }

  function missingOf(mode: CaptureMode, { outcomes }: Omit<CaptureEnd, 'at'>): ExpectedChannel[] {
    if (mode === 'past' || signal.aborted) return [];
    const missing = new Set(outcomes.flatMap(({ channel, code }) => (code === 'missing' ? [channel] : [])));
    return expected.filter(({ channel }) => missing.has(channel.name));
  }
}

/** Asked to stop before anything was read of it. */
function stoppedEnd(expected: number, skipped: readonly ChannelOutcome[]): Omit<CaptureEnd, 'at'> {
  const why: Failure = failure('STOPPED', 'Stopped before this capture began. Capture the pulse again if it is wanted.');
  return { verdict: 'failed', expected, file: null, bytes: 0, phases: {}, failure: why, outcomes: skipped };
}

/** After a crash: what the sources no longer hold is lost. */
function withLost(end: Omit<CaptureEnd, 'at'>): Omit<CaptureEnd, 'at'> {
  const outcomes = end.outcomes.map((outcome) => (outcome.failure?.code === 'RETENTION_PASSED' ? lostOutcome(outcome) : outcome));
  return { ...end, outcomes, verdict: end.verdict === 'failed' ? 'failed' : verdictOf(outcomes) };
}

function devicesNamed(devices: readonly DeviceSettings[], names: readonly string[]): DeviceSettings[] {
  const wanted = new Set(names);
  return devices.filter(({ name }) => wanted.has(name));
}
