import { type Failure, failure } from '../../contract/errors.ts';
import { remember } from './remember.ts';

/** Milliseconds between two refusals to one peer: a flood is not answered with a flood. */
const pauseMs = 1000;
/** Peers and notices that are remembered; the oldest is forgotten. */
const rememberedMost = 1000;

/** Says no, not too often; and tells people of each reason once. */
export function createRefusals(answer: (peer: string, why: Failure) => void, noticed: (notice: Failure) => void) {
  const answered = new Map<string, number>();
  const told = new Map<string, true>();

  return {
    refuse(peer: string, why: Failure, nowMs: number): void {
      const last = answered.get(peer);
      if (last !== undefined && nowMs - last < pauseMs) return;
      remember(answered, peer, nowMs, rememberedMost);
      answer(peer, why);
    },
    noticeOnce(notice: Failure): void {
      if (told.has(notice.message)) return;
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
