import { ExporterError } from '../../contract/errors.ts';
import type { LeaderSettings } from '../../settings/group.ts';
import { largestMessage } from '../protocol.ts';
import { createFlights, createLane, type Flights, type Lane, perfect, type Quality, seededRandom } from './memory-lane.ts';
import {
  type FollowerWire,
  type FollowListener,
  type LeaderWire,
  type LeadListener,
  sendQueueMost,
  tellWaitsMs,
  type Wire,
} from './port.ts';
import { addressInUse } from './refusals.ts';

const roundsMost = 10_000;

/** A group's wire within one process, for tests: nothing moves before `deliver`, and the same seed loses, delays and doubles the same messages. */
export type MemoryWire = {
  /** The wire as this exporter has it. */
  of(name: string): Wire;
  /** Connects what can be connected, then hands out what was sent before this call and is due; gives how much. */
  deliver(nowMs: number): number;
  /** Delivers until nothing more is due at this moment: also the answers to the answers. */
  pump(nowMs: number): void;
  /** When the next message is due; null if none is under way. */
  nextMs(): number | null;
  /** Of all connections, or of one exporter's as a follower, for what is sent from now on. */
  setQuality(quality: Partial<Quality>, follower?: string): void;
  /** Breaks its connections, or the ones between the two: what is under way is lost, nobody reconnects before `heal`. */
  cut(name: string, other?: string): void;
  heal(name: string, other?: string): void;
  /** As if its process were stopped: what comes for it waits for `release`. */
  hold(name: string): void;
  release(name: string): void;
  /** From a stranger, at once. `peer` may be one that exists. */
  injectTold(leader: string, peer: string, message: string): void;
  injectAnnounced(follower: string, leader: string, message: string): void;
  injectAnswered(follower: string, leader: string, message: string): void;
};

type Led = { name: string; addresses: LeaderSettings; listener: LeadListener; links: Set<Link> };
/** Null until the next `deliver` says what time it is. */
type Told = { message: string; untilMs: number | null };
type Connection = { led: Led; peer: string; up: Lane; announced: Lane; answered: Lane };
type Link = { name: string; addresses: LeaderSettings; listener: FollowListener; told: Told[]; connection: Connection | null };

export function createMemoryWire(options: { seed?: number; quality?: Partial<Quality> } = {}): MemoryWire {
  const random = seededRandom(options.seed ?? 1);
  const flights: Flights = createFlights(random);
  const leaders = new Set<Led>();
  const links = new Set<Link>();
  const cuts = new Set<string>();
  const held = new Set<string>();
  const qualities = new Map<string, Quality>();
  let quality: Quality = { ...perfect, ...options.quality };
  let nowMs = Number.NEGATIVE_INFINITY;
  let peers = 0;

  const qualityOf = (link: Link) => qualities.get(link.name) ?? quality;
  const pair = (one: string, other: string) => [one, other].sort().join(' ');
  const isCut = (one: string, other: string) => cuts.has(one) || cuts.has(other) || cuts.has(pair(one, other));

  function connect(link: Link): void {
    const { announce, report } = link.addresses;
    const led = [...leaders].find(({ addresses }) => addresses.announce === announce && addresses.report === report);
    if (led === undefined || isCut(led.name, link.name)) return;
    const peer = `peer-${++peers}`;
    const { listener } = link;
    link.connection = {
      led,
      peer,
      up: createLane(
        led.name,
        (message) => led.listener.told(peer, message),
        () => listener.ignored('queue-full'),
      ),
      // A PUB drops silently.
      announced: createLane(link.name, listener.announced, () => undefined),
      answered: createLane(link.name, listener.answered, () => led.listener.ignored('queue-full')),
    };
    led.links.add(link);
  }

  /** `lost`: also what the leader had sent. */
  function disconnect(link: Link, lost: boolean): void {
    const connection = link.connection;
    if (connection === null) return;
    link.connection = null;
    connection.led.links.delete(link);
    connection.up.open = false;
    if (lost) connection.announced.open = connection.answered.open = false;
  }

  function sendTold(link: Link): void {
    if (link.connection !== null) {
      for (const { message } of link.told.splice(0)) flights.send(link.connection.up, message, qualityOf(link), nowMs);
      return;
    }
    for (const told of link.told) told.untilMs ??= nowMs + tellWaitsMs;
    link.told = link.told.filter(({ untilMs }) => untilMs !== null && nowMs <= untilMs);
  }

  async function lead(name: string, addresses: LeaderSettings, listener: LeadListener): Promise<LeaderWire> {
    const taken = [...leaders].flatMap((other) => [other.addresses.announce, other.addresses.report]);
    for (const address of [addresses.announce, addresses.report]) if (taken.includes(address)) throw addressInUse(name, address);
    const led: Led = { name, addresses, listener, links: new Set() };
    leaders.add(led);
    return {
      announce(message) {
        if (!fits(message, listener)) return;
        for (const link of led.links) {
          const { loss } = qualityOf(link);
          if (link.connection === null || (loss > 0 && random() < loss)) continue;
          flights.send(link.connection.announced, message, qualityOf(link), nowMs);
        }
      },
      answer(peer, message) {
        if (!fits(message, listener)) return;
        for (const link of led.links)
          if (link.connection?.peer === peer) flights.send(link.connection.answered, message, qualityOf(link), nowMs);
      },
      async close() {
        leaders.delete(led);
        for (const link of led.links) disconnect(link, false);
      },
    };
  }

  function follow(name: string, addresses: LeaderSettings, listener: FollowListener): FollowerWire {
    const link: Link = { name, addresses, listener, told: [], connection: null };
    links.add(link);
    return {
      tell(message) {
        if (!links.has(link) || !fits(message, listener)) return;
        if (link.told.length >= sendQueueMost) listener.ignored('queue-full');
        else link.told.push({ message, untilMs: null });
        if (link.connection !== null) sendTold(link);
      },
      async close() {
        if (!links.delete(link) || link.connection === null) return;
        const { up } = link.connection;
        disconnect(link, true);
        up.open = true;
      },
    };
  }

  function deliver(atMs: number): number {
    nowMs = Math.max(nowMs, atMs);
    for (const link of links) {
      if (link.connection === null) connect(link);
      sendTold(link);
    }
    const arriving = flights.due(nowMs, held);
    for (const { lane, message } of arriving) if (lane.open) lane.arrive(message);
    return arriving.length;
  }

  return {
    of: (name) => ({
      lead: (addresses, listener) => lead(name, addresses, listener),
      follow: (addresses, listener) => follow(name, addresses, listener),
    }),
    deliver,
    pump(atMs) {
      let rounds = 0;
      while (deliver(atMs) > 0)
        if (++rounds > roundsMost)
          throw new ExporterError('INTERNAL', `They answer each other without end: ${roundsMost} rounds of messages at ${atMs} ms.`);
    },
    nextMs: flights.nextMs,
    setQuality(change, follower) {
      if (follower === undefined) quality = { ...quality, ...change };
      else qualities.set(follower, { ...(qualities.get(follower) ?? quality), ...change });
    },
    cut(name, other) {
      cuts.add(other === undefined ? name : pair(name, other));
      for (const link of links) if (link.connection !== null && isCut(link.connection.led.name, link.name)) disconnect(link, true);
    },
    heal: (name, other) => void cuts.delete(other === undefined ? name : pair(name, other)),
    hold: (name) => void held.add(name),
    release: (name) => void held.delete(name),
    injectTold(leader, peer, message) {
      for (const { name, listener } of leaders) if (name === leader) listener.told(peer, message);
    },
    injectAnnounced(follower, leader, message) {
      for (const link of links) if (link.name === follower && link.addresses.name === leader) link.listener.announced(message);
    },
    injectAnswered(follower, leader, message) {
      for (const link of links) if (link.name === follower && link.addresses.name === leader) link.listener.answered(message);
    },
  };
}

function fits(message: string, listener: LeadListener | FollowListener): boolean {
  const fitting = Buffer.byteLength(message) <= largestMessage;
  if (!fitting) listener.ignored('too-large');
  return fitting;
}
