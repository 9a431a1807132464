import type { Clock } from '../../core/clock.ts';

/** Time that passes at once for whoever sleeps. */
export function quickClock(): Clock {
  let nowMs = 1_795_341_700_000;
  return {
    wallMs: () => nowMs,
    monotonicMs: () => nowMs,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve();
        const passed = setImmediate(() => {
          nowMs += ms;
          resolve();
        });
        signal.addEventListener('abort', () => {
          clearImmediate(passed);
          resolve();
        });
      }),
  };
}
