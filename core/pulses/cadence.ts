import { msBetween, type Pulse } from './pulse.ts';

/** Of the facility's timing system, until it has been watched. */
const usualPeriodMs = 100;
/** At most 20 questions a second to the pulse source; at least one, so that a changed cadence is noticed. */
const fastestPollMs = 50;
export const slowestPollMs = 1000;
/** So long without a new pulse is worth saying; ten periods where pulses come slowly, but never more than the upper bound. */
const stillAfterMs = 5000;
const stillAtMostMs = 600_000;

/** How a pulse just seen stands to the one seen before it. An `earlier` one is only out of order, and of no use. */
export type Step = 'first' | 'same' | 'next' | 'new-run' | 'earlier';

/** Pulses of one topic may come this much out of order; a jump back by more is a timing system whose clock was set. */
const outOfOrderMs = 10_000;
/** An ID that comes again within this is the same pulse, however its time was written. */
const sameIdWithinMs = 3_600_000;

export function stepBetween(last: Pulse | null, pulse: Pulse): Step {
  if (last === null) return 'first';
  const laterMs = msBetween(pulse.timestampNs, last.timestampNs);
  if (pulse.pulseId === last.pulseId) return Math.abs(laterMs) < sameIdWithinMs ? 'same' : 'new-run';
  if (pulse.pulseId > last.pulseId) return 'next';
  return laterMs > 0 || laterMs < -outOfOrderMs ? 'new-run' : 'earlier';
}

/** What has been seen of the timing system: how fast its pulses come, and since when none has come. */
export type Cadence = {
  newest: Pulse | null;
  /** Milliseconds for each step of the ID. */
  periodMs: number;
  /** When `newest` was first seen, on the monotonic clock. */
  sinceMs: number;
};

export const unknownCadence: Cadence = { newest: null, periodMs: usualPeriodMs, sinceMs: 0 };

export function watch(cadence: Cadence, pulse: Pulse, nowMs: number): { cadence: Cadence; step: Step } {
  const { newest, periodMs } = cadence;
  const step = stepBetween(newest, pulse);
  if (step === 'same' || step === 'earlier') return { cadence, step };
  const seen = { newest: pulse, periodMs, sinceMs: nowMs };
  if (newest === null || step !== 'next') return { cadence: seen, step };
  const each = msBetween(pulse.timestampNs, newest.timestampNs) / Number(pulse.pulseId - newest.pulseId);
  return { cadence: each > 0 ? { ...seen, periodMs: each } : seen, step };
}

/** Has the timing system stood still for so long that a person should know? */
export function standsStill({ newest, periodMs, sinceMs }: Cadence, nowMs: number): boolean {
  return newest !== null && nowMs - sinceMs >= Math.min(Math.max(stillAfterMs, 10 * periodMs), stillAtMostMs);
}

/** About four looks for each pulse; far fewer while the wanted one is far. */
export function pollAfterMs({ periodMs }: Cadence, idsToGo: bigint | null): number {
  const nearMs = periodMs / 4;
  const wait = idsToGo !== null && idsToGo > 2n ? Math.max(nearMs, Number(idsToGo - 1n) * periodMs) : nearMs;
  return Math.min(Math.max(wait, fastestPollMs), slowestPollMs);
}
