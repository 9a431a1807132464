import type { Clock } from '../../../core/clock.ts';

export type VirtualClock = Clock & { at(monotonicMs: number, act: () => void): void; advance(ms: number): void };

/** Time that passes only where somebody waits. Monotonic time begins at 0. */
export function virtualClock(startMs: number): VirtualClock {
  let now = 0;
  let plans: { at: number; act: () => void }[] = [];
  const advance = (ms: number) => {
    const until = now + ms;
    for (;;) {
      const [next] = plans.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
      if (next === undefined) break;
      plans = plans.filter((plan) => plan !== next);
      now = Math.max(now, next.at);
      next.act();
    }
    now = until;
  };
  return {
    wallMs: () => startMs + now,
    monotonicMs: () => now,
    sleep: async (ms) => advance(ms),
    at: (at, act) => {
      plans.push({ at, act });
    },
    advance,
  };
}
