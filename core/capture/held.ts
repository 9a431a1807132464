import { type Failure, type FailureCode, failure } from '../contract/errors.ts';
import type { CaptureEnd } from '../journal/port.ts';
import type { Begun } from './begun.ts';

/** What a capture waits for before it is taken again. */
export type HeldCause = 'disk' | 'source';

/** A year of captures at one a minute would not be held: beyond this the newest are given up, and their end in the journal says why. */
const heldMost = 10_000;
const firstRetryMs = 5_000;
const longestRetryMs = 60_000;

const diskCodes: ReadonlySet<FailureCode> = new Set(['DISK_FULL', 'DISK_READ_ONLY', 'DISK_UNREACHABLE', 'DISK_LOW']);
const sourceCodes: ReadonlySet<FailureCode> = new Set(['KAFKA_UNREACHABLE', 'ARCHIVER_UNREACHABLE', 'ARCHIVER_BUSY']);
/** It was too slow for a live capture, which need not be so later; a PV that always hangs must not be owed for ever. */
const slowCode: FailureCode = 'ARCHIVER_TIMEOUT';
/** A thread died or a file came back different: as likely an accident as not, so it is tried once more and not for ever. */
const accidentCodes: ReadonlySet<FailureCode> = new Set(['INTAKE_ENDED', 'WRITE_FAILED', 'VERIFY_FAILED']);

export type Owed = { cause: HeldCause; why: Failure };

/**
 * Is it worth taking this pulse again, when, and why was it not had? Only what comes back by itself is waited for; a wrong name does not. `again`: it was
 * taken again already.
 */
export function owedTo({ failure: own, outcomes }: Pick<CaptureEnd, 'failure' | 'outcomes'>, again: boolean): Owed | null {
  if (own !== null && diskCodes.has(own.code)) return { cause: 'disk', why: own };
  if (own !== null && accidentCodes.has(own.code)) return again ? null : { cause: 'source', why: own };
  const passes = ({ code }: Failure) => sourceCodes.has(code) || (code === slowCode && !again);
  const gone = outcomes.flatMap(({ code, failure: why }) => (code === 'unreachable' && why && passes(why) ? [why] : []));
  const [first] = gone;
  if (first === undefined) return null;
  const many = gone.length === 1 ? 'One channel is' : `${gone.length} channels are`;
  return { cause: 'source', why: failure(first.code, `${many} still owed by the source. ${first.message}`, first.facts) };
}

export type Held = {
  /** false at the bound. */
  add(begun: Begun, cause: HeldCause): boolean;
  /** What was waited for is back. */
  release(cause: HeldCause): void;
  size(): number;
  stop(): void;
};

/** Captures that stand in the journal and wait for the disk or a source. A source is also tried now and then with the oldest of them, ever more seldom. */
export function createHeld(take: (begun: Begun) => void): Held {
  const held: Record<HeldCause, Begun[]> = { disk: [], source: [] };
  let retryMs = firstRetryMs;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  function tryLater(): void {
    if (timer !== undefined || stopped) return;
    timer = setTimeout(tryOldest, retryMs);
    timer.unref();
    retryMs = Math.min(retryMs * 2, longestRetryMs);
  }

  function tryOldest(): void {
    timer = undefined;
    const oldest = held.source.shift();
    if (oldest !== undefined) take(oldest);
    if (held.source.length > 0) tryLater();
  }

  function size(): number {
    return held.disk.length + held.source.length;
  }

  return {
    size,
    add(begun, cause) {
      if (size() >= heldMost) return false;
      held[cause].push({ ...begun, mode: 'past', deadlineMs: null, again: true });
      if (cause === 'source') tryLater();
      return true;
    },
    release(cause) {
      if (cause === 'source') retryMs = firstRetryMs;
      if (!stopped) for (const begun of held[cause].splice(0)) take(begun);
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
