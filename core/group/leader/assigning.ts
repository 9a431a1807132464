import type { PulseFacts } from '../../contract/api.ts';
import type { OwnShare } from '../own-share.ts';
import { pulsesMost, type Task } from '../protocol.ts';
import { pulseKey } from '../pulse-key.ts';
import { batchesOf, charactersIn } from './batches.ts';
import { type OpenPulses, type PulseRecord, patienceMs } from './open-pulses.ts';
import type { Planning } from './planning.ts';

type AssigningPorts = {
  name: string;
  pulses: OpenPulses;
  planning: Planning;
  own: OwnShare;
  monotonicMs(): number;
  send(exporter: string, tasks: Task[], given: PulseFacts[]): void;
};

/** Without its devices: the facts at their longest. */
const taskCharacters = 1500;

/** Orders for pulses in flight: devices that are nobody's go to whom the plan says, and who is silent about a pulse is told again. */
export function createAssigning({ name, pulses, planning, own, monotonicMs, send }: AssigningPorts) {
  function taskOf({ entry, deadlineMs }: PulseRecord, devices: readonly string[]): Task {
    const { pulse, metadata, record } = entry;
    return { pulse, metadata, record, devices: [...devices], waitMs: Math.max(0, deadlineMs - monotonicMs()) };
  }

  function order(exporter: string, tasks: Task[], given: PulseFacts[] = []): void {
    if (exporter === name) for (const task of tasks) own.take({ ...task, mode: task.waitMs > 0 ? 'live' : 'past' });
    else {
      for (const some of batchesOf(tasks, ({ devices }) => charactersIn(devices) + taskCharacters)) send(exporter, some, []);
      for (const some of batchesOf(given, () => 0)) send(exporter, [], some);
    }
  }

  function ordered(record: PulseRecord, exporter: string): void {
    record.dueOf.set(exporter, Math.max(monotonicMs(), record.deadlineMs) + patienceMs);
  }

  return {
    order,
    /** What it still has to report of this pulse, less these devices; null: nothing. */
    restOf(record: PulseRecord, exporter: string, without: ReadonlySet<string> = new Set()): Task | null {
      const devices = [...record.tally.unreportedOf(exporter)].filter((device) => !without.has(device));
      if (devices.length === 0) return null;
      ordered(record, exporter);
      return taskOf(record, devices);
    },
    /** Reported without everything: a person wants it again. */
    takeAgain(record: PulseRecord): void {
      for (const exporter of record.tally.exporters()) {
        const devices = record.tally.missingOf(exporter, planning.ground().skipped);
        if (exporter !== name && devices.length > 0) order(exporter, [taskOf(record, devices)]);
      }
    },
    assignUnowned(): void {
      const tasks = new Map<string, Task[]>();
      const { owners } = planning.ground();
      for (const record of pulses.open()) {
        if (record.tally.unowned().size === 0) continue;
        const heirs = Map.groupBy(record.tally.unowned(), (device) => owners.get(device));
        for (const [heir, devices] of heirs) {
          if (heir === undefined) continue;
          const claimed = record.tally.claim(heir, devices);
          ordered(record, heir);
          tasks.set(heir, [...(tasks.get(heir) ?? []), taskOf(record, claimed)]);
          pulses.stir(record);
        }
      }
      for (const [heir, theirs] of tasks) order(heir, theirs);
    },
    /** Whatever was lost on the way, order or report, heals by this. */
    reconcile(exporter: string, working: readonly PulseFacts[]): void {
      // What is beyond a full list is not known.
      if (working.length >= pulsesMost && exporter !== name) return;
      const busy = new Set(working.map(pulseKey));
      const tasks: Task[] = [];
      for (const record of pulses.open()) {
        const left = record.tally.unreportedOf(exporter);
        if (left.size === 0 || busy.has(record.key) || monotonicMs() < (record.dueOf.get(exporter) ?? record.dueMs)) continue;
        if (tasks.length >= pulsesMost) break;
        ordered(record, exporter);
        tasks.push(taskOf(record, [...left]));
      }
      order(exporter, tasks);
    },
  };
}

export type Assigning = ReturnType<typeof createAssigning>;
