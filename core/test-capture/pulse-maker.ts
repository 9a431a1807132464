import type { Clock } from '../clock.ts';
import { messageOf } from '../contract/errors.ts';
import type { TestRequest } from '../contract/test-capture.ts';
import type { PulseSource } from '../pulses/port.ts';
import type { Pulse } from '../pulses/pulse.ts';

/** Pulses made by hand are numbered from here on, with the milliseconds of their time: no timing system counts so far, and a double still holds it exactly. */
export const firstMadeId = 9_000_000_000_000_000n;

const askedEveryMs = 100;
/** After a failure. */
const againMs = 1000;

export type PulseMaker = {
  /** Only what comes from now on is taken. Rejects where nothing tells of pulses. */
  begin(signal: AbortSignal): Promise<void>;
  /** The next pulse to take. Resolves with null when the signal is aborted. */
  next(signal: AbortSignal): Promise<Pulse | null>;
};
type MakerPorts = { clock: Clock; note(sentence: string): void };

/** Those of the pulse source as they come; one that came while another was being taken is passed over. A source that fails for a while is asked again. */
function fromLaser(pulses: Pick<PulseSource, 'newest'>, { clock, note }: MakerPorts): PulseMaker {
  let lastNs = 0n;
  return {
    async begin(signal) {
      lastNs = (await pulses.newest(signal)).timestampNs;
    },
    async next(signal) {
      while (!signal.aborted) {
        const newest = await pulses.newest(signal).catch((error: unknown) => {
          if (!signal.aborted) note(messageOf(error));
          return null;
        });
        if (newest !== null && newest.timestampNs > lastNs) {
          lastNs = newest.timestampNs;
          return newest;
        }
        await clock.sleep(newest === null ? againMs : askedEveryMs, signal);
      }
      return null;
    },
  };
}

/** At whole steps of the clock; steps that pass while a pulse is being taken are left out. */
function fromClock(everyMs: number, { clock }: MakerPorts): PulseMaker {
  let lastMs = 0;
  return {
    begin: async () => undefined,
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

export function pulseMaker({ pulses }: TestRequest, source: Pick<PulseSource, 'newest'>, ports: MakerPorts): PulseMaker {
  return pulses.kind === 'laser' ? fromLaser(source, ports) : fromClock(pulses.everyMs, ports);
}
