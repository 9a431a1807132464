import { type Failure, failure } from '../../contract/errors.ts';

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
      remember(answered, peer, nowMs);
      answer(peer, why);
    },
    noticeOnce(notice: Failure): void {
      if (told.has(notice.message)) return;
      remember(told, notice.message, true);
      noticed(notice);
    },
  };
}

export type Refusals = ReturnType<typeof createRefusals>;

function remember<V>(map: Map<string, V>, key: string, value: V): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > rememberedMost && oldest !== undefined) map.delete(oldest);
}

export function noSession(leader: string): Failure {
  return failure('MEMBER_LOST', `${leader} does not count this exporter among its followers, or no longer: it has to say hello first.`);
}

export function groupFull(leader: string, most: number): Failure {
  return failure('BUSY', `${leader} has ${most} followers and takes no more. Stop one that is not needed.`, { most });
}

export function notYetReady(leader: string): Failure {
  return failure('NO_LEADER', `${leader} has just begun to lead and waits for its followers. Try again in a few seconds.`);
}
