import type { Pulse } from './pulse.ts';

/**
 * Where pulses come from: a Kafka topic, an Archiver PV, or the simulation.
 * Every method fails with an ExporterError that names the topic or PV; none of them waits for a pulse that does not exist yet.
 */
export type PulseSource = {
  /** The newest pulse that has happened. */
  newest(signal: AbortSignal): Promise<Pulse>;
  /** The pulse with this ID, looked up to get its time; the newest of them where IDs have begun again. PULSE_UNKNOWN where it is not held any more. */
  find(pulseId: bigint, signal: AbortSignal): Promise<Pulse>;
  /** All pulses with fromNs <= timestamp <= toNs, oldest first, at most `limit`. */
  between(fromNs: bigint, toNs: bigint, limit: number, signal: AbortSignal): Promise<Pulse[]>;
};
