import type { ScheduleFacts } from '../contract/api.ts';
import { ExporterError, toFailure } from '../contract/errors.ts';
import { createChooser } from './chooser.ts';
import { everyPulses, everySeconds } from './rounds.ts';
import type { SchedulePorts } from './schedule-ports.ts';

export type Schedule = {
  /** Takes effect at once, also while a capture runs. A pulse that was given is never given again. */
  set(schedule: ScheduleFacts): void;
  current(): ScheduleFacts;
  /** No new pulse from here on, and no more calls. Does not wait for the capture that runs. Twice is once. */
  stop(): Promise<void>;
};

const manual: ScheduleFacts = { kind: 'manual' };

export function createSchedule(ports: SchedulePorts): Schedule {
  const chooser = createChooser(ports);
  const ending = new Set<Promise<void>>();
  let current = manual;
  let round = new AbortController();
  let stopped: Promise<void> | undefined;

  async function go(schedule: ScheduleFacts, signal: AbortSignal): Promise<void> {
    try {
      if (schedule.kind === 'manual') return;
      const count = schedule.count ?? Number.POSITIVE_INFINITY;
      if (schedule.kind === 'seconds') await everySeconds(schedule.every * 1000, count, chooser, ports.clock, signal);
      else await everyPulses(schedule.every, count, chooser, ports.clock, signal);
    } catch (error) {
      ports.onFailure(toFailure(error));
    }
    if (!signal.aborted) change(manual);
  }

  function change(schedule: ScheduleFacts): void {
    current = schedule;
    ports.onChanged?.(schedule);
  }

  async function stopOnce(): Promise<void> {
    round.abort();
    await Promise.all(ending);
    chooser.stop();
  }

  return {
    set(schedule) {
      if (stopped !== undefined) throw new ExporterError('STOPPED', 'The exporter is stopping: no schedule can be begun. Start it again.');
      round.abort();
      round = new AbortController();
      change(schedule);
      const going = go(schedule, round.signal).finally(() => ending.delete(going));
      ending.add(going);
    },
    current: () => current,
    stop: () => (stopped ??= stopOnce()),
  };
}
