import { isoNs } from '../pulses/pulse.ts';

/** The Gateway's name of a pulse: of its timestamp in the file, in UTC. What is below is cut off, as it is in the file. */
export function recordIdOf(timestampNs: bigint, milliseconds: boolean): string {
  const digits = isoNs(timestampNs).replace(/\D/g, '');
  return digits.slice(0, milliseconds ? 17 : 14);
}
