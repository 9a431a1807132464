import type { Clock } from '../core/clock.ts';

export type QuittingPorts = {
  /** In good order: the capture in flight ends with what it has. */
  stop(): Promise<void>;
  /** At once; nothing is asked any more. */
  exit(code: number): void;
  clock: Pick<Clock, 'sleep'>;
  onTrouble(error: unknown): void;
};

/** A capture ends within its settle time, an upload is cut; what is not done then is taken up at the next start. */
export const longestStopMs = 20_000;

export type Quitting = {
  /** Of Electron's `before-quit`. */
  beforeQuit(event: { preventDefault(): void }): void;
  isQuitting(): boolean;
};

export function createQuitting({ stop, exit, clock, onTrouble }: QuittingPorts): Quitting {
  let isQuitting = false;
  return {
    isQuitting: () => isQuitting,
    beforeQuit(event) {
      event.preventDefault();
      if (isQuitting) return;
      isQuitting = true;
      end().then(exit, (error: unknown) => {
        onTrouble(error);
        exit(1);
      });
    },
  };

  async function end(): Promise<0 | 1> {
    const waited = new AbortController();
    const stopped = stop().then(() => 0 as const);
    const late = clock.sleep(longestStopMs, waited.signal).then(() => 1 as const);
    const code = await Promise.race([stopped, late]);
    waited.abort();
    if (code === 1)
      onTrouble(new Error(`The exporter did not stop within ${longestStopMs / 1000} s; the next start takes up what is left.`));
    return code;
  }
}
