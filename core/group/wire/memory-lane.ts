import { sendQueueMost } from './port.ts';

/** How a follower's connection to a leader is. Within each direction order is kept; between connections it is not where delays differ. */
export type Quality = {
  /** Share of announcements, 0 to 1. What goes through ROUTER and DEALER is lost only with its connection. */
  loss: number;
  /** Virtual milliseconds: any between the two. */
  delayMs: readonly [number, number];
  /** Share of messages, 0 to 1, that come twice, as if somebody replayed them. */
  twice: number;
};
export const perfect: Quality = { loss: 0, delayMs: [0, 0], twice: 0 };

/** One direction of one connection. */
export type Lane = {
  /** Whom it leads to. */
  to: string;
  open: boolean;
  lastDueMs: number;
  waiting: number;
  arrive(message: string): void;
  /** Of a message that was dropped because too many wait. */
  full(): void;
};
type Flight = { dueMs: number; lane: Lane; message: string };

/** Everything that was sent and has not arrived. */
export type Flights = {
  send(lane: Lane, message: string, quality: Quality, nowMs: number): void;
  /** What is due, in the order it is to arrive in; `arrive` of each is the caller's to call. */
  due(nowMs: number, held: ReadonlySet<string>): readonly Flight[];
  nextMs(): number | null;
};

export function createLane(to: string, arrive: Lane['arrive'], full: Lane['full']): Lane {
  return { to, open: true, lastDueMs: Number.NEGATIVE_INFINITY, waiting: 0, arrive, full };
}

export function createFlights(random: () => number): Flights {
  let flights: Flight[] = [];

  function send(lane: Lane, message: string, { delayMs: [least, most], twice }: Quality, nowMs: number): void {
    const dueMs = Math.max(lane.lastDueMs, nowMs + least + (most > least ? random() * (most - least) : 0));
    for (let left = twice > 0 && random() < twice ? 2 : 1; left > 0; left--) {
      if (lane.waiting >= sendQueueMost) {
        lane.full();
        return;
      }
      lane.lastDueMs = dueMs;
      lane.waiting++;
      flights.push({ dueMs, lane, message });
    }
  }

  function due(nowMs: number, held: ReadonlySet<string>): readonly Flight[] {
    const arrives = ({ dueMs, lane }: Flight) => dueMs <= nowMs && !held.has(lane.to);
    flights = flights.filter(({ lane }) => lane.open);
    const arriving = flights.filter(arrives);
    flights = flights.filter((flight) => !arrives(flight));
    for (const { lane } of arriving) lane.waiting--;
    // Sorting is stable: what is due at the same moment arrives as it was sent.
    return arriving.sort((a, b) => a.dueMs - b.dueMs);
  }

  function nextMs(): number | null {
    const times = flights.filter(({ lane }) => lane.open).map(({ dueMs }) => dueMs);
    return times.length === 0 ? null : times.reduce((least, time) => Math.min(least, time));
  }

  return { send, due, nextMs };
}

/** Mulberry32: the same in every run with the same seed. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
