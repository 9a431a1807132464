import type { GroupMember, MemberState, PulseCounts } from '../../contract/group.ts';
import type { Epoch } from '../epoch.ts';
import { loadsOf } from '../plan/loads.ts';
import { createScale, type Scale } from '../plan/weights.ts';
import type { PlanEntry, Report, SetupEntry } from '../protocol.ts';
import { noLeader } from '../sentences.ts';

export type Place = {
  obeyed: Epoch | null;
  tried: readonly string[];
  /** They lead, and are not obeyed. */
  lower: readonly Epoch[];
  /** The highest ever heard of. */
  top: Epoch | null;
  /** Why the leader is not there, or takes it not in; null otherwise. */
  apart: string | null;
  trouble: string | null;
  isMember: boolean;
  plan: PlanEntry | null;
};

/** Where a follower stands, for a person. */
export function placeSentence(name: string, { obeyed, tried, lower, top, apart, trouble, isMember, plan }: Place): string {
  const [other] = lower;
  if (obeyed === null && other !== undefined && top !== null)
    return `${other.leader} leads with epoch ${other.epoch}, but ${top.leader} has led with epoch ${top.epoch}: ${other.leader} is not obeyed. Make one of them the leader by command.`;
  if (apart !== null) return apart;
  if (obeyed === null) return noLeader(tried).message;
  if (!isMember) return `Asks ${obeyed.leader} (epoch ${obeyed.epoch}) to be taken into the group.`;
  if (trouble !== null) return `Follows ${obeyed.leader} (epoch ${obeyed.epoch}), but cannot capture: ${trouble}`;
  const devices = plan?.shares[name]?.length ?? 0;
  return `Follows ${obeyed.leader} (epoch ${obeyed.epoch}) and captures ${devices} of its devices.`;
}

/** This follower as a member, with its load by what it measured itself. */
export function createSelf(name: string, wallMs: () => number) {
  let state: MemberState = 'lost';
  let since = new Date(wallMs()).toISOString();
  let scale: Scale = createScale([]);

  return {
    setup({ setup }: SetupEntry): void {
      scale = createScale(setup.devices);
    },
    reported({ outcomes }: Report): void {
      scale.measure(outcomes);
    },
    /** To be called when something of it may have changed. */
    update({ isMember, trouble }: Pick<Place, 'isMember' | 'trouble'>): void {
      const now = !isMember ? 'lost' : trouble === null ? 'joined' : 'unable';
      if (now === state) return;
      state = now;
      since = new Date(wallMs()).toISOString();
    },
    member(sentence: string, plan: PlanEntry | null, counts: PulseCounts): GroupMember {
      const [load] = loadsOf({ [name]: plan?.shares[name] ?? [] }, scale.weights());
      const nothing = { exporter: name, devices: 0, channels: 0, bytes: 0, ms: 0 };
      return { name, role: 'follower', state, sentence, since, load: load ?? nothing, counts };
    },
  };
}
