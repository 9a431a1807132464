/** Time as the exporter sees it; tests put their own in its place. */
export type Clock = {
  /** Milliseconds since 1970, from the machine's clock: for people and file ages, never for waiting. */
  wallMs(): number;
  /** Milliseconds from any moment, never jumping: for waiting. */
  monotonicMs(): number;
  /** Rejects never; ends early when the signal is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
};

export const systemClock: Clock = {
  wallMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const timer = setTimeout(done, ms);
      signal.addEventListener('abort', done, { once: true });
      function done(): void {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      }
    }),
};

export function isoTime(clock: Clock): string {
  return new Date(clock.wallMs()).toISOString();
}
