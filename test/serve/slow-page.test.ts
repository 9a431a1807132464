import { expect, test } from 'vitest';
import { initialState, reduce } from '../../core/contract/state.ts';
import type { ToPage } from '../../core/contract/wire.ts';
import { VirtualClock } from '../pulses/virtual-clock.ts';
import { stepped, unavailable } from './events.ts';
import { hasEvent, isAnswerTo, openPage } from './page.ts';
import { stage } from './stage.ts';

const stateOf = (heard: readonly ToPage[]) =>
  heard.flatMap((message) => ('batch' in message ? message.events : [])).reduce(reduce, initialState);

test('a page that takes nothing gets no second batch, and a fresh snapshot when it is free again', async () => {
  const { served, feed } = await stage();
  const page = openPage(served, { taking: false });
  await page.opened;
  page.say({ subscribe: true });
  await page.hear(hasEvent('snapshot'));
  for (let n = 0; n < 50_000; n++) feed.emit(unavailable(n));
  expect(served.counts().dropped).toBeGreaterThan(0);
  expect(page.heard).toHaveLength(1);
  page.say({ taken: 1 });
  await expect.poll(() => page.heard.length).toBe(2);
  expect(page.heard[1]).toEqual({ batch: 2, events: [{ type: 'snapshot', state: feed.state() }] });
});

test('a page that stops reading costs nothing but its own sight: others see on, memory stays, and it catches up', async () => {
  const { served, feed } = await stage();
  const slow = openPage(served);
  const quick = openPage(served);
  await Promise.all([slow.opened, quick.opened]);
  for (const page of [slow, quick]) page.say({ subscribe: true });
  await Promise.all([slow, quick].map((page) => page.hear(hasEvent('snapshot'))));
  slow.socket.pause();
  const before = process.memoryUsage().heapUsed;
  for (let round = 0; round < 10; round++) {
    for (let n = 0; n < 20_000; n++) feed.emit(unavailable(round * 20_000 + n));
    await quick.hear((message) => 'batch' in message && stateOf([message]).lastFailure?.message === feed.state().lastFailure?.message);
  }
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(100e6);
  feed.emit(stepped('last'));
  slow.socket.resume();
  await expect.poll(() => stateOf(slow.heard)).toEqual(feed.state());
});

test('a page that asks and never reads is no longer read from, so that its answers do not pile up', async () => {
  const { served, door, asked } = await stage();
  door.dispatch = async (command, request) => {
    asked.push({ command, request });
    return { ok: true, value: 'x'.repeat(100_000) };
  };
  const page = openPage(served);
  await page.opened;
  page.socket.pause();
  const most = 2000;
  for (let id = 0; id < most; id++) page.say({ id, command: 'listCaptures', request: { padding: 'x'.repeat(10_000) } });
  let before = -1;
  await expect
    .poll(
      () => {
        const isStill = asked.length === before && before > 0;
        before = asked.length;
        return isStill;
      },
      { interval: 200 },
    )
    .toBe(true);
  expect(asked.length).toBeLessThan(most / 2);
  page.socket.resume();
  await expect.poll(() => page.heard.length, { timeout: 20_000 }).toBe(most);
});

test('asking again and again for a snapshot brings the next one no sooner than a tenth of a second later', async () => {
  const clock = Object.assign(new VirtualClock(), { wallMs: () => 0 });
  const { served } = await stage({ clock });
  const page = openPage(served);
  await page.opened;
  for (let n = 0; n < 10_000; n++) page.say({ subscribe: true });
  page.say({ id: 1, command: 'stopSchedule', request: {} });
  await page.hear(isAnswerTo(1));
  const batches = () => page.heard.filter((message) => 'batch' in message).length;
  expect(batches()).toBe(1);
  await expect.poll(() => clock.pass(100).then(batches)).toBe(2);
});
