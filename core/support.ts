import { type Clock, isoTime } from './clock.ts';
import { createEventRing } from './contract/event-ring.ts';
import type { SupportApi } from './contract/support.ts';
import type { Feed } from './feed.ts';

export type SupportPorts = { feed: Pick<Feed, 'subscribe'>; clock: Clock };

/** Listens from here on, as long as the feed is there. */
export function createSupport({ feed, clock }: SupportPorts): SupportApi {
  const ring = createEventRing();
  feed.subscribe((event) => ring.add(event, isoTime(clock)));
  return {
    recentEvents: async () => ring.list(),
  };
}
