import type { ExporterEvent } from '../contract/api.ts';
import { samePulse } from '../contract/same-pulse.ts';

/** Events that wait for one receiver, in their order. */
export type Backlog = {
  /** false: there was no room, and the event is not in it. */
  add(event: ExporterEvent): boolean;
  isEmpty(): boolean;
  /** Everything in it, which is empty then. */
  take(): ExporterEvent[];
};

/** What an event weighs besides the outcomes it carries: about the bytes of so many of them. */
const eventWeight = 10;

/** Bounded by weight, an outcome being one (about 200 bytes as JSON). */
export function createBacklog(mostWeight: number): Backlog {
  let waiting: ExporterEvent[] = [];
  let weight = 0;
  return {
    add(event) {
      const at = waiting.findIndex((other) => replaces(event, other));
      const earlier = waiting[at];
      const added = weightOf(event) - (earlier === undefined ? 0 : weightOf(earlier));
      if (weight + added > mostWeight) return false;
      weight += added;
      if (earlier === undefined) waiting.push(event);
      else waiting[at] = event;
      return true;
    },
    isEmpty: () => waiting.length === 0,
    take() {
      const taken = waiting;
      waiting = [];
      weight = 0;
      return taken;
    },
  };
}

/** Both tell one thing as a whole, and no other event touches it: the later one stands in the earlier one's place. */
function replaces(event: ExporterEvent, earlier: ExporterEvent): boolean {
  if (event.type !== earlier.type) return false;
  switch (event.type) {
    case 'group/changed':
    case 'uploads/changed':
    case 'disk/changed':
      return true;
    case 'source/changed':
      return earlier.type === 'source/changed' && earlier.source.source === event.source.source;
    case 'pulse/judged':
      return earlier.type === 'pulse/judged' && samePulse(event.pulse.pulse, earlier.pulse.pulse);
    default:
      return false;
  }
}

function weightOf(event: ExporterEvent): number {
  switch (event.type) {
    case 'channels/decided':
    case 'capture/amended':
      return eventWeight + event.outcomes.length;
    case 'capture/finished':
      return eventWeight + event.missed.length;
    case 'pulse/judged':
      return eventWeight + event.pulse.missed.length + event.pulse.shares.length;
    case 'topics/counted':
      return eventWeight + event.topics.length;
    default:
      return eventWeight;
  }
}
