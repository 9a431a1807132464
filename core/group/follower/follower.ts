import { type Failure, failure, type Result, toFailure } from '../../contract/errors.ts';
import type { IgnoredCounts, IgnoredReason } from '../../contract/group.ts';
import { compareEpochs, type Epoch } from '../epoch.ts';
import { fromJson } from '../json.ts';
import { type Announced, type Answered, announcedSchema, answeredSchema, protocolVersion } from '../protocol.ts';
import { protocolOf, readMessage } from '../read-message.ts';
import { noLeader, notAllowed, versionDiffers } from '../sentences.ts';
import type { FollowerWire } from '../wire/port.ts';
import { createAllegiance } from './allegiance.ts';
import { createCommands } from './commands.ts';
import { createFollowing } from './following.ts';
import { createLeaderSigns } from './leader-signs.ts';
import type { ToldBody } from './membership.ts';
import type { Follower, FollowerPorts, FollowerStart } from './ports.ts';
import { createSelf, type Place, placeSentence } from './standing.ts';

/** Milliseconds between two hellos to a leader that doesn't know that the group has had a higher epoch since. */
const lowerEveryMs = 10_000;

/** Follows whoever leads: joins, takes its share of each pulse, reports it, and brings up what it missed. */
export function openFollower(start: FollowerStart, ports: FollowerPorts): Follower {
  const { name, leaders } = start;
  const { listener, monotonicMs } = ports;
  const tried = leaders.map((leader) => leader.name);
  const wires = new Map<string, FollowerWire>();
  const ignored: IgnoredCounts = {};
  const lowerToldMs = new Map<string, number>();
  const deniedBy = new Set<string>();
  const allegiance = createAllegiance(start.highest);
  const signs = createLeaderSigns();
  const commands = createCommands(start.run);
  const self = createSelf(name, ports.wallMs);
  const setup: FollowerPorts['listener']['setup'] = (entry) => {
    self.setup(entry);
    listener.setup(entry);
  };
  const following = createFollowing(start, { ...ports, listener: { ...listener, setup }, send, ignore, changed });
  const { membership } = following;
  let n = 0;
  let foreign: Failure | null = null;
  let closing: Promise<void> | null = null;

  for (const leader of leaders)
    wires.set(
      leader.name,
      ports.wire.follow(leader, {
        announced: (text) => guarded(() => announced(leader.name, text)),
        answered: (text) => guarded(() => answered(leader.name, text)),
        denied: () => guarded(() => denied(leader.name)),
        ignored: ignore,
      }),
    );

  function ignore(reason: IgnoredReason): void {
    ignored[reason] = (ignored[reason] ?? 0) + 1;
  }

  function denied(leader: string): void {
    if (deniedBy.has(leader)) return;
    deniedBy.add(leader);
    listener.noticed(notAllowed(name));
    changed();
  }

  /** One message that this program stumbles over must not take the next ones with it. */
  function guarded(work: () => void): void {
    if (closing !== null) return;
    try {
      work();
    } catch (error) {
      listener.noticed(toFailure(error));
    }
  }

  function send(leader: string, session: string | null, body: ToldBody): number {
    n += 1;
    wires.get(leader)?.tell(JSON.stringify({ v: protocolVersion, from: name, session, n, ...body }));
    return n;
  }

  /** Answers whether it is from the one that is obeyed. */
  function hear(from: string, { epoch, leader }: Epoch): boolean {
    if (leader !== from) {
      ignore('forged');
      return false;
    }
    deniedBy.delete(leader);
    const standing = allegiance.heard({ epoch, leader });
    if (standing === 'lower') {
      tellLower({ epoch, leader });
      return false;
    }
    if (standing === 'risen') {
      signs.obey(leader, monotonicMs());
      following.obey({ epoch, leader });
      listener.epoch({ epoch, leader });
      changed();
    }
    signs.heard(monotonicMs());
    return true;
  }

  /** A leader that can't be understood would not be seen at all. */
  function hearForeign(protocol: number | null): void {
    if (foreign !== null || protocol === null || allegiance.obeyed() !== null) return;
    foreign = versionDiffers({ name, theirs: `${start.version} with protocol ${protocolVersion}`, ours: `one with protocol ${protocol}` });
    listener.noticed(foreign);
    changed();
  }

  /** So that it learns that it is outranked. */
  function tellLower(epoch: Epoch): void {
    const now = monotonicMs();
    const known = following.lastKnown();
    if (known === null || compareEpochs(known, epoch) <= 0) return;
    if (now - (lowerToldMs.get(epoch.leader) ?? Number.NEGATIVE_INFINITY) < lowerEveryMs) return;
    lowerToldMs.set(epoch.leader, now);
    membership.introduce(epoch.leader, []);
  }

  function announced(from: string, text: string): void {
    const read = readMessage<Announced>(text, announcedSchema);
    if (!read.ok) {
      ignore(read.reason);
      if (read.reason === 'other-version') hearForeign(protocolOf(fromJson(text)));
      return;
    }
    const { message } = read;
    const obeyed = hear(from, message);
    const leaves = message.kind === 'beat' && message.leaving;
    if (message.leader === from) notice(allegiance.beat(message, leaves, monotonicMs()));
    if (!obeyed) return;
    if (message.kind === 'beat') {
      following.expect(message.seq, message.pulses);
      leaving(message.leaving);
    } else {
      following.entry(message);
      changed();
    }
    following.flush();
  }

  function leaving(leaves: boolean): void {
    if (leaves) membership.drop();
    const left = signs.leaving(leaves);
    if (left === null) return;
    listener.noticed(left);
    changed();
  }

  function answered(from: string, text: string): void {
    const read = readMessage<Answered>(text, answeredSchema);
    if (!read.ok) {
      ignore(read.reason);
      return;
    }
    const { message } = read;
    if (message.kind === 'refused') {
      if (from !== allegiance.obeyed()?.leader) return;
      membership.refused(message.failure);
    } else {
      if (!hear(from, message)) return;
      if (message.kind === 'result') commands.result(message.id, message.result);
      else following.answer(message);
    }
    if (message.kind !== 'ack') changed();
    following.flush();
  }

  function notice(what: Failure | null): void {
    if (what !== null) listener.noticed(what);
  }

  function place(): Place {
    const obeyed = allegiance.obeyed();
    const denied = obeyed === null ? deniedBy.size > 0 : deniedBy.has(obeyed.leader);
    const before = denied ? notAllowed(name) : obeyed === null ? foreign : null;
    const apart = signs.why(monotonicMs()) ?? membership.refusal() ?? before;
    return {
      ...{ obeyed, top: allegiance.top(), lower: allegiance.lower(), tried, apart: apart?.message ?? null },
      ...{ trouble: following.trouble(), isMember: membership.session() !== null, plan: following.plans.newest() },
    };
  }

  function changed(): void {
    self.update(place());
    listener.changed();
  }

  async function close(leaving: boolean): Promise<void> {
    if (leaving) following.tell({ kind: 'bye' });
    following.close();
    const sentence = `${name} follows no longer, so the command was not answered. Look whether it was done before you try again.`;
    commands.failAll(failure('STOPPED', sentence));
    await Promise.all([...wires.values()].map((wire) => wire.close()));
  }

  return {
    ownReported(report) {
      self.reported(report);
      following.report(report);
    },
    ownUploaded: following.uploaded,
    ownProgressed: (pulse, step, decided, expected) => following.tell({ kind: 'progress', pulse, step, decided, expected }),
    command(command, request): Promise<Result<unknown>> {
      const leader = allegiance.obeyed()?.leader;
      if (closing !== null || leader === undefined || membership.session() === null || !signs.alive())
        return Promise.resolve({ ok: false, failure: membership.refusal() ?? noLeader(tried) });
      return commands.send(command, leader, monotonicMs(), (id) => following.tell({ kind: 'command', id, command, request }));
    },
    setTrouble(trouble) {
      if (closing === null) following.setTrouble(trouble);
    },
    tick() {
      if (closing !== null) return;
      const now = monotonicMs();
      allegiance.tick(now);
      const silence = signs.tick(now, membership.lostAfterMs());
      if (silence !== null) {
        membership.drop();
        listener.noticed(silence);
        changed();
      }
      following.tick(now, signs.alive());
      commands.tick(now);
    },
    facts() {
      const here = place();
      const sentence = placeSentence(name, here);
      const { obeyed, top, plan } = here;
      const counts = following.counts.facts();
      return {
        ...{ leader: obeyed?.leader ?? null, epoch: (obeyed ?? top)?.epoch ?? 0, sentence, counts, ignored: { ...ignored } },
        members: [self.member(sentence, plan, counts)],
        plan: plan === null ? null : { version: plan.version, shares: plan.shares, pins: plan.pins },
      };
    },
    leaderAlive: signs.alive,
    last: following.lastKnown,
    close({ leaving }) {
      closing ??= close(leaving);
      return closing;
    },
  };
}
