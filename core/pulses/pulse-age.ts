import type { CaptureMode } from '../contract/api.ts';
import { msBetween, type Pulse } from './pulse.ts';

/**
 * Is a pulse still so young that readings of it may come, and for how many milliseconds more? Judged by the timing system's own times, the pulse's
 * against the newest's: a wrong wall clock must not turn a live pulse into a past one, nor the other way round.
 */
export function modeFor(pulse: Pulse, newest: Pulse, settleMs: number): { mode: CaptureMode; waitMs: number } {
  const ageMs = Math.max(0, msBetween(newest.timestampNs, pulse.timestampNs));
  return ageMs < settleMs || ageMs === 0 ? { mode: 'live', waitMs: settleMs - ageMs } : { mode: 'past', waitMs: 0 };
}
