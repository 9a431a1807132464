import { expect, test } from 'vitest';
import type { AnnouncementLog } from '../../../core/group/log/port.ts';
import type { Entry } from '../../../core/group/protocol.ts';
import { createScene } from './scene.ts';
import { startMs } from './scripted-leader.ts';

function logOf(entries: () => readonly Entry[], asked: number[] = []): AnnouncementLog {
  return {
    append: () => Promise.resolve(),
    async *since(timeMs) {
      asked.push(timeMs);
      yield entries();
    },
    close: () => Promise.resolve(),
  };
}

test('a gap is asked for at once, and its pulses are captured late with the rest of their settle time', async () => {
  const { run, joined, own, follower } = createScene();
  const north = await joined();
  north.yours((pulseId) => (pulseId === '1' ? ['CAM-1'] : []));
  north.pulse(1, {}, true);
  await run(400);
  north.pulse(2);
  await run(0);
  expect(north.of('replay')).toMatchObject([{ first: 3, last: 3 }]);
  expect(own.taken()).toEqual(['2 CAM-1+CAM-2 live 2000', '1 CAM-1 live 1600']);
  expect(follower.facts().counts).toMatchObject({ announced: 2, received: 1, backFilled: 1, givenUp: 0 });
});

test('a gap at the end is seen by the beat, and asked for every second until it is filled', async () => {
  const { run, joined, own, follower } = createScene();
  const north = await joined();
  north.manners.replays = false;
  north.yours(() => ['CAM-1']);
  north.pulse(1, {}, true);
  await run(3500);
  expect(north.of('replay').length).toBeGreaterThanOrEqual(3);
  expect(north.of('replay').length).toBeLessThanOrEqual(4);
  expect(follower.facts().counts).toMatchObject({ announced: 1, received: 0, backFilled: 0 });
  north.manners.replays = true;
  await run(1500);
  expect(own.taken()).toEqual(['1 CAM-1 past 0']);
  expect(follower.facts().counts).toMatchObject({ announced: 1, backFilled: 1 });
});

test('what the leader has no longer is looked for in the topic, and taken only as the leader says', async () => {
  const asked: number[] = [];
  const entries: Entry[] = [];
  const { run, joined, own, follower, codes } = createScene(
    {},
    logOf(() => entries, asked),
  );
  const north = await joined();
  north.yours((pulseId) => (pulseId === '2' ? ['CAM-2'] : []));
  for (const id of [1, 2, 3]) entries.push(north.pulse(id, {}, true));
  north.manners.goneUpTo = 5;
  north.pulse(4);
  await run(1000);
  expect(own.taken()).toEqual(['4 CAM-1+CAM-2 live 2000', '2 CAM-2 past 0']);
  expect(follower.facts().counts).toMatchObject({ announced: 4, received: 1, backFilled: 3, givenUp: 0 });
  expect(codes()).toEqual([]);
  expect(asked).toEqual([startMs - 60_000]);
});

test('what is not in the topic either is given up, counted and named with its range', async () => {
  const entries: Entry[] = [];
  const { run, joined, follower, notices } = createScene(
    {},
    logOf(() => entries),
  );
  const north = await joined();
  north.pulse(1, {}, true);
  entries.push(north.pulse(2, {}, true));
  north.pulse(3, {}, true);
  north.manners.goneUpTo = 5;
  await run(3000);
  expect(follower.facts().counts).toMatchObject({ announced: 3, received: 0, backFilled: 1, givenUp: 2 });
  expect(notices).toMatchObject([{ code: 'PULSES_GIVEN_UP', facts: { from: 3, to: 5, pulses: 2 } }]);
  const asked = north.of('replay').length;
  await run(3000);
  expect(north.of('replay')).toHaveLength(asked);
});

test('without a topic, or with one that cannot be read, the sentence says so', async () => {
  const broken: AnnouncementLog = { ...logOf(() => []), since: () => failing() };
  for (const [topic, why] of [
    [null, 'name no topic'],
    [broken, 'Kafka is away'],
  ] as const) {
    const { run, joined, notices } = createScene({}, topic);
    const north = await joined();
    north.pulse(1, {}, true);
    north.manners.goneUpTo = 3;
    await run(2000);
    expect(notices).toHaveLength(1);
    expect(notices[0]?.message).toContain(why);
  }
});

test('a topic that does not answer is not waited for longer than 30 s', async () => {
  const hanging: AnnouncementLog = { ...logOf(() => []), since: (_timeMs, signal) => waiting(signal) };
  const { run, joined, follower, notices } = createScene({}, hanging);
  const north = await joined();
  north.pulse(1, {}, true);
  north.manners.goneUpTo = 3;
  await run(20_000);
  expect(notices).toEqual([]);
  await run(15_000);
  expect(follower.facts().counts).toMatchObject({ announced: 1, givenUp: 1 });
});

test('a topic that is long but gives something all the time is read to its end', async () => {
  const entries: Entry[] = [];
  const batches = Array.from({ length: 10 }, () => Promise.withResolvers<void>());
  const { run, joined, follower } = createScene({}, { ...logOf(() => entries), since: () => slowly(batches, entries) });
  const north = await joined();
  entries.push(north.pulse(1, {}, true));
  north.manners.goneUpTo = 3;
  for (const batch of batches) {
    await run(10_000);
    batch.resolve();
  }
  await run(1000);
  expect(follower.facts().counts).toMatchObject({ announced: 1, backFilled: 1, givenUp: 0 });
});

test('one that joins for the first time does not ask for what was announced before', async () => {
  const { run, lead, follower } = createScene();
  const north = await lead('north', 3);
  north.plan(1, { east: ['CAM-1'] });
  for (const id of [1, 2, 3]) north.pulse(id);
  await run(3000);
  north.pulse(4);
  await run(500);
  expect(north.of('replay')).toEqual([]);
  expect(follower.facts().counts).toMatchObject({ announced: 1, received: 1, backFilled: 0 });
});

test('one that returns in the same epoch goes on where it was', async () => {
  const { run, lead, follower, own } = createScene({ last: { leader: 'north', epoch: 3, seq: 3 } });
  const north = await lead('north', 3);
  north.plan(1, { east: ['CAM-1'] });
  for (const id of [1, 2, 3]) north.pulse(id);
  north.yours((pulseId) => (pulseId === '3' ? ['CAM-1'] : []));
  await run(3000);
  expect(north.of('replay')).toMatchObject([{ first: 4, last: 5 }]);
  expect(own.orders.map(({ pulse }) => pulse.pulseId)).toEqual(['3']);
  expect(follower.facts().counts).toMatchObject({ announced: 2, received: 0, backFilled: 2, givenUp: 0 });
});

test('one that was a member before hears all that a new leader has announced', async () => {
  const { run, joined, lead, follower, own, kept } = createScene();
  const north = await joined();
  north.pulse(1);
  await run(100);
  const south = await lead('south', 4);
  south.plan(1, { east: ['CAM-1'] });
  south.yours(() => ['CAM-1']);
  for (const id of [11, 12]) south.pulse(id);
  await run(3000);
  expect(own.orders.map(({ pulse }) => pulse.pulseId)).toEqual(['1', '11', '12']);
  expect(follower.facts().counts).toMatchObject({ announced: 3, received: 1, backFilled: 2, givenUp: 0 });
  expect(
    kept
      .filter(({ epoch }) => epoch === 4)
      .map(({ seq }) => seq)
      .sort(),
  ).toEqual([1, 2, 3, 4]);
});

test('what the last leader announced and nobody can say again is given up when another is obeyed', async () => {
  const { run, joined, lead, follower, codes } = createScene();
  const north = await joined();
  north.manners.replays = false;
  north.pulse(1, {}, true);
  await run(2000);
  north.manners.beats = false;
  await lead('south', 4);
  await run(2000);
  expect(follower.facts().counts).toMatchObject({ announced: 1, received: 0, givenUp: 1 });
  expect(codes()).toContain('PULSES_GIVEN_UP');
});

async function* failing(): AsyncGenerator<readonly Entry[]> {
  await Promise.reject(new Error('Kafka is away'));
  yield [];
}

async function* waiting(signal: AbortSignal): AsyncGenerator<readonly Entry[]> {
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  yield [];
}

/** Others' announcements, and in the last batch what is looked for. */
async function* slowly(batches: readonly PromiseWithResolvers<void>[], entries: readonly Entry[]): AsyncGenerator<readonly Entry[]> {
  for (const { promise } of batches) {
    await promise;
    yield [];
  }
  yield entries;
}
