import type { Failure } from '../../contract/errors.ts';
import type { IgnoredReason } from '../../contract/group.ts';
import { compareEpochs, type Epoch } from '../epoch.ts';
import type { Answered, SetupEntry, Told } from '../protocol.ts';
import { memberBack, memberUnable, nameInUse, notAllowed, versionDiffers } from '../sentences.ts';
import type { Announcements } from './announcements.ts';
import type { Assigning } from './assigning.ts';
import { isEligible, isGone, type Member, type Members, membersMost } from './members.ts';
import type { Planning } from './planning.ts';
import type { LeaderListener, LeaderPorts, LeaderStart } from './port.ts';
import type { Recovery } from './recovery.ts';
import { groupFull, type Refusals } from './refusals.ts';
import type { Uploads } from './uploads.ts';
import { createWelcomes } from './welcomes.ts';

export type Hello = Extract<Told, { kind: 'hello' }>;

type GreetingPorts = Pick<LeaderPorts, 'monotonicMs' | 'wallMs'> & {
  members: Members;
  announcements: Announcements;
  planning: Planning;
  recovery: Recovery;
  assigning: Assigning;
  refusals: Refusals;
  uploads: Pick<Uploads, 'joined'>;
  listener: LeaderListener;
  setupEntry: SetupEntry;
  answer(peer: string, message: Answered): void;
  ignored(reason: IgnoredReason): void;
  /** Its devices go to others. */
  release(exporter: string): void;
};

/** More than have led while one that leads knew nothing of it. Who could make up any epoch could end the count of epochs for good. */
const epochsMost = 10_000;

/** Who may follow, and with what it begins. */
export function createGreeting({ name, version, epoch, lostAfterMs, mayFollow }: LeaderStart, ports: GreetingPorts) {
  const { members, announcements, refusals, listener, monotonicMs, wallMs } = ports;
  const mayWelcome = createWelcomes();
  let outrankedBy: Epoch = { leader: name, epoch };

  function whyNot(hello: Hello): Failure | null {
    if (hello.version !== version) return versionDiffers({ name: hello.from, theirs: hello.version, ours: version });
    if (hello.from === name) return nameInUse(name);
    if (mayFollow !== null && !mayFollow.has(hello.from)) return notAllowed(hello.from);
    return members.isReplaced(hello.from, hello.run) ? nameInUse(hello.from) : null;
  }

  function refuse(peer: string, why: Failure): void {
    refusals.refuse(peer, why, monotonicMs());
    refusals.noticeOnce(why, monotonicMs());
    if (why.code === 'VERSION_DIFFERS') ports.ignored('other-version');
  }

  /** There is a newer leader, or was: this one must not give orders to a follower that knows it. */
  function isOutranked({ last }: Hello): boolean {
    if (last === null || compareEpochs(last, { leader: name, epoch }) <= 0) return false;
    if (compareEpochs(last, outrankedBy) > 0) {
      outrankedBy = { leader: last.leader, epoch: last.epoch };
      listener.outranked(outrankedBy);
    }
    return true;
  }

  function welcome(peer: string, { session }: Member): void {
    const [seq, pulses] = [announcements.lastSeq(), announcements.pulses()];
    const plan = ports.planning.entry();
    ports.answer(peer, { ...announcements.shape, kind: 'welcome', session, seq, pulses, setup: ports.setupEntry, plan, lostAfterMs });
  }

  return function greet(peer: string, hello: Hello): void {
    const why = whyNot(hello);
    if (why !== null) refuse(peer, why);
    else if (hello.last !== null && hello.last.epoch > epoch + epochsMost) ports.ignored('forged');
    else if (isOutranked(hello)) return;
    else if (mayWelcome(peer, monotonicMs())) takeIn(peer, hello);
    else ports.ignored('replayed');
  };

  function takeIn(peer: string, hello: Hello): void {
    const before = members.get(hello.from);
    const wasGone = before !== undefined && isGone(before);
    const hadTrouble = before?.trouble ?? null;
    const now = { monotonicMs: monotonicMs(), wallMs: wallMs() };
    const hadSetup = before !== undefined && isEligible(before, ports.setupEntry.setupId, now.monotonicMs);
    const { from, run, trouble } = hello;
    const member = members.admit({ name: from, peer, run, trouble }, now, hadSetup ? lostAfterMs : 0);
    if (member === null) {
      refuse(peer, groupFull(name, membersMost));
      return;
    }
    welcome(peer, member);
    ports.uploads.joined(member.name);
    if (wasGone) listener.noticed(memberBack(member.name));
    if (trouble !== null && trouble !== hadTrouble) listener.noticed(memberUnable(member.name, trouble));
    const { tasks, given } = ports.recovery.joined(member.name, hello.open);
    ports.assigning.order(member.name, trouble === null ? tasks : [], given);
    if (trouble !== null) ports.release(member.name);
    listener.changed();
  }
}
