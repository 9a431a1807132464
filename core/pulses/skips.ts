import type { Pulse } from './pulse.ts';

/** Pulses the schedule should have taken and did not, and why. */
export type Skipped = { count: number; first: Pulse; last: Pulse; reason: string };

/** The first is told at once; those that follow within this are told together, so that a schedule far too fast does not flood a screen. */
const togetherMs = 1000;

export type Skips = {
  add(skipped: Skipped): void;
  /** Tells what is still waiting. */
  flush(): void;
};

export function createSkips(tell: (skipped: Skipped) => void, monotonicMs: () => number): Skips {
  let waiting: Skipped | null = null;
  let toldMs = Number.NEGATIVE_INFINITY;

  function flush(): void {
    if (waiting === null) return;
    const skipped = waiting;
    waiting = null;
    toldMs = monotonicMs();
    tell(skipped);
  }

  return {
    add(skipped) {
      if (waiting !== null && waiting.reason !== skipped.reason) flush();
      waiting = waiting === null ? skipped : { ...skipped, count: waiting.count + skipped.count, first: waiting.first };
      if (monotonicMs() - toldMs >= togetherMs) flush();
    },
    flush,
  };
}
