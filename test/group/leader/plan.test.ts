import { expect, test } from 'vitest';
import { gathered, order } from './gathered.ts';
import { member, reportOf } from './member.ts';
import { leaderWorld, pulse } from './world.ts';

const shared = (plan: { shares: Record<string, string[]> } | null | undefined) =>
  Object.values(plan?.shares ?? {})
    .flat()
    .sort();

test('who joins later gets devices with its first beat that says it has the setup', async () => {
  const { world, one } = await gathered(['one']);
  const late = member(world, 'late');
  late.hello();
  late.beat(null, null);
  late.beat(null, 'of-another-leader');
  world.pass(250, () => one.beat());
  expect(late.share()).toEqual([]);
  late.beat();
  world.pass(250, () => one.beat());
  expect(late.share()).toHaveLength(2);
  expect(shared(world.leader.facts().plan)).toEqual(['D01', 'D02', 'D03', 'D04', 'D05', 'D06']);
});

test('a pulse in flight keeps the plan it was announced with', async () => {
  const { world, one } = await gathered(['one']);
  const { devices, entry } = world.leader.announce(order);
  const had = [...one.share()];
  const late = member(world, 'late');
  late.join();
  world.pass(250, () => one.beat());
  expect(world.leader.facts().plan?.version).toBe(entry.plan + 1);
  world.leader.ownReported(reportOf(pulse(1), devices));
  one.report(reportOf(pulse(1), had));
  expect(world.entries('verdict')).toMatchObject([{ verdict: 'complete', captured: 12 }]);
  expect(late.tasks()).toEqual([]);
});

test('nothing is announced where nothing has changed', async () => {
  const { world, one } = await gathered(['one']);
  world.leader.setOrders({ schedule: { kind: 'manual' }, metadata: {}, outOfService: {} });
  world.leader.change({ pins: {} });
  world.pass(30_000, () => one.beat());
  expect(world.entries('plan')).toHaveLength(1);
});

test('a preview tells what a pin would move and changes nothing; the change does it', async () => {
  const { world, one } = await gathered(['one']);
  const [device = ''] = world.leader.facts().plan?.shares['lead'] ?? [];
  const preview = world.leader.preview({ pins: { [device]: 'one' } });
  expect(preview.moves).toContainEqual({ device, from: 'lead', to: 'one' });
  expect(world.entries('plan')).toHaveLength(1);
  expect(world.leader.change({ pins: { [device]: 'one' } })).toEqual(preview);
  expect(one.share()).toContain(device);
  expect(world.entries('plan').at(-1)).toMatchObject({ version: 2, pins: { [device]: 'one' } });
  world.leader.change({ pins: { [device]: null } });
  expect(world.leader.facts().plan?.pins).toEqual({});
});

test('pins of the settings hold from the first plan on, and again when their exporter is back', async () => {
  const { world, one } = await gathered(['one'], { pins: { D01: 'one', D02: 'one', D03: 'one', D04: 'one', D05: 'one' } });
  expect(one.share()).toEqual(['D01', 'D02', 'D03', 'D04', 'D05']);
  world.pass(5000);
  expect(world.leader.facts().plan?.shares['lead']).toHaveLength(6);
  one.join();
  world.pass(250);
  expect(one.share()).toEqual(['D01', 'D02', 'D03', 'D04', 'D05']);
});

test('a change that names what is not there is refused by name', async () => {
  const { world } = await gathered(['one']);
  expect(() => world.leader.preview({ pins: { Nothing: 'one' } })).toThrow(/Nothing/);
  expect(() => world.leader.change({ pins: { D01: 'nobody' } })).toThrow(/nobody/);
});

test('orders travel with the plan: schedule, metadata and what is out of service', async () => {
  const { world } = await gathered(['one']);
  const outOfService = { D01: { reason: 'cleaning', by: 'ann', since: '2026-11-22T18:00:00.000Z', until: null } };
  world.leader.setOrders({ schedule: { kind: 'seconds', every: 60 }, metadata: { activeArea: 'ea2' }, outOfService });
  expect(world.entries('plan').at(-1)).toMatchObject({
    version: 2,
    schedule: { every: 60 },
    metadata: { activeArea: 'ea2' },
    outOfService,
  });
  world.leader.announce(order);
  expect(world.told.pulses.at(-1)?.pulse.expected).toBe(10);
});

test('orders that come while it gathers are in the first plan', async () => {
  const world = await leaderWorld();
  world.leader.setOrders({ schedule: { kind: 'seconds', every: 60 }, metadata: {}, outOfService: {} });
  expect(world.entries('plan')).toEqual([]);
  expect(() => world.leader.change({ pins: {} })).toThrow(/begun to lead/);
  world.pass(2000);
  expect(world.entries('plan')).toMatchObject([{ version: 1, schedule: { every: 60 } }]);
});

test('devices that turn out heavy are spread anew, not sooner than 20 s after the last plan', async () => {
  const { world, one } = await gathered(['one']);
  const heavy = one.share().slice(0, 2);
  for (let nth = 1; nth <= 20; nth++) {
    const { devices } = world.leader.announce({ ...order, pulse: pulse(nth) });
    world.leader.ownReported(reportOf(pulse(nth), devices));
    const report = reportOf(pulse(nth), one.share());
    const outcomes = report.outcomes.map((outcome) =>
      heavy.includes(outcome.device) ? { ...outcome, bytes: 50_000_000, tookMs: 50 } : outcome,
    );
    one.report({ ...report, outcomes });
  }
  world.pass(18_000, () => one.beat());
  expect(world.entries('plan')).toHaveLength(1);
  world.pass(7000, () => one.beat());
  expect(world.entries('plan')).toHaveLength(2);
  expect(one.share().filter((device) => heavy.includes(device))).toHaveLength(1);
});

test('facts tell of each member its state, load and own counts', async () => {
  const { world } = await gathered(['one']);
  world.leader.announce(order);
  const { members, counts } = world.leader.facts();
  expect(members).toMatchObject([
    { name: 'lead', role: 'leader', state: 'joined', load: { devices: 3, channels: 6 } },
    { name: 'one', role: 'follower', state: 'joined', load: { devices: 3, channels: 6 }, counts: { announced: 0 } },
  ]);
  expect(counts).toEqual({ announced: 1, received: 1, backFilled: 0, givenUp: 0, superseded: 0 });
});

test('with no time to gather it is ready at once', async () => {
  const world = await leaderWorld({ gatherMs: 0 });
  await world.leader.ready;
  expect(world.leader.announce(order).devices).toHaveLength(6);
});
