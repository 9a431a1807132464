import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import type { PulseUpload } from '../../core/contract/group.ts';
import { pulseKey } from '../../core/group/pulse-key.ts';
import { pulseOf } from './follower/scripted-leader.ts';
import type { Store } from './simulation/captures.ts';
import { deviceNames, type Judged } from './simulation/exporters.ts';
import { followerNames, leaderName, pulses, recordOf, simulate } from './simulation/run.ts';

/** More for a night: SEEDS=1000. */
const seeds = Array.from({ length: Number(process.env['SEEDS'] ?? 30) }, (_, n) => n + 1);
const keys = Array.from({ length: pulses }, (_, n) => pulseKey(pulseOf(n + 1)));

test.each(seeds)(
  'seed %i: whatever is lost, late, cut, stopped or restarted, each device of each pulse counts once, and all know the same',
  async (seed) => {
    const { people, gone, followers, leader } = await simulate(seed);
    expect(leader?.unjudged()).toBe(0);

    const taken = [...people.values(), { store: gone }].flatMap(({ store }) => store.captures.map(({ order }) => order));
    expect(taken.filter(({ pulse, record }) => !isDeepStrictEqual(record, recordOf(Number(pulse.pulseId))))).toEqual([]);
    expect(taken.length).toBeGreaterThanOrEqual(pulses);

    const told = people.get(leaderName)?.judged ?? new Map<string, Judged>();
    expect(keys.filter((key) => !told.has(key))).toEqual([]);

    const held = new Map([...people].map(([name, { store }]) => [name, devicesOf(store)]));
    const heldOnce = devicesOf(gone);
    /** Of these files nobody can say any more how they stand. */
    const lost = new Set(gone.captures.flatMap(({ report }) => report?.file ?? []));
    const files = new Map([...people].map(([name, { store }]) => [name, withFile(store)]));
    for (const key of keys) {
      const shares = told.get(key)?.shares ?? [];
      const all = new Set([...held.values(), heldOnce].flatMap((byPulse) => [...(byPulse.get(key) ?? [])]));
      expect({ key, devices: [...all].sort() }).toEqual({ key, devices: deviceNames.toSorted() });
      expect({ key, counted: shares.reduce((sum, { devices }) => sum + devices, 0) }).toEqual({ key, counted: deviceNames.length });
      // A file that does not count is superseded; one that counts for a device may hold others that are another's by now.
      for (const [name, byPulse] of held) {
        const counted = shares.find(({ exporter }) => exporter === name)?.devices ?? 0;
        const own = byPulse.get(key)?.size ?? 0;
        if (files.get(name)?.has(key)) expect({ key, name, counts: counted > 0 }).toEqual({ key, name, counts: true });
        expect({ key, name, enough: counted <= own + (heldOnce.get(key)?.size ?? 0) }).toEqual({ key, name, enough: true });
      }
    }

    const uploads = people.get(leaderName)?.uploads ?? new Map<string, PulseUpload>();
    for (const key of keys) {
      const files = (uploads.get(key)?.files ?? []).map(({ exporter, file, state }) => ({ exporter, file, state }));
      const counting = (told.get(key)?.shares ?? []).flatMap((share) => share.files.map((file) => ({ exporter: share.exporter, file })));
      const stand = counting.map(({ exporter, file }) => ({ exporter, file, state: standsAs(file, people.get(exporter)?.store) }));
      const localOnly = uploads.get(key)?.state === 'none';
      expect({ key, files: files.filter(({ file }) => !lost.has(file)) }).toEqual({
        key,
        files: localOnly ? [] : stand.filter(({ file }) => !lost.has(file)),
      });
    }

    for (const name of followerNames) {
      const { store, judged } = people.get(name) ?? { store: gone, judged: new Map<string, Judged>() };
      // A pulse that was announced in vain before another leader began is judged without those who never heard of it.
      const known = new Set(store.entries.flatMap((entry) => (entry.kind === 'pulse' ? [pulseKey(entry.pulse)] : [])));
      for (const key of keys)
        if (known.has(key) || judged.has(key)) expect({ key, name, ...judged.get(key) }).toEqual({ key, name, ...told.get(key) });
      const { announced, received, backFilled, givenUp } = followers.get(name)?.facts().counts ?? {
        announced: -1,
        received: 0,
        backFilled: 0,
        givenUp: 0,
      };
      for (const key of keys)
        if (known.has(key))
          expect({ key, name, upload: people.get(name)?.uploads.get(key) }).toEqual({ key, name, upload: uploads.get(key) });
      expect({ name, announced }).toEqual({ name, announced: received + backFilled + givenUp });
    }
  },
);

/** Pulses of which it has a file that counts. */
function withFile({ captures }: Store): Set<string> {
  return new Set(captures.flatMap(({ order, report, superseded }) => (report?.file && !superseded ? [pulseKey(order.pulse)] : [])));
}

/** Settled, every one: there was time enough. */
function standsAs(file: string, store: Store | undefined): string {
  const told = store?.uploads.get(file)?.told;
  return told === undefined || told.state === 'queued' ? `not uploaded: ${file}` : told.state;
}

/** By pulse: devices that are finished and not superseded. */
function devicesOf({ captures }: Store): Map<string, Set<string>> {
  const devices = new Map<string, Set<string>>();
  for (const { order, report, superseded, devices: own } of captures) {
    if (report === null || superseded) continue;
    const key = pulseKey(order.pulse);
    devices.set(key, new Set([...(devices.get(key) ?? []), ...own]));
  }
  return devices;
}
