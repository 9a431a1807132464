import type { Failure } from '../../contract/errors.ts';
import type { MemberState, PulseCounts } from '../../contract/group.ts';

export type Member = {
  readonly name: string;
  run: string;
  peer: string;
  session: string;
  /** Of the newest message of its session; -1 before the first. */
  lastN: number;
  lastHeardMs: number;
  state: MemberState;
  sentence: string;
  sinceMs: number;
  counts: PulseCounts | null;
  /** As its beats tell. */
  setupId: string | null;
  trouble: string | null;
  /** It had the setup before it said hello anew, and may take until then to have it again. */
  graceUntilMs: number;
  /** Of its commands that are being run. */
  commands: number;
};

/** Followers; more are refused. */
export const membersMost = 64;
/** Of one name; the oldest is forgotten. */
const replacedMost = 20;

export type Standing = { ok: true; member: Member } | { ok: false; why: 'other-epoch' | 'unknown' | 'ended' | 'repeated' };
type Message = { from: string; session: string | null; n: number };
type Hello = { name: string; run: string; peer: string; trouble: string | null };

/** Who follows, and by which session each is known. */
export function createMembers(epoch: number, newSession: () => string) {
  const members = new Map<string, Member>();
  const replaced = new Map<string, string[]>();

  function standing(peer: string, { from, session, n }: Message): Standing {
    if (session === null || !session.startsWith(`${epoch}-`)) return { ok: false, why: 'other-epoch' };
    const member = members.get(from);
    if (member === undefined || member.session !== session || member.peer !== peer) return { ok: false, why: 'unknown' };
    if (isGone(member)) return { ok: false, why: 'ended' };
    if (n <= member.lastN) return { ok: false, why: 'repeated' };
    return { ok: true, member };
  }

  /** Of its name a newer run has said hello. */
  function isReplaced(name: string, run: string): boolean {
    return replaced.get(name)?.includes(run) ?? false;
  }

  /** null: there is no room. A hello that is said again before anything else keeps its session: its answer was late. */
  function admit({ name, run, peer, trouble }: Hello, now: { monotonicMs: number; wallMs: number }, graceMs: number): Member | null {
    const known = members.get(name);
    if (known === undefined && !makeRoom()) return null;
    const repeated = known !== undefined && known.lastN < 0 && known.run === run && known.peer === peer && !isGone(known);
    if (known !== undefined && known.run !== run) replaced.set(name, [...(replaced.get(name) ?? []), known.run].slice(-replacedMost));
    const stays = known !== undefined && !isGone(known);
    const member: Member = {
      ...{ name, run, peer, lastN: -1, lastHeardMs: now.monotonicMs, trouble },
      session: repeated ? known.session : `${epoch}-${newSession()}`,
      state: trouble === null ? 'joined' : 'unable',
      sentence: trouble ?? joinedSentence,
      sinceMs: stays && known.trouble === trouble ? known.sinceMs : now.wallMs,
      counts: known?.counts ?? null,
      setupId: null,
      graceUntilMs: now.monotonicMs + graceMs,
      commands: 0,
    };
    members.set(name, member);
    return member;
  }

  function makeRoom(): boolean {
    if (members.size < membersMost) return true;
    const gone = [...members.values()].find(isGone);
    if (gone === undefined) return false;
    members.delete(gone.name);
    replaced.delete(gone.name);
    return true;
  }

  return {
    standing,
    isReplaced,
    admit,
    get: (name: string) => members.get(name),
    all: () => [...members.values()],
    silent: (nowMs: number, lostAfterMs: number) =>
      [...members.values()].filter((member) => !isGone(member) && nowMs - member.lastHeardMs >= lostAfterMs),
    /** The leader itself was stopped for so long: nobody else was silent. */
    forgive(ms: number) {
      for (const member of members.values()) member.lastHeardMs += ms;
    },
  };
}

export type Members = ReturnType<typeof createMembers>;

const joinedSentence = 'It follows.';

export function isGone({ state }: Member): boolean {
  return state === 'lost' || state === 'left';
}

export function end(member: Member, state: 'lost' | 'left', { message }: Failure, wallMs: number): void {
  change(member, state, message, wallMs);
}

/** Answers whether that is new. */
export function tellTrouble(member: Member, trouble: string | null, wallMs: number): boolean {
  if (member.trouble === trouble) return false;
  member.trouble = trouble;
  change(member, trouble === null ? 'joined' : 'unable', trouble ?? joinedSentence, wallMs);
  return true;
}

function change(member: Member, state: MemberState, sentence: string, wallMs: number): void {
  if (member.state !== state) member.sinceMs = wallMs;
  member.state = state;
  member.sentence = sentence;
}

/** Gets devices. */
export function isEligible(member: Member, setupId: string, nowMs: number): boolean {
  return member.state === 'joined' && (member.setupId === setupId || nowMs < member.graceUntilMs);
}
