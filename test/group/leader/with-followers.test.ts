import { expect, test } from 'vitest';
import { pulseKey } from '../../../core/group/pulse-key.ts';
import { createMemoryWire } from '../../../core/group/wire/memory.ts';
import { type Disk, emptyDisk, followingMachine, leadingMachine } from './machine.ts';
import { devicesNamed } from './setup.ts';
import { pulse } from './world.ts';

const soon = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A leader and followers with a wire in memory; all by a virtual clock, in steps of 50 ms. */
function scene(seed: number) {
  let nowMs = 0;
  const wire = createMemoryWire({ seed });
  const running = new Map<string, { tick(): void }>();
  const disks = new Map<string, Disk>();
  const machine = (name: string) => {
    const disk = disks.get(name) ?? emptyDisk();
    disks.set(name, disk);
    return { name, disk, wire, now: () => nowMs };
  };
  return {
    wire,
    disks,
    async lead(name: string, epoch: number) {
      const led = await leadingMachine(machine(name), epoch);
      running.set(name, led);
      return led;
    },
    follow: (name: string, run: string, leaders = ['lead']) => void running.set(name, followingMachine(machine(name), run, leaders)),
    /** As SIGKILL does. */
    kill(name: string) {
      running.delete(name);
      wire.cut(name);
    },
    stop: (name: string) => {
      const stopped = running.get(name);
      running.delete(name);
      wire.hold(name);
      return () => {
        if (stopped !== undefined) running.set(name, stopped);
        wire.release(name);
      };
    },
    async pass(ms: number, each: () => void = () => undefined) {
      for (const end = nowMs + ms; nowMs < end; ) {
        nowMs += 50;
        wire.pump(nowMs);
        if (nowMs % 250 === 0) for (const { tick } of running.values()) tick();
        if (nowMs % 500 === 0) each();
        wire.pump(nowMs);
        await soon();
      }
    },
    /** How often each device of each of these pulses stands in a file that counts. */
    counted(pulses: number) {
      const files = [...disks.values()].flatMap((disk) => disk.files.filter(({ captureId }) => !disk.superseded.has(captureId)));
      const times = new Map<string, number>();
      for (let nth = 1; nth <= pulses; nth++) for (const device of devicesNamed(8)) times.set(`${pulseKey(pulse(nth))} ${device}`, 0);
      for (const { pulse: of, outcomes } of files)
        for (const device of new Set(outcomes.map((outcome) => outcome.device)))
          times.set(`${pulseKey(of)} ${device}`, (times.get(`${pulseKey(of)} ${device}`) ?? 0) + 1);
      return [...times].filter(([, count]) => count !== 1);
    },
  };
}

const quality = { loss: 0.2, delayMs: [0, 60], twice: 0.1 } as const;

test.each([1, 2, 3, 4, 5])(
  'with announcements lost, late and doubled (%i): each device of each pulse in exactly one file that counts, and each verdict complete',
  async (seed) => {
    const group = scene(seed);
    group.wire.setQuality(quality);
    const { leader, announce } = await group.lead('lead', 1);
    for (const name of ['one', 'two', 'three']) group.follow(name, 'run-1');
    await group.pass(5000);
    let nth = 0;
    await group.pass(20_000, () => announce(pulse(++nth)));
    await group.pass(15_000);
    expect(group.counted(nth)).toEqual([]);
    expect(leader.unjudged()).toBe(0);
    expect(leader.facts().plan?.shares).toMatchObject({
      lead: { length: 2 },
      one: { length: 2 },
      two: { length: 2 },
      three: { length: 2 },
    });
  },
);

test.each([1, 2, 3, 4, 5])(
  'with one killed and restarted, one stopped for 10 s and one that joins late (%i): nothing lost, nothing counted twice',
  async (seed) => {
    const group = scene(seed);
    group.wire.setQuality(quality);
    const { leader, announce } = await group.lead('lead', 1);
    for (const name of ['one', 'two', 'three']) group.follow(name, 'run-1');
    await group.pass(5000);
    let nth = 0;
    const next = () => announce(pulse(++nth));
    await group.pass(5000, next);
    group.kill('one');
    await group.pass(2000, next);
    group.wire.heal('one');
    group.follow('one', 'run-2');
    await group.pass(5000, next);
    const go = group.stop('two');
    group.kill('three');
    await group.pass(10_000, next);
    go();
    group.wire.heal('three');
    group.follow('three', 'run-2');
    group.follow('four', 'run-1');
    await group.pass(10_000, next);
    await group.pass(20_000);
    expect(leader.unjudged()).toBe(0);
    expect(group.counted(nth)).toEqual([]);
    expect(Object.keys(leader.facts().plan?.shares ?? {}).sort()).toEqual(['four', 'lead', 'one', 'three', 'two']);
  },
);

test.each([1, 2, 3, 4, 5])(
  'with the leader killed and started again in a new epoch (%i): what was open is completed once',
  async (seed) => {
    const group = scene(seed);
    group.wire.setQuality(quality);
    const first = await group.lead('lead', 1);
    for (const name of ['one', 'two', 'three']) group.follow(name, 'run-1');
    await group.pass(5000);
    let nth = 0;
    await group.pass(5000, () => first.announce(pulse(++nth)));
    group.kill('lead');
    await first.leader.close({ leaving: false });
    await group.pass(3000);
    group.wire.heal('lead');
    const second = await group.lead('lead', 2);
    await group.pass(5000);
    await group.pass(5000, () => second.announce(pulse(++nth)));
    await group.pass(20_000);
    expect(second.leader.unjudged()).toBe(0);
    expect(group.counted(nth)).toEqual([]);
  },
);
