import { pulseAt, pulsePeriodNs } from './beat.ts';
import type { FaultBoard } from './faults.ts';

/** Where IDs begin again from the beginning of time, they do so each hour. */
const hourOfPulses = 36_000;

/** The ID the timing system gives to pulse k: k itself, unless it was restarted. */
export function pulseIdOf(faults: FaultBoard, k: number): bigint {
  const span = faults.span('pulse-id-restart', null, BigInt(k) * pulsePeriodNs);
  if (span === null) return BigInt(k);
  return BigInt(span.fromNs === null ? k % hourOfPulses : k - pulseAt(span.fromNs));
}

/** The last pulse up to `newest` that had this ID; null where none had. */
export function pulseWithId(faults: FaultBoard, id: bigint, newest: number): number | null {
  const number = Number(id);
  const hour = newest - (newest % hourOfPulses);
  const restarts = faults
    .spansOf('pulse-id-restart')
    .flatMap(({ fromNs }) => (fromNs === null ? [hour, hour - hourOfPulses] : [pulseAt(fromNs)]));
  const candidates = [number, ...restarts.map((start) => start + number)].filter((k) => k <= newest && pulseIdOf(faults, k) === id);
  return candidates.length === 0 ? null : Math.max(...candidates);
}
