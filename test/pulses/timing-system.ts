import type { CaptureMode, ScheduleFacts } from '../../core/contract/api.ts';
import type { Failure } from '../../core/contract/errors.ts';
import type { PulseSource } from '../../core/pulses/port.ts';
import { nsPerMs, type Pulse } from '../../core/pulses/pulse.ts';
import { createSchedule } from '../../core/pulses/schedule.ts';
import type { Skipped } from '../../core/pulses/skips.ts';
import { VirtualClock } from './virtual-clock.ts';

const startMs = 1_790_000_000_000;

type TimingSystem = {
  stoodAtMs: number | null;
  restartAtMs: number | null;
  failure: Error | null;
  captureMs: number;
  asked: number;
  missingIds: Set<bigint>;
};

/** A schedule on a timing system that fires at 10 Hz of the virtual clock, and may stand still, begin again or fail. */
export function scheduled({ captureMs = 0, periodMs = 100, firstId = 1000 } = {}) {
  const clock = new VirtualClock();
  const given: { id: number; atMs: number; mode: CaptureMode }[] = [];
  const skipped: Skipped[] = [];
  const failures: Failure[] = [];
  const changes: ScheduleFacts[] = [];
  const system: TimingSystem = { stoodAtMs: null, restartAtMs: null, failure: null, captureMs, asked: 0, missingIds: new Set() };

  const pulseAt = (index: number): Pulse => {
    const atMs = index * periodMs;
    const began = system.restartAtMs !== null && atMs >= system.restartAtMs ? Math.ceil(system.restartAtMs / periodMs) : null;
    return { pulseId: BigInt(began === null ? firstId + index : index - began), timestampNs: BigInt(startMs + atMs) * nsPerMs };
  };
  const newestIndex = (): number => {
    let index = Math.floor(Math.min(clock.monotonicMs(), system.stoodAtMs ?? Number.POSITIVE_INFINITY) / periodMs);
    while (system.missingIds.has(pulseAt(index).pulseId)) index -= 1;
    return index;
  };
  const source: PulseSource = {
    async newest() {
      system.asked += 1;
      if (system.failure !== null) throw system.failure;
      return pulseAt(newestIndex());
    },
    find: () => Promise.reject(new Error('not needed')),
    async between(fromNs, toNs, limit) {
      const all = Array.from({ length: newestIndex() + 1 }, (_, index) => pulseAt(index));
      return all
        .filter(({ pulseId, timestampNs }) => timestampNs >= fromNs && timestampNs <= toNs && !system.missingIds.has(pulseId))
        .slice(0, limit);
    },
  };
  const schedule = createSchedule({
    ...{ source, clock },
    async onPulse({ pulseId }, mode) {
      given.push({ id: Number(pulseId), atMs: clock.monotonicMs(), mode });
      if (system.captureMs > 0) await clock.sleep(system.captureMs, new AbortController().signal);
    },
    onSkipped: (what) => skipped.push(what),
    onFailure: (what) => failures.push(what),
    onChanged: (what) => changes.push(what),
  });
  return { clock, schedule, system, given, skipped, failures, changes, ids: () => given.map(({ id }) => id) };
}
