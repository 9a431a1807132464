import { type Failure, toFailure } from '../../contract/errors.ts';
import type { PulseCounts } from '../../contract/group.ts';
import { type Epoch, sameEpoch } from '../epoch.ts';
import type { OwnShare } from '../own-share.ts';
import { type Answered, type OpenPulse, pulsesMost, type Told } from '../protocol.ts';
import { createLease } from './lease.ts';

type WithoutFrom<T> = T extends Told ? Omit<T, 'v' | 'from' | 'session' | 'n'> : never;
export type ToldBody = WithoutFrom<Told>;
type Welcome = Extract<Answered, { kind: 'welcome' }>;

type MembershipPorts = {
  name: string;
  version: string;
  run: string;
  lostAfterMs: number;
  own: OwnShare;
  monotonicMs(): number;
  /** Answers the number it went with. */
  send(leader: string, session: string | null, body: ToldBody): number;
  last(): (Epoch & { seq: number }) | null;
  counts(): PulseCounts;
  setupId(): string | null;
  trouble(): string | null;
  noticed(notice: Failure): void;
};

const helloEveryMs = 1000;
const beatEveryMs = 1000;
/** After a refusal a person has to do something first. */
const refusedEveryMs = 10_000;

/** Being one of the obeyed leader's followers: asks to be taken in, says every second that it is there, and knows until when that holds. */
export function createMembership(ports: MembershipPorts) {
  const { own, monotonicMs } = ports;
  const lease = createLease();
  let leader: Epoch | null = null;
  let session: string | null = null;
  let lostAfterMs = ports.lostAfterMs;
  /** Of the first hello since it was last a member: a welcome may answer any of them. */
  let askedFromMs: number | null = null;
  let nextHelloMs = 0;
  let lastBeatMs = 0;
  let reading = false;
  let told: readonly OpenPulse[] = [];
  let refusal: Failure | null = null;
  let closed = false;

  function hello(to: Epoch): void {
    reading = true;
    own.open(pulsesMost).then(
      (open) => sendHello(to, open),
      (error: unknown) => {
        if (!closed) ports.noticed(toFailure(error));
        sendHello(to, []);
      },
    );
  }

  function sendHello(to: Epoch, open: readonly OpenPulse[]): void {
    reading = false;
    if (closed || session !== null || leader === null || !sameEpoch(leader, to)) return;
    told = open.slice(0, pulsesMost);
    const now = monotonicMs();
    askedFromMs ??= now;
    nextHelloMs = now + (refusal === null ? helloEveryMs : refusedEveryMs);
    lease.sent(introduce(to.leader, told), now);
  }

  function introduce(to: string, open: readonly OpenPulse[]): number {
    const [last, setupId, trouble] = [ports.last(), ports.setupId(), ports.trouble()];
    return ports.send(to, null, { kind: 'hello', version: ports.version, run: ports.run, last, setupId, open: [...open], trouble });
  }

  function beat(): void {
    if (leader === null || session === null) return;
    const now = monotonicMs();
    lastBeatMs = now;
    const working = own.working().slice(0, pulsesMost);
    const body: ToldBody = {
      kind: 'beat',
      working: [...working],
      counts: ports.counts(),
      setupId: ports.setupId(),
      trouble: ports.trouble(),
    };
    lease.sent(ports.send(leader.leader, session, body), now);
  }

  function drop(): void {
    session = null;
    askedFromMs = null;
    lease.end();
  }

  return {
    introduce,
    beat,
    /** The leader is silent, gone or another: it is a member no longer. */
    drop,
    session: () => session,
    refusal: () => refusal,
    lostAfterMs: () => lostAfterMs,
    /** Certainly a member, whatever happened to this process meanwhile. */
    holds: () => session !== null && lease.holds(monotonicMs()),
    /** As told in the last hello. */
    told: () => told,

    obey(next: Epoch): void {
      drop();
      leader = next;
      refusal = null;
      lostAfterMs = ports.lostAfterMs;
      nextHelloMs = monotonicMs();
    },

    /** Answers whether it is a new one. */
    welcome(welcome: Welcome): boolean {
      if (askedFromMs === null || session === welcome.session) return false;
      session = welcome.session;
      refusal = null;
      lostAfterMs = welcome.lostAfterMs;
      lease.grant(askedFromMs, lostAfterMs);
      return true;
    },

    refused(why: Failure): void {
      const now = monotonicMs();
      if (why.code === 'MEMBER_LOST') {
        if (session === null) return;
        drop();
        nextHelloMs = now;
        return;
      }
      drop();
      nextHelloMs = now + refusedEveryMs;
      if (refusal?.message !== why.message) ports.noticed(why);
      refusal = why;
    },

    ack(n: number): void {
      lease.answered(n, lostAfterMs);
    },

    tick(nowMs: number): void {
      if (leader === null) return;
      if (session === null) {
        if (!reading && nowMs >= nextHelloMs) hello(leader);
      } else if (nowMs - lastBeatMs >= beatEveryMs) beat();
    },

    close(): void {
      closed = true;
      drop();
    },
  };
}
