import { type Failure, failure } from '../../contract/errors.ts';
import { remember } from '../remember.ts';

/** Milliseconds between two refusals to one peer: a flood is not answered with a flood. */
const pauseMs = 1000;
/** Peers and notices that are remembered; the oldest is forgotten. */
const rememberedMost = 1000;

/** A stranger with a new name each time shall not fill the screens: what is more is refused, and not told. */
const noticesMost = 10;
const noticesWithinMs = 60_000;

/** Says no, not too often; and tells people of each reason once. */
export function createRefusals(answer: (peer: string, why: Failure) => void, noticed: (notice: Failure) => void) {
  const answered = new Map<string, number>();
  const told = new Map<string, true>();
  let windowMs = Number.NEGATIVE_INFINITY;
  let notices = 0;

  return {
    refuse(peer: string, why: Failure, nowMs: number): void {
      const last = answered.get(peer);
      if (last !== undefined && nowMs - last < pauseMs) return;
      remember(answered, peer, nowMs, rememberedMost);
      answer(peer, why);
    },
    noticeOnce(notice: Failure, nowMs: number): void {
      if (nowMs - windowMs >= noticesWithinMs) [windowMs, notices] = [nowMs, 0];
      if (told.has(notice.message) || notices >= noticesMost) return;
      notices++;
      remember(told, notice.message, true, rememberedMost);
      noticed(notice);
    },
  };
}

export type Refusals = ReturnType<typeof createRefusals>;

export function noSession(leader: string): Failure {
  return failure('MEMBER_LOST', `${leader} does not count this exporter among its followers, or no longer: it has to say hello first.`);
}

export function groupFull(leader: string, most: number): Failure {
  return failure('BUSY', `${leader} has ${most} followers and takes no more. Stop one that is not needed.`, { most });
}

export function notYetReady(leader: string): Failure {
  return failure('NO_LEADER', `${leader} has just begun to lead and waits for its followers. Try again in a few seconds.`);
}

/** Of an exporter whose messages cannot be read here. */
export function otherProtocol(name: string, theirs: number, ours: number): Failure {
  const sentence = `${name} speaks protocol ${theirs}, its group speaks ${ours}: it cannot take part. Install the same version on all exporters of the group.`;
  return failure('VERSION_DIFFERS', sentence, { exporter: name, theirs, ours });
}
