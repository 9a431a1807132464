import { join } from 'node:path';
import { isoTime } from '../clock.ts';
import type { CaptureMode, CaptureSummary, ChannelOutcome, DiskFacts, Metadata } from '../contract/api.ts';
import { type Failure, failure, toFailure } from '../contract/errors.ts';
import type { RecordFacts } from '../contract/uploads.ts';
import { pathFor } from '../hdf5/path.ts';
import { fromFacts, type Pulse, toFacts } from '../pulses/pulse.ts';
import { type Begun, endSummary } from './begun.ts';
import type { ExpectedChannel } from './expected.ts';
import { createHeld, type HeldCause, owedTo } from './held.ts';
import { lateReachMs, lookForLate, reachingFar } from './late-look.ts';
import { createLeftovers } from './leftovers.ts';
import { createPlaces } from './places.ts';
import type { Records } from './records.ts';
import { type Taken, type TakePorts, takeOne } from './take-one.ts';

/** Given by the leader of a group: files of one pulse say the same, and each exporter takes its own devices. */
export type Share = { metadata: Metadata; devices: readonly string[]; record: RecordFacts };

export type CapturesPorts = TakePorts & {
  /** Whose time out of service is over comes back before the next pulse. */
  beforeBegin(): Promise<void>;
  records: Records;
  diskNow(): Promise<DiskFacts>;
  diskFailed(why: Failure): void;
  /** Files go to the Gateway. */
  uploads(): boolean;
  onFile(bytes: number): void;
  onFinished(capture: CaptureSummary, outcomes: readonly ChannelOutcome[]): void;
  onAmended(capture: CaptureSummary, outcomes: readonly ChannelOutcome[]): void;
  /** Not taken, or not ended in the journal: whoever gave it is told by the rejection. */
  onBroken(begun: Begun): void;
};

/** More second looks than this at once would load the sources for little; the next captures go first. */
const looksMost = 8;

const stillOwed = failure('STOPPED', 'Stopped before it was taken again: it is still owed.');

/** null: held until the disk or the source is back. */
export type TakeResult = CaptureSummary | null;

export type Captures = {
  /** The journal has each pulse before anything is done for it. `waitMs` counts from here. */
  begin(pulses: readonly Pulse[], mode: CaptureMode, waitMs: number, share?: Share): Promise<Begun[]>;
  /** In turn. Never fails for the capture's own trouble. */
  take(begun: Begun): Promise<TakeResult>;
  /** After the disk or a source came back. */
  takeHeld(cause: HeldCause): void;
  held(): number;
  /** Everything in flight ends with what it has, everything waiting ends as stopped; what is owed stays owed, in the journal for the next start too. */
  stopAll(): Promise<void>;
  /** The same, and whatever is still given ends as stopped too. */
  close(): Promise<void>;
  whenIdle(): Promise<void>;
  /** As soon as one more could be taken at once, or has fewer than so many before it. */
  whenFree(before?: number): Promise<void>;
};

/** All captures of this exporter: begun in the journal, taken in turn, ended in the journal. */
export function createCaptures(ports: CapturesPorts): Captures {
  const { intake, journal, feed, clock, records } = ports;
  const places = createPlaces(ports.settings.hdf5.writers);
  const leftovers = createLeftovers();
  const held = createHeld((begun) => takeAndTell(begun));
  const looks = new Set<Promise<void>>();
  const inFlight = new Set<Promise<TakeResult>>();
  let stopping = new AbortController();

  async function begin(pulses: readonly Pulse[], mode: CaptureMode, waitMs: number, share?: Share): Promise<Begun[]> {
    const deadlineMs = mode === 'live' ? clock.monotonicMs() + waitMs : null;
    await ports.beforeBegin();
    const { starts, rows } = await chosen(pulses, mode, share).catch((error: unknown) => {
      for (const pulse of pulses) records.giveBack(pulse);
      throw error;
    });
    return starts.flatMap((start, index) => {
      const row = rows[index];
      return row === undefined ? [] : [{ ...row, ...start, deadlineMs, recovered: false, again: false }];
    });
  }

  async function chosen(pulses: readonly Pulse[], mode: CaptureMode, share?: Share) {
    const starts = [];
    for (const pulse of pulses) {
      const { metadata, record } = await journal.earlier(pulse);
      starts.push({
        ...{ pulse, mode, at: isoTime(clock), devices: share?.devices ?? null },
        metadata: share?.metadata ?? metadata ?? ports.facts.fixed(),
        record: share?.record ?? (await records.of(pulse, record)),
      });
    }
    return { starts, rows: await journal.begin(starts) };
  }

  /** What is of now goes before what is owed or asked for of the past: that can wait. */
  function take(begun: Begun): Promise<TakeResult> {
    const taking = takeInTurn(begun, stopping.signal)
      .catch((error: unknown) => {
        ports.onBroken(begun);
        throw error;
      })
      .finally(() => inFlight.delete(taking));
    inFlight.add(taking);
    return taking;
  }

  function takeInTurn(begun: Begun, signal: AbortSignal): Promise<TakeResult> {
    const urgent = begun.mode === 'live';
    return places.run(async () => {
      if (signal.aborted && begun.again && hold(begun, 'source', stillOwed)) return null;
      const disk = await ports.diskNow();
      if (disk.state !== 'ok' && !signal.aborted && hold(begun, 'disk', diskFailureOf(disk))) return null;
      await leftovers.clear();
      const taken = await takeOne(ports, begun, signal);
      if (taken.end.failure !== null) leftovers.add(partPath(begun));
      const owed = owedTo(taken.end, begun.again);
      if (owed?.cause === 'disk') ports.diskFailed(owed.why);
      const nothingNew = taken.end.verdict === 'empty' || taken.end.verdict === 'failed';
      if (owed !== null && begun.again && nothingNew && hold(begun, owed.cause, owed.why)) return null;
      if (owed !== null) await holdNext(begun, owed.cause, owed.why);
      return finish(taken);
    }, urgent);
  }

  function partPath({ pulse, attempt }: Begun): string {
    return `${join(ports.dataFolder, pathFor(pulse, ports.settings.name, attempt))}.part`;
  }

  function takeAndTell(begun: Begun): void {
    take(begun).catch((error: unknown) => feed.emit({ type: 'pulse/unavailable', failure: toFailure(error), at: isoTime(clock) }));
  }

  async function finish({ start, end, missing }: Taken): Promise<CaptureSummary> {
    const whole = { ...end, upload: ports.uploads(), at: isoTime(clock) };
    await journal.finish(start.captureId, whole);
    const capture = endSummary(start, whole);
    if (capture.file !== null) ports.onFile(capture.bytes);
    feed.emit({ type: 'capture/finished', capture, missed: whole.outcomes.filter(({ code }) => code !== 'captured') });
    ports.onFinished(capture, whole.outcomes);
    if (missing.length > 0 && looks.size < looksMost) lookLater(capture, missing);
    return capture;
  }

  function hold(begun: Begun, cause: HeldCause, why: Failure): boolean {
    const isHeld = held.add(begun, cause);
    if (isHeld) feed.emit({ type: 'capture/held', captureId: begun.captureId, pulse: toFacts(begun.pulse), failure: why });
    return isHeld;
  }

  /** The next attempt stands in the journal before this one ends there, so that no crash in between loses the pulse. */
  async function holdNext(begun: Begun, cause: HeldCause, why: Failure): Promise<void> {
    const { pulse, devices, metadata, record, recovered } = begun;
    const share = devices === null || metadata === null ? undefined : { devices, metadata, record };
    for (const next of await begin([pulse], 'past', 0, share)) hold({ ...next, devices, recovered }, cause, why);
  }

  function lookLater(capture: CaptureSummary, missing: readonly ExpectedChannel[]): void {
    const look = late(capture, missing)
      .catch((error: unknown) => feed.emit({ type: 'pulse/unavailable', failure: toFailure(error), at: isoTime(clock) }))
      .finally(() => looks.delete(look));
    looks.add(look);
  }

  async function late(capture: CaptureSummary, missing: readonly ExpectedChannel[]): Promise<void> {
    const { signal } = stopping;
    const { settleMs } = ports.setup();
    await clock.sleep(Math.max(settleMs, lateReachMs), signal);
    if (signal.aborted) return;
    const outcomes = await lookForLate(intake.source, fromFacts(capture.pulse), reachingFar(missing, settleMs), signal);
    const { captured } = await journal.earlier(fromFacts(capture.pulse)); // by a later attempt meanwhile
    const late = outcomes.filter(({ channel }) => !captured.includes(channel));
    if (late.length === 0) return;
    await journal.amend(capture.captureId, late);
    feed.emit({ type: 'capture/amended', captureId: capture.captureId, outcomes: late });
    ports.onAmended(capture, late);
  }

  /** Those that are begun meanwhile have a signal of their own. */
  async function endAll(next: AbortController): Promise<void> {
    stopping.abort();
    stopping = next;
    await Promise.allSettled([...inFlight, ...looks]);
  }

  return {
    begin,
    take,
    held: () => held.size(),
    takeHeld: (cause) => held.release(cause),
    stopAll: () => endAll(new AbortController()),
    close() {
      held.stop();
      return endAll(stopping);
    },
    whenIdle: () => places.whenIdle(),
    whenFree: places.whenFree,
  };
}

function diskFailureOf({ state, sentence }: DiskFacts): Failure {
  return failure(state === 'low' ? 'DISK_LOW' : 'DISK_UNREACHABLE', sentence);
}
