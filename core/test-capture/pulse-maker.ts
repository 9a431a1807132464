import type { Clock } from '../clock.ts';
import type { TestRequest } from '../contract/test-capture.ts';
import type { PulseSource } from '../pulses/port.ts';
import type { Pulse } from '../pulses/pulse.ts';

/** Pulses made by hand are numbered from here on, with the milliseconds of their time: no timing system counts so far, and a double still holds it exactly. */
export const firstMadeId = 9_000_000_000_000_000n;

const askedEveryMs = 100;

/** The next pulse to take. Resolves with null when the signal is aborted. */
export type PulseMaker = { next(signal: AbortSignal): Promise<Pulse | null> };

/** Those of the pulse source as they come; one that came while another was being taken is passed over. */
function fromLaser(pulses: Pick<PulseSource, 'newest'>, clock: Clock): PulseMaker {
  let last: Pulse | null = null;
  return {
    async next(signal) {
      while (!signal.aborted) {
        const newest = await pulses.newest(signal);
        if (last === null || newest.timestampNs > last.timestampNs) {
          last = newest;
          return newest;
        }
        await clock.sleep(askedEveryMs, signal);
      }
      return null;
    },
  };
}

/** At whole steps of the clock; steps that pass while a pulse is being taken are left out. */
function fromClock(everyMs: number, clock: Clock): PulseMaker {
  let lastMs = 0;
  return {
    async next(signal) {
      const nextMs = Math.max(lastMs + everyMs, Math.ceil(clock.wallMs() / everyMs) * everyMs);
      await clock.sleep(Math.max(0, nextMs - clock.wallMs()), signal);
      if (signal.aborted) return null;
      lastMs = nextMs;
      const whole = BigInt(Math.round(nextMs));
      return { pulseId: firstMadeId + whole, timestampNs: whole * 1_000_000n };
    },
  };
}

export function pulseMaker({ pulses }: TestRequest, source: Pick<PulseSource, 'newest'>, clock: Clock): PulseMaker {
  return pulses.kind === 'laser' ? fromLaser(source, clock) : fromClock(pulses.everyMs, clock);
}
