import { remember } from '../remember.ts';

/**
 * Until when this exporter is certainly a member. The leader gives a member's devices to others when it has heard nothing of it for `lostAfterMs`; what the
 * leader has answered it has heard, at the earliest when it was sent. So one that was stopped for a while knows by its own clock alone that it may be lost.
 */
export type Lease = {
  sent(n: number, atMs: number): void;
  /** Of the message with this number, if it was sent since the lease last ended. */
  answered(n: number, lostAfterMs: number): void;
  /** As `answered`, of a message that was sent then or later. */
  grant(sentAtMs: number, lostAfterMs: number): void;
  holds(nowMs: number): boolean;
  end(): void;
};

/** Milliseconds. A share that is taken at the last moment is begun before the leader gives it away. */
const marginMs = 500;
/** Beats come once a second, and a lease is at most a minute long. */
const sentMost = 100;

export function createLease(): Lease {
  const sentAt = new Map<number, number>();
  let untilMs = Number.NEGATIVE_INFINITY;

  function grant(sentAtMs: number, lostAfterMs: number): void {
    untilMs = Math.max(untilMs, sentAtMs + lostAfterMs - marginMs);
  }

  return {
    sent: (n, atMs) => remember(sentAt, n, atMs, sentMost),
    answered(n, lostAfterMs) {
      const at = sentAt.get(n);
      if (at !== undefined) grant(at, lostAfterMs);
    },
    grant,
    holds: (nowMs) => nowMs < untilMs,
    end() {
      sentAt.clear();
      untilMs = Number.NEGATIVE_INFINITY;
    },
  };
}
