import type { PulseFacts } from '../../../core/contract/api.ts';
import type { Failure } from '../../../core/contract/errors.ts';
import type { GroupPulse, PulseUpload } from '../../../core/contract/group.ts';
import { openFollower } from '../../../core/group/follower/follower.ts';
import { openLeader } from '../../../core/group/leader/leader.ts';
import { unjudgedSince } from '../../../core/group/open-pulses.ts';
import { type Entry, pulsesMost } from '../../../core/group/protocol.ts';
import { pulseKey } from '../../../core/group/pulse-key.ts';
import type { MemoryWire } from '../../../core/group/wire/memory.ts';
import { setupSchema } from '../../../core/settings/schema.ts';
import { channel, sample } from '../../settings/sample.ts';
import { addressesOf, startMs } from '../follower/scripted-leader.ts';
import { withGateway } from '../leader/setup.ts';
import { createCaptures, type Store } from './captures.ts';
import { uploadLogIn } from './uploads.ts';

export const deviceNames = Array.from({ length: 12 }, (_, n) => `CAM-${n}`);
const { sources, pulseSource, metadata } = sample();
const setup = withGateway(
  setupSchema.parse({
    ...{ sources, pulseSource, metadata, settleMs: 500 },
    devices: deviceNames.map((name) => ({ name, channels: [channel(name)] })),
  }),
);

export type World = { wire: MemoryWire; clock: { nowMs: number }; random: () => number; nextId(): string };
/** By pulse, as the exporter last heard. */
export type Judged = Pick<GroupPulse, 'verdict' | 'expected' | 'captured' | 'counts' | 'shares' | 'missed'>;
export type Person = { store: Store; judged: Map<string, Judged>; uploads: Map<string, PulseUpload>; notices: Failure[] };

const lostAfterMs = 3000;

function hears({ judged, uploads }: Person) {
  return ({ pulse, verdict, expected, captured, counts, shares, missed, upload }: GroupPulse): void => {
    if (verdict !== null && upload !== null) uploads.set(pulseKey(pulse), upload);
    if (verdict !== null) judged.set(pulseKey(pulse), { verdict, expected, captured, counts, shares, missed });
  };
}

function hearsUpload({ uploads }: Person) {
  return (pulse: PulseFacts, upload: PulseUpload): void => void uploads.set(pulseKey(pulse), upload);
}

export function begunFollower(name: string, world: World, person: Person, leader: string) {
  const { clock, wire, random } = world;
  const monotonicMs = () => clock.nowMs;
  const captures = createCaptures(name, person.store, random, monotonicMs);
  const newest = person.store.entries.at(-1);
  const upTo =
    newest === undefined ? null : { leader: newest.leader, epoch: newest.epoch, seq: contiguous(person.store.entries, newest.epoch) };
  const follower = openFollower(
    {
      ...{ name, version: '1', run: world.nextId(), leaders: [addressesOf(leader)], lostAfterMs },
      ...{ last: upTo, highest: upTo, setupId: null },
    },
    {
      ...{ wire: wire.of(name), monotonicMs, wallMs: () => startMs + clock.nowMs, own: captures.share, topic: () => null },
      keep: (entries) => void person.store.entries.push(...entries),
      listener: {
        ...{
          pulse: hears(person),
          uploaded: hearsUpload(person),
          changed: () => undefined,
          noticed: (notice) => void person.notices.push(notice),
        },
        ...{ setup: () => undefined, plan: () => undefined, epoch: () => undefined },
      },
    },
  );
  captures.listen({ reported: follower.ownReported, progressed: follower.ownProgressed, uploaded: follower.ownUploaded });
  return { ...follower, captures };
}

/** Up to where it knows everything that this epoch's leader has announced. */
function contiguous(entries: readonly Entry[], epoch: number): number {
  const seqs = new Set(entries.filter((entry) => entry.epoch === epoch).map(({ seq }) => seq));
  let upTo = Math.min(...seqs);
  while (seqs.has(upTo + 1)) upTo++;
  return upTo;
}

export async function begunLeader(name: string, world: World, person: Person, epoch: number) {
  const { clock, wire, random } = world;
  const monotonicMs = () => clock.nowMs;
  const captures = createCaptures(name, person.store, random, monotonicMs);
  const entries = [...person.store.entries];
  const log = { append: () => Promise.resolve(), close: () => Promise.resolve(), since: () => all(entries) };
  const leader = await openLeader(
    {
      ...{ name, version: '1', epoch, setup, topic: null, pins: {}, lostAfterMs, gatherMs: 2000, keptAnnouncements: 5000, mayFollow: null },
      orders: { schedule: { kind: 'manual' }, metadata: {}, outOfService: {} },
      open: await unjudgedSince(log, 0, pulsesMost, new AbortController().signal),
      judged: entries.filter((entry) => entry.kind === 'verdict'),
    },
    {
      ...{ wire: wire.of(name), addresses: addressesOf(name), monotonicMs, wallMs: () => startMs + clock.nowMs, randomId: world.nextId },
      own: captures.share,
      keep: (more) => void person.store.entries.push(...more),
      uploadLog: uploadLogIn(entries),
      door: () => Promise.resolve({ ok: true, value: null }),
      listener: {
        ...{ pulse: hears(person), uploaded: hearsUpload(person), changed: () => undefined, outranked: () => undefined },
        noticed: (notice) => void person.notices.push(notice),
      },
    },
  );
  captures.listen({ reported: leader.ownReported, progressed: leader.ownProgressed, uploaded: leader.ownUploaded });
  return { ...leader, captures };
}

async function* all(entries: readonly Entry[]): AsyncGenerator<readonly Entry[]> {
  yield entries;
}
