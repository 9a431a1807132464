import type { ScheduleClock } from '../../core/pulses/schedule-ports.ts';

type Sleeper = { atMs: number; wake(): void };

/** Time that passes only when a test says so, as fast as the work between two moments allows. */
export class VirtualClock implements ScheduleClock {
  #nowMs = 0;
  readonly #sleepers = new Set<Sleeper>();

  monotonicMs = (): number => this.#nowMs;

  sleep = (ms: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const sleeper: Sleeper = { atMs: this.#nowMs + ms, wake: done };
      const sleepers = this.#sleepers;
      sleepers.add(sleeper);
      signal.addEventListener('abort', done, { once: true });
      function done(): void {
        sleepers.delete(sleeper);
        signal.removeEventListener('abort', done);
        resolve();
      }
    });

  get sleeping(): number {
    return this.#sleepers.size;
  }

  /** Wakes who is due, one after the other, each at its own time. */
  async pass(ms: number): Promise<void> {
    const endMs = this.#nowMs + ms;
    await settled();
    for (;;) {
      const next = [...this.#sleepers].sort((a, b) => a.atMs - b.atMs)[0];
      if (next === undefined || next.atMs > endMs) break;
      this.#nowMs = Math.max(this.#nowMs, next.atMs);
      next.wake();
      await settled();
    }
    this.#nowMs = endMs;
  }

  /** As when the computer sleeps: nobody is woken at the right time. */
  jump(ms: number): void {
    this.#nowMs += ms;
  }
}

/** Until everything that waits for no time has run. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
