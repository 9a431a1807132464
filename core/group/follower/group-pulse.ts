import type { GroupPulse } from '../../contract/group.ts';
import { ownersOf } from '../plan/owners.ts';
import type { PlanEntry, PulseEntry, SetupEntry, VerdictEntry } from '../protocol.ts';
import type { Ground } from '../tally/share.ts';
import { createTally } from '../tally/tally.ts';

/** As announced: who is to capture how much, as far as setup and plan are known here. */
export function announcedPulse(entry: PulseEntry, plan: PlanEntry | undefined, setup: SetupEntry | null): GroupPulse {
  const { pulse, leader, epoch, seq, mode } = entry;
  const ground = plan === undefined || setup?.setupId !== plan.setupId ? nothing : groundOf(plan, setup);
  return { pulse, leader, epoch, seq, mode, ...createTally(ground).totals(), verdict: null };
}

export function judgedPulse({ pulse, announced, verdict, expected, captured, counts, shares, missed }: VerdictEntry): GroupPulse {
  return { pulse, ...announced, verdict, expected, captured, counts, shares, missed };
}

const nothing: Ground = { devices: [], owners: new Map(), channels: new Map(), skipped: new Set() };

function groundOf(plan: PlanEntry, { setup }: SetupEntry): Ground {
  return {
    devices: setup.devices.map(({ name }) => name),
    owners: ownersOf(plan.shares),
    channels: new Map(setup.devices.map(({ name, channels }) => [name, channels.length])),
    skipped: new Set(Object.keys(plan.outOfService)),
  };
}
