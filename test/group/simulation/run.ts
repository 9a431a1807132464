import type { RecordFacts } from '../../../core/contract/uploads.ts';
import { createMemoryWire } from '../../../core/group/wire/memory.ts';
import { randomOf } from '../../fakes/random.ts';
import { metadata, pulseOf } from '../follower/scripted-leader.ts';
import { emptyStore } from './captures.ts';
import { begunFollower, begunLeader, type Person, type World } from './exporters.ts';

export const leaderName = 'alpha';
export const followerNames = ['bravo', 'charlie', 'delta', 'echo'];
export const pulses = 300;
const everyMs = 200;
const waitMs = 500;
const stepMs = 50;
const tickMs = 250;
/** After the last pulse: everything that was lost has been asked for again. */
const drainMs = 150_000;

/** Not as a leader would decide it: any confusion of two pulses shows. */
export function recordOf(n: number): RecordFacts {
  return { digits: n % 2 === 0 ? 0 : 3, localOnly: n % 3 === 0 ? `Pulse ${n} has no record.` : null };
}

/** A whole group in virtual time: announcements are lost, all is late, lines are cut, exporters stopped and restarted, the leader too. */
export async function simulate(seed: number) {
  const random = randomOf(seed);
  const clock = { nowMs: 0 };
  const wire = createMemoryWire({ seed, quality: { loss: 0.05, delayMs: [0, 300], twice: 0.01 } });
  let ids = 0;
  const world: World = { wire, clock, random, nextId: () => `id-${++ids}` };
  const person = (): Person => ({ store: emptyStore(), judged: new Map(), uploads: new Map(), notices: [] });
  const people = new Map([leaderName, ...followerNames].map((name) => [name, person()]));
  const of = (name: string): Person => people.get(name) ?? person();
  /** What stood on a disk that is another one now. */
  const gone = emptyStore();
  const stopped = new Set<string>();
  const followers = new Map(followerNames.map((name) => [name, begunFollower(name, world, of(name), leaderName)]));
  let epoch = 1;
  let leader: Awaited<ReturnType<typeof begunLeader>> | null = await begunLeader(leaderName, world, of(leaderName), epoch);
  let ready = false;
  const watch = (): void => void leader?.ready.then(() => (ready = true));
  watch();

  const below = (limit: number) => Math.floor(random() * limit);
  const someone = () => followerNames[below(followerNames.length)] ?? '';
  const lastMs = 4000 + pulses * everyMs;
  const moment = () => 6000 + below(lastMs - 20_000);

  /** What happens when; each may fall into any other. */
  const events: { atMs: number; act(): void | Promise<void> }[] = [];
  const at = (atMs: number, act: () => void | Promise<void>) => events.push({ atMs, act });

  function planCut(name: string): void {
    const from = moment();
    at(from, () => wire.cut(name, leaderName));
    at(from + 1000 + below(8000), () => wire.heal(name, leaderName));
  }

  function planStop(name: string): void {
    const from = moment();
    at(from, () => {
      stopped.add(name);
      wire.hold(name);
    });
    at(from + 10_000, () => {
      stopped.delete(name);
      wire.release(name);
    });
  }

  function planRestart(name: string, remembers: boolean): void {
    const from = moment();
    at(from, async () => {
      await followers.get(name)?.close({ leaving: false });
      followers.delete(name);
    });
    at(from + 500 + below(6000), () => {
      if (followers.has(name)) return;
      if (!remembers) {
        gone.captures.push(...of(name).store.captures);
        people.set(name, person());
      }
      followers.set(name, begunFollower(name, world, of(name), leaderName));
    });
  }

  function planNewLeader(): void {
    const from = moment();
    at(from, async () => {
      const old = leader;
      leader = null;
      ready = false;
      await old?.close({ leaving: random() < 0.5 });
    });
    at(from + 500 + below(8000), async () => {
      leader = await begunLeader(leaderName, world, of(leaderName), ++epoch);
      watch();
    });
  }

  planCut(someone());
  planCut(someone());
  planStop(someone());
  planRestart(someone(), true);
  planRestart(someone(), false);
  planNewLeader();
  events.sort((a, b) => a.atMs - b.atMs);

  async function settle(): Promise<void> {
    wire.pump(clock.nowMs);
    await new Promise((resolve) => setImmediate(resolve));
  }

  let announced = 0;
  for (let endMs = Number.POSITIVE_INFINITY; clock.nowMs < endMs; ) {
    clock.nowMs += stepMs;
    while ((events[0]?.atMs ?? Number.POSITIVE_INFINITY) <= clock.nowMs) await events.shift()?.act();
    await settle();
    if (leader !== null && ready && announced < pulses && clock.nowMs % everyMs === 0) {
      const pulse = pulseOf(++announced);
      const { entry, devices } = leader.announce({ pulse, metadata, record: recordOf(announced), mode: 'live', waitMs });
      if (devices.length > 0)
        leader.captures.share.take({ pulse: entry.pulse, metadata, record: entry.record, devices, mode: 'live', waitMs });
      if (announced === pulses) endMs = clock.nowMs + drainMs;
    }
    leader?.captures.tick();
    for (const [name, follower] of followers) if (!stopped.has(name)) follower.captures.tick();
    if (clock.nowMs % tickMs !== 0) continue;
    leader?.tick();
    for (const [name, follower] of followers) if (!stopped.has(name)) follower.tick();
  }
  return { people, gone, followers, leader };
}
