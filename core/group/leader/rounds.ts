import { memberLost } from '../sentences.ts';
import type { Announcements } from './announcements.ts';
import type { Assigning } from './assigning.ts';
import { end, isEligible, type Members } from './members.ts';
import type { OpenPulses } from './open-pulses.ts';
import type { createOwnPart } from './own-part.ts';
import type { Planning } from './planning.ts';
import type { LeaderListener, LeaderPorts } from './port.ts';

type RoundsStart = { name: string; setupId: string; lostAfterMs: number; gatherMs: number };
type RoundsPorts = Pick<LeaderPorts, 'monotonicMs' | 'wallMs'> & {
  members: Members;
  announcements: Announcements;
  pulses: OpenPulses;
  planning: Planning;
  assigning: Assigning;
  ownPart: ReturnType<typeof createOwnPart>;
  listener: LeaderListener;
};

const beatEveryMs = 1000;
/** Between two ticks. After more, this process was stopped: others were not silent for that time, it was deaf. */
const pauseMs = 1000;

/** What the leader does by the clock, and who has devices. */
export function createRounds({ name, setupId, lostAfterMs, gatherMs }: RoundsStart, ports: RoundsPorts) {
  const { members, announcements, pulses, planning, assigning, ownPart, listener, monotonicMs, wallMs } = ports;
  const { promise: ready, resolve: beReady } = Promise.withResolvers<void>();
  const gatheredMs = monotonicMs() + gatherMs;
  let isReady = false;
  let trouble: string | null = null;
  let sinceMs = wallMs();
  let planned: string[] = [];
  let tickedMs = monotonicMs();
  let beatMs = tickedMs;
  let stirred = false;

  function eligible(): string[] {
    const followers = members.all().filter((member) => isEligible(member, setupId, monotonicMs()));
    return [...(trouble === null ? [name] : []), ...followers.map((member) => member.name)].sort();
  }

  /** What it has not reported is nobody's, until the plan without it says whose. */
  function release(exporter: string): void {
    for (const record of pulses.open()) {
      if (record.tally.release(exporter) > 0) pulses.stir(record);
    }
  }

  function loseSilent(nowMs: number): void {
    if (nowMs - tickedMs > pauseMs) members.forgive(nowMs - tickedMs);
    tickedMs = nowMs;
    for (const member of members.silent(nowMs, lostAfterMs)) {
      const notice = memberLost(member.name, Math.round(nowMs - member.lastHeardMs), planning.share(member.name).length);
      end(member, 'lost', notice, wallMs());
      release(member.name);
      listener.noticed(notice);
      stirred = true;
    }
  }

  function plan(nowMs: number): void {
    const exporters = eligible();
    for (const gone of planned.filter((exporter) => !exporters.includes(exporter))) release(gone);
    const same = isReady && exporters.length === planned.length && exporters.every((exporter, at) => exporter === planned[at]);
    const changed = same ? planning.balance(exporters, nowMs) : planning.spread(exporters, nowMs);
    if (changed) stirred = true;
    planned = exporters;
    assigning.assignUnowned();
    if (isReady) return;
    isReady = true;
    for (const record of [...pulses.open()]) if (record.tally.complete()) pulses.judge(record);
    beReady();
  }

  return {
    ready,
    isReady: () => isReady,
    eligible,
    release,
    own: () => ({ trouble, sinceMs }),
    stirred() {
      stirred = true;
    },
    setTrouble(why: string | null): void {
      if (why === trouble) return;
      if ((why === null) !== (trouble === null)) sinceMs = wallMs();
      trouble = why;
      if (why !== null) release(name);
      stirred = true;
    },
    tick(): void {
      const nowMs = monotonicMs();
      loseSilent(nowMs);
      if (isReady || nowMs >= gatheredMs) plan(nowMs);
      if (nowMs - beatMs >= beatEveryMs) {
        beatMs = nowMs;
        announcements.beat(false);
        ownPart.reconcile();
      }
      pulses.tellStirred();
      if (stirred) listener.changed();
      stirred = false;
    },
    stop: () => beReady(),
  };
}
