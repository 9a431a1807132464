import type { PulseFacts } from '../../contract/api.ts';
import type { OwnShare, ShareOrder } from '../own-share.ts';
import { type PlanEntry, type PulseEntry, pulsesMost, type Task } from '../protocol.ts';
import { pulseKey } from '../pulse-key.ts';
import { remember } from '../remember.ts';

/** How a pulse was heard of. `announcedMs`: by this exporter's monotonic clock. `yours`: the devices that were still its own when the leader answered. */
export type Arrival =
  | { how: 'received'; announcedMs: number }
  | { how: 'replayed'; announcedMs: number; yours: readonly string[] }
  | { how: 'topic' };

type TakingPorts = {
  name: string;
  own: OwnShare;
  monotonicMs(): number;
  /** A member by its lease, and able to capture. */
  mayTake(): boolean;
  plan(version: number): PlanEntry | undefined;
  ask(pulses: PulseFacts[]): void;
};

/** Each; beyond it the oldest is forgotten: the leader sees that nobody is at it, and sends it again as a task. */
const waitingMost = 1000;
/** Milliseconds until the leader is asked again. */
const askAgainMs = 2000;
/** Milliseconds that a plan is waited for; then the leader is asked for the pulse itself. */
const planWaitMs = 5000;

/** What is captured, and what is asked for first because it may be another's by now. */
export function createTaking({ name, own, monotonicMs, mayTake, plan, ask }: TakingPorts) {
  const doubtful = new Map<string, { pulse: PulseFacts; askedAtMs: number | null }>();
  /** Devices by pulse, of which this run has ordered a capture. */
  const ordered = new Map<string, Set<string>>();
  const unplanned = new Map<string, { entry: PulseEntry; announcedMs: number }>();
  /** Announced up to here before the leader took it in: devices may have been given to others since. */
  let oldUpTo = 0;

  function doubt(pulse: PulseFacts): void {
    const key = pulseKey(pulse);
    if (!doubtful.has(key)) remember(doubtful, key, { pulse, askedAtMs: null }, waitingMost);
  }

  function take({ pulse, metadata, record, devices, mode, waitMs }: ShareOrder): void {
    const key = pulseKey(pulse);
    doubtful.delete(key);
    const before = ordered.get(key) ?? new Set();
    const first = devices.filter((device) => !before.has(device));
    const again = devices.filter((device) => before.has(device));
    remember(ordered, key, new Set([...before, ...devices]), waitingMost);
    if (first.length > 0) own.take({ pulse, metadata, record, devices: first, mode, waitMs });
    // Of the past, because it looks first whether it has them.
    if (again.length > 0) own.take({ pulse, metadata, record, devices: again, mode: 'past', waitMs: 0 });
  }

  function takeAnnounced(entry: PulseEntry, devices: readonly string[], announcedMs: number): void {
    const ageMs = Math.max(0, monotonicMs() - announcedMs);
    const waitMs = entry.mode === 'past' ? 0 : Math.max(0, entry.waitMs - ageMs);
    const { pulse, metadata, record, mode } = entry;
    take({ pulse, metadata, record, devices, mode: waitMs > 0 || ageMs === 0 ? mode : 'past', waitMs });
  }

  function takeByPlan(entry: PulseEntry, announcedMs: number): void {
    const known = plan(entry.plan);
    if (!mayTake() || entry.seq <= oldUpTo) doubt(entry.pulse);
    else if (known !== undefined) takeAnnounced(entry, known.shares[name] ?? [], announcedMs);
    else {
      remember(unplanned, pulseKey(entry.pulse), { entry, announcedMs }, waitingMost);
    }
  }

  return {
    announced(entry: PulseEntry, arrival: Arrival): void {
      if (arrival.how === 'received') takeByPlan(entry, arrival.announcedMs);
      else if (arrival.how === 'topic' || !mayTake()) doubt(entry.pulse);
      else takeAnnounced(entry, arrival.yours, arrival.announcedMs);
    },
    tasks(tasks: readonly Task[], given: readonly PulseFacts[]): void {
      for (const task of tasks)
        if (mayTake()) take({ ...task, mode: task.waitMs > 0 ? 'live' : 'past' });
        else doubt(task.pulse);
      for (const pulse of given) doubtful.delete(pulseKey(pulse));
    },
    planned(version: number): void {
      for (const [key, { entry, announcedMs }] of unplanned) {
        if (entry.plan !== version) continue;
        unplanned.delete(key);
        takeByPlan(entry, announcedMs);
      }
    },
    /** The leader took it in, and had announced so much by then. */
    welcomed(seq: number): void {
      oldUpTo = seq;
      for (const one of doubtful.values()) one.askedAtMs = null;
    },
    /** Another leader is obeyed: what was not taken is to be asked of that one. */
    begin(): void {
      oldUpTo = 0;
      for (const { entry } of unplanned.values()) doubt(entry.pulse);
      unplanned.clear();
    },
    askNow(nowMs: number): void {
      for (const [key, { entry, announcedMs }] of unplanned) {
        if (nowMs - announcedMs < planWaitMs) continue;
        unplanned.delete(key);
        doubt(entry.pulse);
      }
      if (doubtful.size === 0 || !mayTake()) return;
      const due = [...doubtful.values()].filter(({ askedAtMs }) => askedAtMs === null || nowMs - askedAtMs >= askAgainMs);
      for (const one of due) one.askedAtMs = nowMs;
      for (let from = 0; from < due.length; from += pulsesMost) ask(due.slice(from, from + pulsesMost).map(({ pulse }) => pulse));
    },
  };
}

export type Taking = ReturnType<typeof createTaking>;
