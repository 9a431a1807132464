import { expect, test } from 'vitest';
import type { Answer } from '../../../core/sources/port.ts';
import { beginMs, brief, channel, image, messageOf, pulseOf, setStage, timeOfPulse } from './stage.ts';

test('a missing topic is named and does not hold up the others', async () => {
  const { publish, collect } = setStage();
  publish('cam', 0, 20);
  const answers = await collect(10, [channel('A', 'cam'), channel('B', 'gone')]);
  expect(answers.map(brief)).toEqual(['reading 10', 'unreachable TOPIC_MISSING']);
  expect(answers[1]).toMatchObject({ failure: { message: expect.stringMatching(/B.*gone/) } });
});

test('says that the pulse is older than what Kafka still holds', async () => {
  const { log, publish, collect } = setStage();
  publish('cam', 0, 100);
  log.drop('cam', 60n);
  const [answer] = await collect(10, [channel('A', 'cam')]);
  expect(brief(answer)).toBe('unreachable RETENTION_PASSED');
});

test('goes on where retention has dropped messages between two questions', async () => {
  const { log, publish, collect } = setStage();
  publish('cam', 0, 100);
  const positions = log.positions;
  log.positions = async (names, timeMs) => {
    const answers = await positions(names, timeMs);
    log.drop('cam', 12n);
    return answers;
  };
  expect((await collect(12, [channel('A', 'cam', { match: { kind: 'nearest', toleranceMs: 500 } })])).map(brief)).toEqual(['reading 12']);
});

test('recovers by itself when the broker goes and comes back in the middle of a live capture', async () => {
  const { log, clock, publish, collect, states } = setStage({ atMs: 5000 });
  publish('cam', 0, 49);
  clock.at(100, () => {
    log.down = true;
  });
  clock.at(900, () => {
    log.down = false;
    log.send('cam', { timeMs: beginMs + 5900, value: messageOf(50) });
  });
  expect((await collect(50, [channel('A', 'cam')], 2000)).map(brief)).toEqual(['reading 50']);
  expect(states.map(({ state }) => state)).toEqual(['reachable', 'unreachable', 'reachable']);
});

test('a channel that expects no new message waits for the broker too', async () => {
  const { log, clock, publish, collect } = setStage({ atMs: 5000 });
  publish('gauge', 0, 49);
  log.down = true;
  clock.at(700, () => {
    log.down = false;
  });
  expect((await collect(50, [channel('A', 'gauge', { match: { kind: 'last', maxAgeMs: 60_000 } })], 2000)).map(brief)).toEqual([
    'reading 49',
  ]);
});

test('says at the settle time that the broker is gone; of the past at once', async () => {
  const { log, clock, publish, collect } = setStage({ atMs: 5000 });
  publish('cam', 0, 49);
  log.down = true;
  expect((await collect(50, [channel('A', 'cam')], 2000)).map(brief)).toEqual(['unreachable KAFKA_UNREACHABLE']);
  expect(clock.monotonicMs()).toBe(2000);
  expect((await collect(40, [channel('A', 'cam')])).map(brief)).toEqual(['unreachable KAFKA_UNREACHABLE']);
  expect(clock.monotonicMs()).toBe(2000);
});

test('ends at once when the signal is aborted, and keeps no memory', async () => {
  const { log, clock, publish, slots, collect } = setStage({ atMs: 5000 });
  const stop = new AbortController();
  publish('cam', 0, 49);
  log.send('near', {
    timeMs: timeOfPulse(50),
    value: messageOf(50, { value: image(200_000, 1), pulse: null, timeMs: timeOfPulse(50) - 20 }),
  });
  clock.at(100, () => stop.abort());
  const channels = [channel('A', 'cam'), channel('B', 'near', { match: { kind: 'nearest', toleranceMs: 50 } })];
  expect(await collect(50, channels, 2000, stop.signal)).toEqual([]);
  expect(clock.monotonicMs()).toBeLessThan(200);
  expect(slots.heldBytes()).toBe(0);
});

test('holds no more shared memory than the pool: it waits until readings are given back', async () => {
  const { publish, source, slots } = setStage({ poolBytes: 1_000_000 });
  const channels = Array.from({ length: 10 }, (_, index) => channel(`A${index}`, `cam${index}`, { type: 'image' }));
  for (const [index] of channels.entries()) publish(`cam${index}`, 0, 20, 5, { value: image(400_000, index) });
  const order: string[] = [];
  let most = 0;
  for await (const batch of source.collect({ pulse: pulseOf(10), channels, waitMs: 0 }, new AbortController().signal)) {
    most = Math.max(most, slots.heldBytes());
    for (const answer of batch) {
      order.push(brief(answer));
      // The writer gives back later: only after the next batch was asked for.
      setImmediate(() => answer.kind === 'reading' && source.release(answer.reading.slots));
    }
  }
  expect(order).toEqual(Array.from({ length: 10 }, () => 'reading image'));
  expect(most).toBeLessThanOrEqual(1_000_000);
});

test('undecided readings never keep the pool from those that wait for it', async () => {
  const { publish, source, collect } = setStage({ poolBytes: 1_000_000 });
  const nearest = ['n1', 'n2', 'n3'].map((name) => channel(name, name, { match: { kind: 'nearest', toleranceMs: 90 } }));
  const exact = ['p1', 'p2'].map((name) => channel(name, name));
  for (const { name } of [...nearest, ...exact]) publish(name, 0, 20, 5, { value: image(450_000, 1) });
  const answers: Answer[] = [];
  for await (const batch of source.collect(
    { pulse: pulseOf(10), channels: [...nearest, ...exact], waitMs: 0 },
    new AbortController().signal,
  )) {
    answers.push(...batch);
    for (const answer of batch) if (answer.kind === 'reading') source.release(answer.reading.slots);
  }
  expect(answers.map(brief)).toEqual(Array.from({ length: 5 }, () => 'reading image'));
  expect((await collect(10, exact)).map(brief)).toEqual(['reading image', 'reading image']);
});

test('hands over nothing of a response when it is stopped while a value waits for memory', async () => {
  const { publish, source, slots } = setStage({ poolBytes: 1_000_000 });
  const channels = ['A', 'B', 'C'].map((name) => channel(name, name, { type: 'image' }));
  for (const { name } of channels) publish(name, 0, 20, 5, { value: image(450_000, 1) });
  const stop = new AbortController();
  const answers: Answer[] = [];
  for await (const batch of source.collect({ pulse: pulseOf(10), channels, waitMs: 0 }, stop.signal)) {
    answers.push(...batch);
    setImmediate(() => stop.abort());
  }
  expect(answers.map(brief)).toEqual(['reading image', 'reading image']);
  for (const answer of answers) if (answer.kind === 'reading') source.release(answer.reading.slots);
  expect(slots.heldBytes()).toBe(0);
});

test('a value larger than all memory is refused with its size, not waited for', async () => {
  const { publish, collect } = setStage({ poolBytes: 1_000_000 });
  publish('cam', 0, 20, 5, { value: image(2_000_000, 1) });
  const [answer] = await collect(10, [channel('A', 'cam')]);
  expect(brief(answer)).toBe('undecodable VALUE_TOO_LARGE');
  expect(answer).toMatchObject({ failure: { message: expect.stringContaining('A:') } });
});
