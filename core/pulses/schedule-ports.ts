import type { CaptureMode, ScheduleFacts } from '../contract/api.ts';
import type { Failure } from '../contract/errors.ts';
import type { PulseSource } from './port.ts';
import type { Pulse } from './pulse.ts';
import type { Skipped } from './skips.ts';

export type ScheduleClock = { monotonicMs(): number; sleep(ms: number, signal: AbortSignal): Promise<void> };

export type SchedulePorts = {
  source: PulseSource;
  clock: ScheduleClock;
  /** Resolves when the next pulse may be given. Pulses that fall due before are skipped. */
  onPulse(pulse: Pulse, mode: CaptureMode): Promise<void>;
  onSkipped(skipped: Skipped): void;
  /** A pulse source that fails is told once, however long it lasts, and again when something else is wrong or after it had been well. */
  onFailure(failure: Failure): void;
  /** By `set`, and when the last pulse of a count was given: then it is manual. */
  onChanged?(schedule: ScheduleFacts): void;
};
