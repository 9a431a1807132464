import type { Failure } from '../../contract/errors.ts';
import { leaderLeft, leaderSilent } from '../sentences.ts';

/** Milliseconds between two ticks: if there is more, this exporter itself was stopped, and what the leader said meanwhile is still to be read. */
const stoppedMs = 2000;

/** Whether the obeyed leader is there. */
export function createLeaderSigns() {
  let leader: string | null = null;
  let heardMs = 0;
  let tickedMs: number | null = null;
  let silent = false;
  let left = false;

  return {
    obey(name: string, nowMs: number): void {
      leader = name;
      heardMs = nowMs;
      silent = left = false;
    },
    heard(nowMs: number): void {
      heardMs = nowMs;
      silent = false;
    },
    /** By its beats: it stops leading, or leads on. Answers what to tell people, the first time. */
    leaving(leaves: boolean): Failure | null {
      const isNew = leaves && !left;
      left = leaves;
      return isNew && leader !== null ? leaderLeft(leader) : null;
    },
    /** Answers what to tell people, the first time. */
    tick(nowMs: number, lostAfterMs: number): Failure | null {
      const betweenMs = nowMs - (tickedMs ?? nowMs);
      if (betweenMs > stoppedMs) heardMs = Math.min(nowMs, heardMs + betweenMs);
      tickedMs = nowMs;
      if (leader === null || silent || left || nowMs - heardMs <= lostAfterMs) return null;
      silent = true;
      return leaderSilent(leader, Math.round(nowMs - heardMs));
    },
    alive: () => leader !== null && !silent && !left,
    /** null while it is there. */
    why(nowMs: number): Failure | null {
      if (leader === null) return null;
      if (left) return leaderLeft(leader);
      return silent ? leaderSilent(leader, Math.round(nowMs - heardMs)) : null;
    },
  };
}
