import { ExporterError } from '../contract/errors.ts';
import type { PulseSource } from '../pulses/port.ts';
import { isoMs, type Pulse } from '../pulses/pulse.ts';
import { pulseAt, pulseFrom, pulsesPerSecond, timeOfPulse } from './beat.ts';
import type { Facility } from './facility.ts';
import { pulseIdOf, pulseWithId } from './timing.ts';

/** The facility's timing system, asked directly. It remembers as long as the topics do. */
export function createSimulatedPulses(
  facility: Pick<Facility, 'faults'>,
  options: { now(): bigint; retentionSeconds?: number | undefined },
): PulseSource {
  const { now, retentionSeconds = 3600 } = options;
  const pulseOf = (k: number): Pulse => ({ pulseId: pulseIdOf(facility.faults, k), timestampNs: timeOfPulse(k) });
  const oldest = (newest: number): number => newest - Math.floor(retentionSeconds * pulsesPerSecond);
  return {
    async newest(signal) {
      refuseStopped(signal);
      return pulseOf(pulseAt(now()));
    },
    async find(pulseId, signal) {
      refuseStopped(signal);
      const newest = pulseAt(now());
      const k = pulseWithId(facility.faults, pulseId, newest);
      if (k !== null && k >= oldest(newest)) return pulseOf(k);
      const held = `${pulseIdOf(facility.faults, oldest(newest))} of ${isoMs(timeOfPulse(oldest(newest)))} to ${pulseIdOf(facility.faults, newest)}`;
      throw new ExporterError(
        'PULSE_UNKNOWN',
        `The simulated facility has no pulse ${pulseId}; it holds pulses ${held}. Choose one of those.`,
        {
          facts: { pulseId: String(pulseId) },
        },
      );
    },
    async between(fromNs, toNs, limit, signal) {
      refuseStopped(signal);
      const newest = pulseAt(now());
      const first = Math.max(pulseFrom(fromNs), oldest(newest));
      const last = Math.min(pulseAt(toNs), newest);
      const count = Math.max(0, Math.min(limit, last - first + 1));
      return Array.from({ length: count }, (_, i) => pulseOf(first + i));
    },
  };
}

function refuseStopped(signal: AbortSignal): void {
  if (signal.aborted) throw new ExporterError('STOPPED', 'Asking the simulated facility for pulses was stopped.');
}
