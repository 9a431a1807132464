import { describe, expect, it } from 'vitest';
import { ExporterError } from '../../core/contract/errors.ts';
import { scheduled } from './timing-system.ts';

describe('a schedule of every N seconds', () => {
  it('takes the newest pulse at once and at each tick, without drift', async () => {
    const { clock, schedule, given } = scheduled();
    schedule.set({ kind: 'seconds', every: 60 });
    await clock.pass(180_050);
    expect(given).toEqual([0, 60_000, 120_000, 180_000].map((atMs) => ({ id: 1000 + atMs / 100, atMs, mode: 'live' })));
  });

  it('skips ticks while the capture before still runs, and says which pulses and why', async () => {
    const { clock, schedule, skipped, ids } = scheduled({ captureMs: 2500 });
    schedule.set({ kind: 'seconds', every: 1 });
    await clock.pass(6900);
    expect(ids()).toEqual([1000, 1030, 1060]);
    expect(skipped.map(({ count, first, last }) => [count, Number(first.pulseId), Number(last.pulseId)])).toEqual([
      [1, 1010, 1010],
      [1, 1020, 1020],
      [1, 1040, 1040],
      [1, 1050, 1050],
    ]);
    expect(skipped[0]?.reason).toMatch(/capture of pulse 1000 was still running/);
  });

  it('tells many skipped pulses together, and none is left untold', async () => {
    const { clock, schedule, skipped, ids } = scheduled({ captureMs: 4950 });
    schedule.set({ kind: 'seconds', every: 0.1 });
    await clock.pass(5100);
    expect(skipped.reduce((sum, { count }) => sum + count, 0)).toBe(49);
    expect(skipped.length).toBeLessThan(8);
    expect(skipped.at(-1)?.last.pulseId).toBe(1049n);
    await schedule.stop();
    expect(skipped.at(-1)).toMatchObject({ count: 1, last: { pulseId: 1051n } });
    expect(ids()).toEqual([1000, 1050]);
  });

  it('goes on at its own ticks after the computer slept, and says how many were missed', async () => {
    const { clock, schedule, skipped, given } = scheduled();
    schedule.set({ kind: 'seconds', every: 1 });
    await clock.pass(1500);
    clock.jump(10_000);
    await clock.pass(1000);
    expect(given.map(({ atMs }) => atMs)).toEqual([0, 1000, 11_500, 12_000]);
    expect(skipped).toMatchObject([{ count: 9, first: { pulseId: 1010n }, last: { pulseId: 1115n } }]);
  });
});

describe('a schedule of every N pulses', () => {
  it('takes each Nth ID from the first, which is taken at once', async () => {
    const { clock, schedule, ids, system } = scheduled();
    schedule.set({ kind: 'pulses', every: 30 });
    await clock.pass(10_000);
    expect(ids()).toEqual([1000, 1030, 1060, 1090]);
    expect(system.asked).toBeLessThan(60);
  });

  it('never asks more than 20 times a second, even for every pulse', async () => {
    const { clock, schedule, ids, system, skipped } = scheduled();
    schedule.set({ kind: 'pulses', every: 1 });
    await clock.pass(9_990);
    expect(ids()).toEqual(Array.from({ length: 100 }, (_, i) => 1000 + i));
    expect(system.asked).toBeLessThanOrEqual(201);
    expect(skipped).toEqual([]);
  });

  it('keeps to its steps when pulses come faster than it can ask, and says which it skipped', async () => {
    const { clock, schedule, ids, skipped } = scheduled({ periodMs: 10 });
    schedule.set({ kind: 'pulses', every: 2 });
    await clock.pass(995);
    expect(ids().every((id) => id % 2 === 0)).toBe(true);
    const count = ids().length + skipped.reduce((sum, each) => sum + each.count, 0);
    await schedule.stop();
    expect(count).toBeLessThanOrEqual(50);
    expect(ids().length + skipped.reduce((sum, each) => sum + each.count, 0)).toBe(48);
  });

  it('takes the next pulse where the timing system left the wanted one out', async () => {
    const { clock, schedule, ids, system } = scheduled();
    system.missingIds.add(1010n);
    schedule.set({ kind: 'pulses', every: 10 });
    await clock.pass(3050);
    expect(ids()).toEqual([1000, 1011, 1020, 1030]);
  });

  it('skips while a capture runs, and says which', async () => {
    const { clock, schedule, ids, skipped } = scheduled({ captureMs: 1500 });
    schedule.set({ kind: 'pulses', every: 10 });
    await clock.pass(4500);
    expect(ids()).toEqual([1000, 1020, 1040]);
    expect(skipped.map(({ first }) => Number(first.pulseId))).toEqual([1010, 1030]);
  });
});

describe.each(['seconds', 'pulses'] as const)('any schedule, here of %s,', (kind) => {
  const each = kind === 'seconds' ? { kind, every: 1 } : { kind, every: 10 };

  it('becomes manual after its count', async () => {
    const { clock, schedule, ids, changes } = scheduled();
    schedule.set({ ...each, count: 3 });
    await clock.pass(20_000);
    expect(ids()).toEqual([1000, 1010, 1020]);
    expect(changes).toEqual([{ ...each, count: 3 }, { kind: 'manual' }]);
    expect(schedule.current()).toEqual({ kind: 'manual' });
    expect(clock.sleeping).toBe(0);
  });

  it('may change its rate at once, and gives no pulse twice', async () => {
    const { clock, schedule, ids } = scheduled();
    schedule.set(each);
    await clock.pass(1000);
    schedule.set({ kind: 'seconds', every: 60 });
    await clock.pass(500);
    schedule.set({ kind: 'seconds', every: 2 });
    await clock.pass(2000);
    expect(ids()).toEqual([1000, 1010, 1015, 1035]);
  });

  it('takes up IDs that begin again', async () => {
    const { clock, schedule, ids, system, failures } = scheduled();
    system.restartAtMs = 3000;
    schedule.set(each);
    await clock.pass(5050);
    expect(ids()).toEqual([1000, 1010, 1020, 0, 10, 20]);
    expect(failures).toEqual([]);
  });

  it('says once that the timing system stands still, gives its pulse once, and goes on by itself', async () => {
    const { clock, schedule, ids, system, failures } = scheduled();
    system.stoodAtMs = 1000;
    schedule.set(each);
    await clock.pass(60_000);
    expect(ids()).toEqual([1000, 1010]);
    expect(failures).toEqual([
      expect.objectContaining({ code: 'PULSE_UNKNOWN', message: expect.stringMatching(/^No new pulse since 1010 at 2026-/) }),
    ]);
    system.stoodAtMs = null;
    await clock.pass(2000);
    expect(ids().length).toBeGreaterThan(3);
    expect(failures).toHaveLength(1);
  });

  it('says once that the pulse source fails, tries on, recovers, and says it again the next time', async () => {
    const { clock, schedule, ids, system, failures } = scheduled();
    const down = new ExporterError('KAFKA_UNREACHABLE', 'No broker answers.');
    schedule.set(each);
    for (const _ of ['first', 'second']) {
      await clock.pass(2050);
      system.failure = down;
      await clock.pass(30_000);
      system.failure = null;
    }
    await clock.pass(2050);
    expect(failures.map(({ code }) => code)).toEqual(['KAFKA_UNREACHABLE', 'KAFKA_UNREACHABLE']);
    expect(ids().length).toBeGreaterThanOrEqual(7);
  });

  it('goes on after a capture that could not begin', async () => {
    const { clock, schedule, system, given, failures } = scheduled();
    const push = given.push.bind(given);
    given.push = (...items) => {
      push(...items);
      if (given.length === 1) throw new ExporterError('DISK_FULL', 'The disk is full.');
      return given.length;
    };
    schedule.set(each);
    await clock.pass(1050);
    expect(system.asked).toBeGreaterThan(1);
    expect(given).toHaveLength(2);
    expect(failures).toEqual([expect.objectContaining({ code: 'DISK_FULL' })]);
  });

  it('stops from every state, at once, without waiting for the capture; twice is once', async () => {
    for (const passMs of [0, 30, 1000, 1020]) {
      const { clock, schedule, given } = scheduled({ captureMs: 100_000 });
      schedule.set(each);
      await clock.pass(passMs);
      expect(schedule.stop()).toBe(schedule.stop());
      await schedule.stop();
      const before = given.length;
      await clock.pass(50_000);
      expect(given).toHaveLength(before);
      expect(() => schedule.set(each)).toThrow(/stopping/);
    }
  });
});
