import { expect, onTestFinished, test } from 'vitest';
import type { ExporterEvent } from '../../core/contract/api.ts';
import { initialState, reduce } from '../../core/contract/state.ts';
import { createFeed } from '../../core/feed.ts';
import { openOutlet } from '../../core/serve/outlet.ts';
import { settled, VirtualClock } from '../pulses/virtual-clock.ts';
import { judged, source, stepped, unavailable } from './events.ts';

/** A page that takes each batch when `free` is called, or at once. */
function scene({ slow = false }: { slow?: boolean } = {}) {
  const feed = createFeed();
  const clock = new VirtualClock();
  const batches: { atMs: number; events: readonly ExporterEvent[] }[] = [];
  let dropped = 0;
  let taken = Promise.withResolvers<void>();
  const { again, end, stop } = openOutlet(
    feed,
    {
      async send(events) {
        batches.push({ atMs: clock.monotonicMs(), events });
        taken = Promise.withResolvers();
        if (slow) await taken.promise;
      },
      dropped(events) {
        dropped += events;
      },
    },
    clock,
  );
  onTestFinished(stop);
  return {
    ...{ feed, clock, batches, again, end, stop },
    free: () => taken.resolve(),
    gone: () => taken.reject(new Error('gone')),
    dropped: () => dropped,
    types: () => batches.map(({ events }) => events.map(({ type }) => type)),
    state: () => batches.flatMap(({ events }) => events).reduce(reduce, initialState),
  };
}

test('the first batch is a snapshot, and comes at once', async () => {
  const { batches, types, clock } = scene();
  await settled();
  expect(types()).toEqual([['snapshot']]);
  expect(batches[0]?.atMs).toBe(0);
  await clock.pass(10_000);
  expect(batches).toHaveLength(1);
});

test('what happens goes out in its order, in at most ten batches a second', async () => {
  const { feed, clock, batches } = scene();
  for (let n = 0; n < 1000; n++) {
    feed.emit(stepped(String(n)));
    await clock.pass(1);
  }
  await clock.pass(100);
  expect(batches.length).toBeLessThanOrEqual(12);
  for (const [n, { atMs }] of batches.entries()) expect(atMs - (batches[n - 1]?.atMs ?? -100)).toBeGreaterThanOrEqual(100);
  const seen = batches.flatMap(({ events }) => events).filter((event) => event.type === 'capture/stepped');
  expect(seen.map(({ captureId }) => captureId)).toEqual(Array.from({ length: 1000 }, (_, n) => String(n)));
});

test('a fact after a quiet time does not wait', async () => {
  const { feed, clock, batches } = scene();
  await clock.pass(5000);
  feed.emit(stepped('1'));
  await settled();
  expect(batches.at(-1)?.atMs).toBe(5000);
});

test('of several that tell one thing as a whole the last one goes out; the state is the same', async () => {
  const { feed, clock, types, state } = scene();
  await settled();
  for (let n = 0; n < 50; n++) {
    feed.emit(source('kafka', `${n} brokers`));
    feed.emit(source('archiver', `${n} PVs`));
    feed.emit(judged('7', n));
    feed.emit(unavailable(n));
  }
  await clock.pass(100);
  expect(types()[1]?.filter((type) => type === 'source/changed')).toHaveLength(2);
  expect(types()[1]?.filter((type) => type === 'pulse/judged')).toHaveLength(1);
  expect(types()[1]?.filter((type) => type === 'pulse/unavailable')).toHaveLength(50);
  expect(state()).toEqual(feed.state());
});

test('a page that is not free gets no second batch', async () => {
  const { feed, clock, batches, free } = scene({ slow: true });
  await settled();
  feed.emit(stepped('1'));
  await clock.pass(60_000);
  expect(batches).toHaveLength(1);
  free();
  await clock.pass(100);
  expect(batches).toHaveLength(2);
});

test('a page that is too slow loses what waits, which is counted, and gets a fresh snapshot when it is free', async () => {
  const { feed, clock, types, free, dropped, state } = scene({ slow: true });
  await settled();
  for (let n = 0; n < 100_000; n++) feed.emit(unavailable(n));
  expect(dropped()).toBe(2001);
  await clock.pass(60_000);
  expect(types()).toHaveLength(1);
  free();
  await clock.pass(100);
  expect(types()[1]).toEqual(['snapshot']);
  expect(state()).toEqual(feed.state());
});

test('many outcomes fill it as many events do', async () => {
  const { feed, dropped, clock } = scene({ slow: true });
  await settled();
  const outcomes = Array.from({ length: 1500 }, (_, n) => ({ channel: `CH-${n}`, code: 'captured' as const }));
  for (let n = 0; n < 20; n++) {
    feed.emit({ type: 'channels/decided', captureId: String(n), outcomes });
    feed.flush();
  }
  await clock.pass(0);
  expect(dropped()).toBeGreaterThan(0);
});

test('after its stop nothing more comes, whatever it was doing; twice is once', async () => {
  for (const slow of [false, true]) {
    const { feed, clock, batches, stop, free } = scene({ slow });
    await settled();
    feed.emit(stepped('1'));
    stop();
    stop();
    free();
    feed.emit(stepped('2'));
    await clock.pass(1000);
    expect(batches).toHaveLength(1);
    expect(clock.sleeping).toBe(0);
  }
});

test('when the exporter ends, what waits goes at once, and nothing after it', async () => {
  for (const slow of [false, true]) {
    const { feed, clock, types, end } = scene({ slow });
    await settled();
    feed.emit({ type: 'exporter/stopped', at: '' });
    end();
    end();
    feed.emit(stepped('2'));
    await clock.pass(1000);
    expect(types()).toEqual([['snapshot'], ['exporter/stopped']]);
  }
});

test('a page that is gone ends it', async () => {
  const { feed, clock, batches, gone } = scene({ slow: true });
  await settled();
  gone();
  await settled();
  feed.emit(stepped('1'));
  await clock.pass(1000);
  expect(batches).toHaveLength(1);
});

test('a page may ask for a fresh snapshot: it has it once however often it asks, and never faster than ten a second', async () => {
  const { clock, types, again, batches } = scene();
  await settled();
  for (let n = 0; n < 1000; n++) {
    again();
    await clock.pass(1);
  }
  await clock.pass(100);
  expect(new Set(types().flat())).toEqual(new Set(['snapshot']));
  expect(batches.length).toBeLessThanOrEqual(12);
});
