import type { PulseFacts } from '../../../core/contract/api.ts';
import { openFollower } from '../../../core/group/follower/follower.ts';
import type { Follower } from '../../../core/group/follower/ports.ts';
import { openLeader } from '../../../core/group/leader/leader.ts';
import type { Leader } from '../../../core/group/leader/port.ts';
import type { OwnShare, ShareOrder } from '../../../core/group/own-share.ts';
import type { Entry, OpenPulse, Report } from '../../../core/group/protocol.ts';
import { pulseKey } from '../../../core/group/pulse-key.ts';
import type { MemoryWire } from '../../../core/group/wire/memory.ts';
import { reportOf } from './member.ts';
import { devicesNamed, setupOf } from './setup.ts';
import { metadata, record } from './world.ts';

export const setup = setupOf(devicesNamed(8));
export const address = (name: string) => ({
  name,
  announce: `tcp://127.0.0.1:56${name.length}0`,
  report: `tcp://127.0.0.1:56${name.length}1`,
});
const captureMs = 300;

export type Disk = { files: Report[]; superseded: Set<string>; entries: Entry[]; owed: ShareOrder[]; captures: number };
export const emptyDisk = (): Disk => ({ files: [], superseded: new Set(), entries: [], owed: [], captures: 0 });

type Machine = { name: string; disk: Disk; wire: MemoryWire; now(): number };

/** One exporter: what it keeps outlives its process. A capture takes 300 ms and succeeds. */
function captures({ name, disk, now }: Machine, reported: (report: Report) => void) {
  const working = disk.owed.map((order) => ({ order, endMs: now() + captureMs }));
  const counted = (pulse: PulseFacts) =>
    disk.files.filter((file) => pulseKey(file.pulse) === pulseKey(pulse) && !disk.superseded.has(file.captureId));
  const devicesOf = (reports: readonly Report[]) => new Set(reports.flatMap(({ outcomes }) => outcomes.map(({ device }) => device)));

  function openPulse({ pulse, mode }: Extract<Entry, { kind: 'pulse' }>): OpenPulse {
    const at = working.filter(({ order }) => pulseKey(order.pulse) === pulseKey(pulse)).flatMap(({ order }) => order.devices);
    const done = [...devicesOf(counted(pulse))];
    const state = at.length > 0 ? 'working' : done.length > 0 ? 'finished' : 'none';
    return { pulse, metadata, record, mode, state, devices: at.length > 0 ? at : done };
  }

  const own: OwnShare = {
    take(order) {
      const known = new Set([
        ...devicesOf(counted(order.pulse)),
        ...working.flatMap(({ order: { pulse, devices } }) => (pulseKey(pulse) === pulseKey(order.pulse) ? devices : [])),
      ]);
      if (order.mode === 'past') for (const report of counted(order.pulse)) reported(report);
      const devices = order.devices.filter((device) => !known.has(device));
      if (devices.length === 0) return;
      disk.owed.push({ ...order, devices });
      working.push({ order: { ...order, devices }, endMs: now() + captureMs });
    },
    working: () => working.map(({ order }) => order.pulse),
    reportsOf: async (pulse) => counted(pulse),
    async open(limit) {
      const judged = new Set(disk.entries.flatMap((entry) => (entry.kind === 'verdict' ? [pulseKey(entry.pulse)] : [])));
      const pulses = disk.entries.filter((entry) => entry.kind === 'pulse').filter(({ pulse }) => !judged.has(pulseKey(pulse)));
      return pulses.slice(-limit).map(openPulse);
    },
    unanswered: async () => [],
    unsettled: async () => [],
    uploadsOf: async () => [],
    counted: () => undefined,
    uncount: () => undefined,
    supersede: (captureId) => void disk.superseded.add(captureId),
    setOutOfService: () => undefined,
    use: async () => null,
  };

  function finish(): void {
    for (const done of working.filter(({ endMs }) => endMs <= now())) {
      working.splice(working.indexOf(done), 1);
      disk.owed = disk.owed.filter((order) => order.pulse !== done.order.pulse || order.devices !== done.order.devices);
      const file = reportOf(done.order.pulse, done.order.devices, `${name}-${++disk.captures}`);
      disk.files.push(file);
      reported(file);
    }
  }
  return { own, finish };
}

const ports = ({ wire, name, now, disk }: Machine) => ({
  ...{ wire: wire.of(name), monotonicMs: now, wallMs: () => 1_790_000_000_000 + now() },
  keep: (entries: readonly Entry[]) => void disk.entries.push(...entries),
});

export async function leadingMachine(machine: Machine, epoch: number) {
  let leader: Leader | null = null;
  const { own, finish } = captures(machine, (report) => leader?.ownReported(report));
  const { entries } = machine.disk;
  const judged = entries.filter((entry) => entry.kind === 'verdict');
  const over = new Set(judged.map(({ pulse }) => pulseKey(pulse)));
  const open = entries.filter((entry) => entry.kind === 'pulse').filter(({ pulse }) => !over.has(pulseKey(pulse)));
  leader = await openLeader(
    {
      ...{
        name: machine.name,
        version: '1',
        epoch,
        setup,
        topic: null,
        pins: {},
        judged,
        open: open.map((entry) => ({ entry, plan: null })),
      },
      ...{
        orders: { schedule: { kind: 'manual' }, metadata: {}, outOfService: {} },
        lostAfterMs: 5000,
        gatherMs: 2000,
        keptAnnouncements: 5000,
      },
      mayFollow: null,
    },
    {
      ...ports(machine),
      ...{ own, addresses: address(machine.name), randomId: () => String(machine.now()) },
      door: async () => ({ ok: true, value: null }),
      uploadLog: { last: async () => null, waiting: async () => [] },
      listener: {
        pulse: () => undefined,
        uploaded: () => undefined,
        changed: () => undefined,
        noticed: () => undefined,
        outranked: () => undefined,
      },
    },
  );
  const led = leader;
  return {
    leader: led,
    tick() {
      finish();
      led.tick();
    },
    announce(pulse: PulseFacts) {
      const { devices } = led.announce({ pulse, metadata, record, mode: 'live', waitMs: 500 });
      own.take({ pulse, metadata, record, devices, mode: 'live', waitMs: 500 });
    },
  };
}

export function followingMachine(machine: Machine, run: string, leaders: readonly string[]) {
  let follower: Follower | null = null;
  const { own, finish } = captures(machine, (report) => follower?.ownReported(report));
  const last = machine.disk.entries.at(-1);
  follower = openFollower(
    {
      ...{ name: machine.name, version: '1', run, leaders: leaders.map(address), lostAfterMs: 5000, setupId: null, highest: null },
      last: last === undefined ? null : { leader: last.leader, epoch: last.epoch, seq: last.seq },
    },
    {
      ...ports(machine),
      ...{ own, topic: () => null },
      listener: {
        ...{ pulse: () => undefined, uploaded: () => undefined, changed: () => undefined, noticed: () => undefined },
        ...{ setup: () => undefined, plan: () => undefined, epoch: () => undefined },
      },
    },
  );
  const following = follower;
  return {
    follower: following,
    tick() {
      finish();
      following.tick();
    },
  };
}
