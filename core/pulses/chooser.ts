import { type Failure, failure, toFailure } from '../contract/errors.ts';
import { type Cadence, type Step, standsStill, stepBetween, unknownCadence, watch } from './cadence.ts';
import type { PulseSource } from './port.ts';
import { isoMs, type Pulse } from './pulse.ts';
import type { SchedulePorts } from './schedule-ports.ts';
import { createSkips } from './skips.ts';

export type Seen = { pulse: Pulse; step: Step; before: Pulse | null };

/** What every kind of schedule does with pulses: look, give, skip, and say what is wrong once. It outlives changes of the rate. */
export type Chooser = {
  /** The newest pulse; null where it cannot be had, which is then said. */
  look(signal: AbortSignal): Promise<Seen | null>;
  /** Pulses after `before` up to `last`; null where they cannot be had. */
  pulsesAfter(before: Pulse, last: Pulse, signal: AbortSignal): Promise<Pulse[] | null>;
  /** Gives the pulse away, or counts it as skipped while the one before is still being taken. False where it was not given. */
  take(pulse: Pulse): boolean;
  /** Pulses that nobody looked at in time. */
  missed(count: number, first: Pulse, last: Pulse): void;
  cadence(): Cadence;
  stop(): void;
};

/** More pulses than this between two looks are counted, not listed. */
const betweenAtMost = 10_000;

export function createChooser({ source, clock, onPulse, onSkipped, onFailure }: SchedulePorts): Chooser {
  const skips = createSkips(onSkipped, clock.monotonicMs);
  let cadence = unknownCadence;
  /** Given or skipped: never dealt with again. */
  let dealtWith: Pulse | null = null;
  let taking: Pulse | null = null;
  let told: string | null = null;
  let stopped = false;

  function tellOnce(trouble: string, what: Failure): void {
    if (told !== trouble && !stopped) onFailure(what);
    told = trouble;
  }

  async function ask<T>(question: (source: PulseSource) => Promise<T>, signal: AbortSignal): Promise<T | null> {
    try {
      return await question(source);
    } catch (error) {
      const what = toFailure(error);
      if (!signal.aborted) tellOnce(what.code, what);
      return null;
    }
  }

  async function give(pulse: Pulse): Promise<void> {
    try {
      await onPulse(pulse, 'live');
    } catch (error) {
      if (!stopped) onFailure(toFailure(error));
    }
    taking = null;
  }

  return {
    async look(signal) {
      const pulse = await ask((asked) => asked.newest(signal), signal);
      if (pulse === null || signal.aborted) return null;
      const before = cadence.newest;
      const nowMs = clock.monotonicMs();
      const seen = watch(cadence, pulse, nowMs);
      cadence = seen.cadence;
      if (cadence.newest !== null && standsStill(cadence, nowMs)) tellOnce('still', stillFailure(cadence.newest));
      else told = null;
      return { pulse, step: seen.step, before };
    },
    async pulsesAfter(before, last, signal) {
      const from = before.timestampNs < last.timestampNs ? before.timestampNs + 1n : last.timestampNs;
      return ask((asked) => asked.between(from, last.timestampNs, betweenAtMost, signal), signal);
    },
    take(pulse) {
      const step = stepBetween(dealtWith, pulse);
      if (step === 'same' || step === 'earlier') return false;
      dealtWith = pulse;
      if (taking !== null) {
        skips.add({ count: 1, first: pulse, last: pulse, reason: stillTaking(taking) });
        return false;
      }
      skips.flush();
      taking = pulse;
      void give(pulse);
      return true;
    },
    missed(count, first, last) {
      skips.add({ count, first, last, reason: 'the pulse source or this computer answered too late' });
    },
    cadence: () => cadence,
    stop() {
      skips.flush();
      stopped = true;
    },
  };
}

function stillTaking({ pulseId }: Pulse): string {
  return `the capture of pulse ${pulseId} was still running; choose a longer interval, or let more captures run at once (hdf5.writers)`;
}

function stillFailure({ pulseId, timestampNs }: Pulse): Failure {
  const when = isoMs(timestampNs);
  const sentence = `No new pulse since ${pulseId} at ${when}. Is the timing system running, and does it still publish? The schedule goes on by itself with the next pulse.`;
  return failure('PULSE_UNKNOWN', sentence, { pulseId: String(pulseId), timestampNs: String(timestampNs) });
}
