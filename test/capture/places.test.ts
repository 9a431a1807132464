import { expect, test } from 'vitest';
import { createPlaces } from '../../core/capture/places.ts';

function gate() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { promise, open: () => resolve() };
}

test('no more run at once than there are places, and they run in the order asked', async () => {
  const places = createPlaces(2);
  const gates = [gate(), gate(), gate()];
  const begun: number[] = [];
  const runs = gates.map(({ promise }, index) =>
    places.run(async () => {
      begun.push(index);
      await promise;
    }),
  );
  await Promise.resolve();
  expect(begun).toEqual([0, 1]);
  gates[1]?.open();
  await runs[1];
  expect(begun).toEqual([0, 1, 2]);
  for (const { open } of gates) open();
  await Promise.all(runs);
});

test('a failure frees its place', async () => {
  const places = createPlaces(1);
  await expect(places.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await places.run(() => Promise.resolve(5))).toBe(5);
});

test('idle means that nothing runs and nothing waits', async () => {
  const places = createPlaces(1);
  const first = gate();
  const second = gate();
  const ended: string[] = [];
  const runs = [places.run(() => first.promise), places.run(() => second.promise)];
  const idle = places.whenIdle().then(() => ended.push('idle'));
  first.open();
  await runs[0];
  expect(ended).toEqual([]);
  second.open();
  await idle;
  expect(ended).toEqual(['idle']);
});

test('one more can begin as soon as a place is free', async () => {
  const places = createPlaces(1);
  await places.whenFree();
  const work = gate();
  const run = places.run(() => work.promise);
  const free = places.whenFree();
  work.open();
  await Promise.all([run, free]);
});

test('who may wait behind so many is told as soon as fewer are before it', async () => {
  const places = createPlaces(1);
  const gates = [gate(), gate(), gate()];
  const runs = gates.map(({ promise }) => places.run(() => promise));
  await places.whenFree(3);
  const told: number[] = [];
  const free = [2, 1].map((before) => places.whenFree(before).then(() => told.push(before)));
  gates[0]?.open();
  await free[0];
  expect(told).toEqual([2]);
  gates[1]?.open();
  await free[1];
  expect(told).toEqual([2, 1]);
  gates[2]?.open();
  await Promise.all(runs);
});

test('the urgent go first, among themselves in the order asked', async () => {
  const places = createPlaces(1);
  const { promise, open } = gate();
  const begun: string[] = [];
  const first = places.run(() => promise);
  const runs = [
    places.run(async () => void begun.push('past')),
    places.run(async () => void begun.push('now 1'), true),
    places.run(async () => void begun.push('now 2'), true),
  ];
  open();
  await Promise.all([first, ...runs]);
  expect(begun).toEqual(['now 1', 'now 2', 'past']);
});

test('under a schedule that fills every place, what is of the past still has its turn', async () => {
  const places = createPlaces(1);
  const done: string[] = [];
  const first = Promise.withResolvers<void>();
  const running = places.run(() => first.promise);
  const rest = [
    places.run(async () => void done.push('past 1')),
    places.run(async () => void done.push('past 2')),
    ...[1, 2, 3, 4, 5, 6, 7].map((n) => places.run(async () => void done.push(`now ${n}`), true)),
  ];
  first.resolve();
  await Promise.all([running, ...rest]);
  expect(done).toEqual(['now 1', 'now 2', 'now 3', 'past 1', 'now 4', 'now 5', 'now 6', 'past 2', 'now 7']);
});
