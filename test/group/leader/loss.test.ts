import { expect, test } from 'vitest';
import { gathered, order } from './gathered.ts';
import { member, openPulse, reportOf } from './member.ts';
import { pulse } from './world.ts';

test('a silent follower is lost: its devices move, its unfinished pulses go to the others once, and its later report is superseded', async () => {
  const { world, one, two } = await gathered();
  world.leader.announce(order);
  const had = [...two.share()];
  world.pass(5000, () => one.beat());
  expect(world.notices()).toEqual(['MEMBER_LOST']);
  expect(world.leader.facts().members.find(({ name }) => name === 'two')).toMatchObject({ state: 'lost', load: { devices: 0 } });
  expect(world.entries('plan').at(-1)?.shares['two']).toBeUndefined();
  const moved = [...one.tasks(), ...world.own.taken].filter((task) => task.devices.some((device) => had.includes(device)));
  expect(
    moved
      .flatMap(({ devices }) => devices)
      .filter((device) => had.includes(device))
      .sort(),
  ).toEqual([...had].sort());

  two.hello();
  two.beat();
  two.report(reportOf(pulse(1), had, 'late'));
  expect(world.answersTo('peer-two', 'superseded')).toMatchObject([{ captureId: 'late', by: expect.stringMatching(/lead|one/) }]);
  expect(world.notices()).toEqual(['MEMBER_LOST', 'MEMBER_BACK']);
});

test('what a follower has reported before it was lost stays its own', async () => {
  const { world, one, two } = await gathered();
  world.leader.announce(order);
  two.report(reportOf(pulse(1), two.share(), 'early'));
  world.pass(5000, () => one.beat());
  expect(one.tasks().every(({ devices }) => devices.every((device) => one.share().includes(device)))).toBe(true);
  const shares = world.told.pulses.at(-1)?.pulse.shares;
  expect(shares?.find(({ exporter }) => exporter === 'two')).toMatchObject({ state: 'reported', captured: 4, files: ['early.h5'] });
});

test('one that leaves is not waited for', async () => {
  const { world, one, two } = await gathered();
  world.leader.announce(order);
  two.tell({ kind: 'bye' });
  world.pass(250, () => one.beat());
  expect(world.leader.facts().members.find(({ name }) => name === 'two')?.state).toBe('left');
  expect(world.leader.facts().plan?.shares['two']).toBeUndefined();
  expect([...one.tasks(), ...world.own.taken].flatMap(({ devices }) => devices)).toHaveLength(2);
});

test('what is left of the settle time goes with the order', async () => {
  const { world, one, two } = await gathered();
  world.leader.announce(order);
  two.tell({ kind: 'bye' });
  world.pass(250, () => one.beat());
  expect([...one.tasks(), ...world.own.taken].map(({ waitMs }) => waitMs)).toSatisfy((waits: number[]) => waits.every((ms) => ms === 1750));
});

test('one that cannot capture stays a member without devices, and gets them back when it can', async () => {
  const { world, one, two } = await gathered();
  world.leader.announce(order);
  two.beat('Its disk is full.');
  world.pass(250, () => one.beat());
  expect(world.leader.facts().members.find(({ name }) => name === 'two')).toMatchObject({ state: 'unable', sentence: 'Its disk is full.' });
  expect(world.leader.facts().plan?.shares['two']).toBeUndefined();
  two.beat('Its disk is full.');
  expect(world.notices()).toEqual(['MEMBER_UNABLE']);
  two.beat();
  world.pass(250);
  expect(world.notices()).toEqual(['MEMBER_UNABLE', 'MEMBER_BACK']);
  expect(two.share()).toHaveLength(2);
});

test('a leader that cannot capture gives its own part away and goes on leading', async () => {
  const { world, one, two } = await gathered();
  world.leader.announce(order);
  world.leader.setTrouble('The disk is full.');
  world.pass(250);
  expect(world.leader.facts().members[0]).toMatchObject({ name: 'lead', state: 'unable', sentence: 'The disk is full.' });
  expect([...one.tasks(), ...two.tasks()].flatMap(({ devices }) => devices)).toHaveLength(2);
  expect(world.leader.announce({ ...order, pulse: pulse(2) }).devices).toEqual([]);
  world.leader.ownReported(reportOf(pulse(1), one.tasks()[0]?.devices ?? two.tasks()[0]?.devices ?? [], 'own'));
  expect(world.own.superseded).toEqual(['own']);
  expect(world.leader.facts().counts.superseded).toBe(1);
});

test('with nobody left who can capture, the devices wait for the first that can', async () => {
  const { world } = await gathered([]);
  world.leader.setTrouble('The disk is full.');
  world.pass(250);
  expect(world.leader.announce(order).devices).toEqual([]);
  world.pass(1000);
  const late = member(world, 'late');
  late.join();
  world.pass(250);
  expect(late.tasks()).toMatchObject([{ devices: ['D01', 'D02', 'D03', 'D04', 'D05', 'D06'], waitMs: 750 }]);
});

test('when the leader itself was stopped, nobody else is lost for it', async () => {
  const { world, one, two } = await gathered();
  world.jump(20_000);
  world.leader.tick();
  expect(world.notices()).toEqual([]);
  world.pass(5000, () => one.beat());
  expect(world.notices()).toEqual(['MEMBER_LOST']);
  expect(two.share()).toEqual([]);
});

test('a follower that was restarted within 5 s keeps its devices and is told what it still has to take', async () => {
  const { world, one, two } = await gathered();
  world.leader.announce(order);
  world.leader.announce({ ...order, pulse: pulse(2) });
  const had = [...two.share()];
  const open = openPulse(pulse(1), 'working', had);
  two.hello({ run: 'run-2', open: [open] });
  expect(two.tasks()).toMatchObject([{ pulse: pulse(2), devices: had }]);
  world.pass(1000, () => one.beat());
  expect(two.share()).toEqual(had);
  expect(world.notices()).toEqual([]);
});

test('one that comes back is told which pulses are no longer its own', async () => {
  const { world, one, two } = await gathered();
  world.leader.announce(order);
  const open = openPulse(pulse(1), 'working', two.share());
  world.pass(5000, () => one.beat());
  two.hello({ open: [open] });
  expect(two.given()).toEqual([pulse(1)]);
  expect(two.tasks()).toEqual([]);
});

test('a lost order or report heals: who is silent about a pulse is ordered again 3 s after its settle time', async () => {
  const { world, one, two } = await gathered();
  world.leader.announce(order);
  const both = () => {
    one.beat();
    two.beat();
  };
  one.working.push(pulse(1));
  world.pass(4750, both);
  expect([...one.tasks(), ...two.tasks()]).toEqual([]);
  world.pass(2750, both);
  expect(one.tasks()).toEqual([]);
  expect(two.tasks()).toMatchObject([{ pulse: pulse(1), devices: two.share(), waitMs: 0 }]);
  world.pass(3250, both);
  expect(two.tasks()).toHaveLength(2);
  expect(world.own.taken.map(({ mode }) => mode)).toEqual(['past', 'past']);
});

test('who is asked answers with what is still its own, or that it was given away', async () => {
  const { world, one, two } = await gathered();
  world.leader.announce(order);
  one.tell({ kind: 'ask', pulses: [pulse(1), pulse(9)] });
  expect(one.tasks()).toMatchObject([{ pulse: pulse(1), devices: one.share() }]);
  expect(one.given()).toEqual([pulse(9)]);
  expect(two.tasks()).toEqual([]);
});

test('a pulse of the past that changes hands waits for nothing', async () => {
  const { world, one, two } = await gathered();
  world.leader.announce({ ...order, mode: 'past' });
  two.tell({ kind: 'bye' });
  world.pass(250, () => one.beat());
  const waits = [...one.tasks(), ...world.own.taken].map(({ waitMs }) => waitMs);
  expect(new Set(waits)).toEqual(new Set([0]));
});

test('one that is back with what it has reported, or has not begun, is not told that it was given away', async () => {
  const { world, one, two } = await gathered();
  const { devices } = world.leader.announce(order);
  world.leader.announce({ ...order, pulse: pulse(2) });
  world.leader.ownReported(reportOf(pulse(1), devices));
  one.report(reportOf(pulse(1), one.share()));
  one.hello({ run: 'run-2', open: [openPulse(pulse(1), 'finished', one.share()), openPulse(pulse(2), 'none', [])] });
  expect(one.given()).toEqual([]);
  expect(one.tasks()).toMatchObject([{ pulse: pulse(2), devices: one.share() }]);
  expect(two.tasks()).toEqual([]);
});

test('one that is back but cannot capture is ordered nothing', async () => {
  const { world, one } = await gathered(['one']);
  world.leader.announce(order);
  one.hello({ run: 'run-2', trouble: 'No disk.' });
  expect(one.tasks()).toEqual([]);
  expect(world.notices()).toEqual(['MEMBER_UNABLE']);
  world.pass(250);
  expect(world.own.taken.flatMap(({ devices }) => devices)).toHaveLength(3);
});

test('a loss that changes many pulses is told bit by bit, and of each in the end', async () => {
  const { world } = await gathered();
  for (let nth = 1; nth <= 500; nth++) world.leader.announce({ ...order, pulse: pulse(nth) });
  const before = world.told.pulses.length;
  world.leader.setTrouble('The disk is full.');
  world.pass(250);
  expect(world.told.pulses.length - before).toBe(200);
  world.pass(500);
  expect(new Set(world.told.pulses.slice(before).map(({ pulse: told }) => told.seq)).size).toBe(500);
});
