import { isoNs, type Pulse } from '../pulses/pulse.ts';
import { checkPulse } from './root.ts';

/** Relative to the data folder, with forward slashes, in UTC: 2026/11/22/150405_423648000010_laser-1_1.h5 */
export function pathFor(pulse: Pulse, exporter: string, attempt: number): string {
  checkPulse(pulse);
  const iso = isoNs(pulse.timestampNs);
  const folder = iso.slice(0, 10).replaceAll('-', '/');
  const time = iso.slice(11, 19).replaceAll(':', '');
  return `${folder}/${time}_${pulse.pulseId}_${exporter}_${attempt}.h5`;
}
