import { randomUUID } from 'node:crypto';
import { type Failure, toFailure } from '../contract/errors.ts';
import type { GroupFacts } from '../contract/group.ts';
import type { LeaderSettings } from '../settings/group.ts';
import type { Setup } from '../settings/schema.ts';
import { compareEpochs, type Epoch } from './epoch.ts';
import { createKeeper } from './keeper.ts';
import { type Leader, openLeader } from './leader/leader.ts';
import { judgedSince, type UnjudgedPulse, unjudgedIn, unjudgedSince } from './open-pulses.ts';
import type { ShareListener } from './own-share.ts';
import type { GroupPorts, GroupStart, Orders } from './port.ts';
import { pulseKey } from './pulse-key.ts';
import { watchRivals } from './rivals.ts';
import { twoLeaders } from './sentences.ts';
import { uploadLogOf } from './upload-log.ts';

export type Leading = Pick<Leader, 'ready' | 'announce' | 'preview' | 'change' | 'setOrders' | 'setTrouble' | 'unjudged' | 'plan'> & {
  epoch: Epoch;
  listener: ShareListener;
  /** What was announced stands in this exporter's journal. */
  kept(): Promise<void>;
  pins(): Record<string, string>;
  tick(): void;
  facts(): GroupFacts;
  close(inGoodOrder: boolean): Promise<void>;
};

type LeadStart = Pick<GroupStart, 'name' | 'version' | 'group'> & {
  setup: Setup;
  topic: string | null;
  orders: Orders;
  pins: Record<string, string>;
  epoch: Epoch;
  own: LeaderSettings;
  others: readonly LeaderSettings[];
};
type LeadPorts = GroupPorts & { notice(what: Failure): void; onOutranked(newer: Epoch): void; signal: AbortSignal };

/** What an earlier leader left unjudged is looked for so far back, and so many pulses. */
const lookBackMs = 24 * 3_600_000;
const lookBackMost = 1_000;
/** A follower that missed a verdict says so within this time, or had its part long ago. */
const judgedMs = 10 * 60_000;
/** A rival that was heard within this is there. */
const rivalForgottenMs = 10_000;

/** Leads from a new epoch on, taking up what the earlier ones left. */
export async function lead(start: LeadStart, ports: LeadPorts): Promise<Leading> {
  const { clock, emit, notice } = ports;
  const { name, group, epoch } = start;
  const topic = ports.logs.topic();
  const ownLog = createKeeper(ports.logs.own, 'The journal', clock, notice);
  const keepers = [ownLog, ...(topic === null ? [] : [createKeeper(topic, `Topic ${start.topic}`, clock, notice)])];
  const leader = await openLeader(
    {
      ...{
        name,
        version: start.version,
        epoch: epoch.epoch,
        setup: start.setup,
        topic: start.topic,
        orders: start.orders,
        pins: start.pins,
      },
      ...{ lostAfterMs: group.lostAfterMs, gatherMs: group.gatherMs, keptAnnouncements: group.keptAnnouncements },
      mayFollow: group.keys === undefined ? null : new Set([...group.followers, ...group.leaders].map((each) => each.name)),
      open: await leftUnjudged(),
      judged: await judgedSince(ports.logs.own, clock.wallMs() - judgedMs, lookBackMost, ports.signal),
    },
    {
      ...{ wire: ports.wire, addresses: start.own, monotonicMs: clock.monotonicMs, wallMs: clock.wallMs, randomId: randomUUID },
      ...{ own: ports.own, door: ports.door, uploadLog: uploadLogOf(ports.journal) },
      keep(entries) {
        for (const keeper of keepers) keeper.keep(entries);
      },
      listener: {
        pulse: (pulse, isNew) => emit({ type: isNew ? 'pulse/announced' : 'pulse/judged', pulse }),
        uploaded: (pulse, upload) => emit({ type: 'pulse/uploaded', pulse, upload }),
        changed: () => undefined, // facts are told with the next tick
        noticed: notice,
        outranked: ports.onOutranked,
      },
    },
  );

  let rival: { name: string; heardMs: number } | null = null;
  const rivals = watchRivals(ports.wire, start.others, (heard) => {
    if (compareEpochs(heard, epoch) > 0) return ports.onOutranked(heard);
    const nowMs = clock.monotonicMs();
    const isKnown = rival !== null && rival.name === heard.leader && nowMs - rival.heardMs < rivalForgottenMs;
    rival = { name: heard.leader, heardMs: nowMs };
    if (!isKnown) notice(twoLeaders(epoch, heard));
  });

  async function leftUnjudged(): Promise<UnjudgedPulse[]> {
    const own = await unjudgedIn(ports.journal, lookBackMost);
    if (topic === null) return own;
    try {
      const kept = await unjudgedSince(topic, clock.wallMs() - lookBackMs, lookBackMost, ports.signal);
      const known = new Set(own.map(({ entry }) => pulseKey(entry.pulse)));
      const unknown = kept.filter(({ entry }) => !known.has(pulseKey(entry.pulse)));
      ownLog.keep(unknown.map(({ entry }) => entry)); // the journal is asked which pulses have a record
      return [...own, ...unknown];
    } catch (error) {
      notice(toFailure(error)); // it leads all the same: the pulses of now matter more
      return own;
    }
  }

  function sentence(): string {
    const followers = leader
      .facts()
      .members.filter((member) => member.name !== name && (member.state === 'joined' || member.state === 'unable')).length;
    const many = followers === 1 ? 'one follower' : `${followers} followers`;
    return `Leads ${followers === 0 ? 'no followers yet' : many} since epoch ${epoch.epoch}.`;
  }

  return {
    ...{ ready: leader.ready, announce: leader.announce, preview: leader.preview, change: leader.change },
    ...{ setOrders: leader.setOrders, setTrouble: leader.setTrouble, unjudged: leader.unjudged, plan: leader.plan },
    epoch,
    listener: { progressed: leader.ownProgressed, reported: leader.ownReported, uploaded: leader.ownUploaded },
    kept: ownLog.settled,
    pins: () => leader.facts().plan?.pins ?? {},
    tick: leader.tick,
    facts: () => ({ role: 'leader', leader: name, epoch: epoch.epoch, sentence: sentence(), ...leader.facts() }),
    async close(inGoodOrder) {
      await rivals.close();
      await leader.close({ leaving: inGoodOrder });
      await Promise.all(keepers.map((keeper) => keeper.close()));
    },
  };
}
