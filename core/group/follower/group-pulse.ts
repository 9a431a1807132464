import type { GroupPulse } from '../../contract/group.ts';
import { ownersOf } from '../plan/owners.ts';
import type { PlanEntry, PulseEntry, SetupEntry, VerdictEntry } from '../protocol.ts';
import type { Ground } from '../tally/share.ts';
import { createTally, type TallyTotals } from '../tally/tally.ts';
import { foldUploads } from '../tally/upload-tally.ts';

/** As announced: who is to capture how much, as far as setup and plan are known here. */
export function announcedPulse(entry: PulseEntry, plan: PlanEntry | undefined, setup: SetupEntry | null): GroupPulse {
  const { pulse, leader, epoch, seq, mode } = entry;
  const { localOnly } = entry.record;
  const totals = plan === undefined || setup?.setupId !== plan.setupId ? nothing : totalsOf(plan, setup);
  const upload = setup?.setup.gateway === undefined ? null : foldUploads({ shares: [], known: new Map(), judged: false, localOnly });
  return { pulse, leader, epoch, seq, mode, localOnly, ...totals, verdict: null, upload };
}

/** By plan: the same for each of its pulses, and with 1,500 devices a hundred times the work of reading the announcement. */
const known = new WeakMap<PlanEntry, TallyTotals>();

function totalsOf(plan: PlanEntry, setup: SetupEntry): TallyTotals {
  const totals = known.get(plan) ?? createTally(groundOf(plan, setup)).totals();
  known.set(plan, totals);
  return totals;
}

export function judgedPulse({ pulse, announced, verdict, expected, captured, counts, shares, missed, upload }: VerdictEntry): GroupPulse {
  return { pulse, ...announced, verdict, expected, captured, counts, shares, missed, upload };
}

const nothing = createTally({ devices: [], owners: new Map(), channels: new Map(), skipped: new Set() }).totals();

function groundOf(plan: PlanEntry, { setup }: SetupEntry): Ground {
  return {
    devices: setup.devices.map(({ name }) => name),
    owners: ownersOf(plan.shares),
    channels: new Map(setup.devices.map(({ name, channels }) => [name, channels.length])),
    skipped: new Set(Object.keys(plan.outOfService)),
  };
}
