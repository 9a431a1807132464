import type { Clock } from '../clock.ts';
import type { ExporterEvent } from '../contract/api.ts';
import type { Door } from './door.ts';
import { type Outlet, openOutlet } from './outlet.ts';

export type TellingPorts = {
  door: Pick<Door, 'subscribe'>;
  clock: Pick<Clock, 'monotonicMs' | 'sleep'>;
  send(batch: number, events: readonly ExporterEvent[]): void;
  dropped(events: number): void;
};

/** What a page is told, in batches with numbers; the next one goes when the page says that it has taken the one before. */
export type Telling = {
  /** The page is ready: a snapshot comes. Again when it was loaded again: then nobody is left to take what was sent before. */
  subscribe(): void;
  taken(batch: number): void;
  /** Sends what waits, as the last. */
  end(): void;
  /** Twice is once. */
  stop(): void;
};

export function createTelling({ door, clock, send, dropped }: TellingPorts): Telling {
  let outlet: Outlet | null = null;
  let batch = 0;
  let isStopped = false;
  let free = Promise.withResolvers<void>();
  return {
    subscribe() {
      if (isStopped) return;
      if (outlet === null) outlet = openOutlet(door, { send: tell, dropped }, clock);
      else outlet.again();
      free.resolve();
    },
    taken(number) {
      if (number === batch) free.resolve();
    },
    end() {
      outlet?.end();
      stop();
    },
    stop,
  };

  function stop(): void {
    isStopped = true;
    outlet?.stop();
    free.resolve();
  }

  function tell(events: readonly ExporterEvent[]): Promise<void> {
    batch += 1;
    free = Promise.withResolvers();
    send(batch, events);
    return free.promise;
  }
}
