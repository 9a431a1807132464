import type { Clock } from '../clock.ts';
import type { Exporter, ExporterEvent } from '../contract/api.ts';
import { createBacklog } from './backlog.ts';

/** A page on the other side of some wire. */
export type Receiver = {
  /** Resolves when the page has taken the batch; there is never a second one on its way. Where it rejects, the page is gone. */
  send(events: readonly ExporterEvent[]): Promise<void>;
  /** It was too slow: so many events it never sees; a snapshot comes in their place. */
  dropped(events: number): void;
};

/** At most ten batches a second. */
export const batchMs = 100;
/** Some 2,000 events, or 4 MB of outcomes. */
const mostWeight = 20_000;

export type Outlet = {
  /** The page has asked for a fresh snapshot: it was reloaded, or shows more of it. What waits is let go. */
  again(): void;
  /** The exporter ends: what waits goes at once, and is the last. */
  end(): void;
  stop(): void;
};

/**
 * Brings a page what happens, in batches; the first one is a snapshot. A page that takes them too slowly loses what waits for it and gets a fresh snapshot
 * when it is free again, so that it never slows the exporter or fills its memory.
 */
export function openOutlet(exporter: Pick<Exporter, 'subscribe'>, receiver: Receiver, clock: Pick<Clock, 'monotonicMs' | 'sleep'>): Outlet {
  const leaving = new AbortController();
  const backlog = createBacklog(mostWeight);
  let unsubscribe: (() => void) | null = null;
  let arrived = Promise.withResolvers<void>();
  pump().then(stop, stop);
  return { again, end, stop };

  async function pump(): Promise<void> {
    while (!leaving.signal.aborted) {
      unsubscribe ??= exporter.subscribe(take);
      await arrived.promise;
      if (leaving.signal.aborted) return;
      arrived = Promise.withResolvers();
      if (backlog.isEmpty()) continue;
      const beganMs = clock.monotonicMs();
      await receiver.send(backlog.take());
      await clock.sleep(Math.max(0, beganMs + batchMs - clock.monotonicMs()), leaving.signal);
    }
  }

  function take(event: ExporterEvent): void {
    if (!backlog.add(event)) receiver.dropped(letGo() + 1);
    arrived.resolve();
  }

  /** How many events were let go. */
  function letGo(): number {
    unsubscribe?.();
    unsubscribe = null;
    return backlog.take().length;
  }

  function again(): void {
    letGo();
    arrived.resolve();
  }

  function end(): void {
    const last = backlog.take();
    stop();
    if (last.length > 0) receiver.send(last).catch(() => undefined); // nobody waits for it any more
  }

  function stop(): void {
    leaving.abort();
    again();
  }
}
