import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import type { Result } from '../../core/contract/errors.ts';
import { initialState } from '../../core/contract/state.ts';
import { createFeed } from '../../core/feed.ts';
import { createClosing } from '../../main/closing.ts';
import { createOrders } from '../../main/orders.ts';
import { createQuitting, longestStopMs } from '../../main/quitting.ts';
import { createTray } from '../../main/tray.ts';
import { isOnDuty, watchExporter } from '../../main/watch.ts';
import { settled, VirtualClock } from '../pulses/virtual-clock.ts';
import { capturing, following, snapshotWith } from './states.ts';

test.each([
  { what: 'its schedule runs', state: { schedule: { kind: 'seconds', every: 60 } as const }, on: true },
  { what: 'a capture is in flight', state: { captures: [capturing] }, on: true },
  { what: 'it follows a leader', state: { group: following('laser-1') }, on: true },
  { what: 'nobody leads it', state: { group: following(null) }, on: false },
  { what: 'nothing is asked of it', state: {}, on: false },
  { what: 'it has ended', state: { running: false, schedule: { kind: 'seconds', every: 60 } as const }, on: false },
])('on duty or not: $what', ({ state, on }) => {
  expect(isOnDuty({ ...initialState, running: true, ...state })).toBe(on);
});

function closingScene(isOnDutyNow: boolean) {
  const done: string[] = [];
  const answers: PromiseWithResolvers<{ response: number }>[] = [];
  let isQuitting = false;
  const onClose = createClosing({
    isOnDuty: () => isOnDutyNow,
    isQuitting: () => isQuitting,
    ask({ buttons }) {
      done.push(`ask ${buttons?.join(' / ')}`);
      const answer = Promise.withResolvers<{ response: number }>();
      answers.push(answer);
      return answer.promise;
    },
    toTray: () => done.push('tray'),
    quit() {
      isQuitting = true;
      done.push('quit');
    },
    onTrouble: (error) => done.push(String(error)),
  });
  return {
    done,
    answers,
    /** true: the window is gone. */
    close() {
      const prevented: true[] = [];
      onClose({ preventDefault: () => prevented.push(true) });
      return prevented.length === 0;
    },
  };
}

test('a window with nothing to lose is closed without a question', () => {
  const { close, done } = closingScene(false);
  expect([close(), done]).toEqual([true, []]);
});

test.each([
  { response: 0, afterwards: ['tray'] },
  { response: 1, afterwards: ['quit'] },
  { response: 2, afterwards: [] },
])('of an exporter on duty it is asked, once at a time; answer $response', async ({ response, afterwards }) => {
  const { close, done, answers } = closingScene(true);
  expect([close(), close()]).toEqual([false, false]);
  expect(done).toEqual(['ask Go on in the tray / Stop and quit / Cancel']);
  answers[0]?.resolve({ response });
  await settled();
  expect(done.slice(1)).toEqual(afterwards);
  expect(close()).toBe(response === 1);
});

test('a question that cannot be shown is told, and may be asked again', async () => {
  const { close, done, answers } = closingScene(true);
  close();
  answers[0]?.reject(new Error('no display'));
  await settled();
  expect(done.at(-1)).toBe('Error: no display');
  close();
  expect(answers).toHaveLength(2);
});

function quittingScene() {
  const clock = new VirtualClock();
  const stopping = Promise.withResolvers<void>();
  const seen: unknown[] = [];
  const quitting = createQuitting({
    stop() {
      seen.push('stop');
      return stopping.promise;
    },
    ...{ exit: (code) => seen.push(code), clock, onTrouble: (error) => seen.push(String(error)) },
  });
  const ask = () => quitting.beforeQuit({ preventDefault: () => seen.push('not yet') });
  return { ...{ clock, stopping, seen, quitting, ask } };
}

test('quitting stops in good order first, once, and then leaves', async () => {
  const { clock, stopping, seen, quitting, ask } = quittingScene();
  expect(quitting.isQuitting()).toBe(false);
  ask();
  ask();
  expect([quitting.isQuitting(), seen]).toEqual([true, ['not yet', 'stop', 'not yet']]);
  stopping.resolve();
  await settled();
  expect([seen.at(-1), clock.sleeping]).toEqual([0, 0]);
});

test('it does not wait for ever, and says what happens to the rest', async () => {
  const { clock, seen, ask } = quittingScene();
  ask();
  await clock.pass(longestStopMs);
  expect(seen.slice(-2)).toEqual([expect.stringContaining('next start'), 1]);
});

test('a stop that fails is told, and leaves all the same', async () => {
  const { stopping, seen, ask } = quittingScene();
  ask();
  stopping.reject(new Error('the journal is gone'));
  await settled();
  expect(seen.slice(-2)).toEqual(['Error: the journal is gone', 1]);
});

test('orders go through the one door, and a refusal is told in its own words', async () => {
  const asked: unknown[] = [];
  const told: string[][] = [];
  const results: Result<unknown>[] = [
    { ok: true, value: null },
    { ok: false, failure: { code: 'NO_LEADER', message: 'Nobody leads.' } },
  ];
  const feed = createFeed();
  const watch = watchExporter(feed);
  feed.emit(snapshotWith({ schedule: { kind: 'seconds', every: 7 } }));
  feed.emit({ type: 'schedule/changed', schedule: { kind: 'manual' } });
  const host = {
    async dispatch(command: unknown, request: unknown) {
      asked.push([command, request]);
      return results.shift() ?? { ok: true as const, value: null };
    },
  };
  const orders = createOrders(host, watch, (...words) => told.push(words));
  orders.start();
  orders.captureNow();
  orders.stop();
  await settled();
  expect(asked).toEqual([
    ['startSchedule', { schedule: { kind: 'seconds', every: 7 } }],
    ['captureNow', {}],
    ['stopSchedule', {}],
  ]);
  expect(told).toEqual([['No capture was begun', 'Nobody leads.']]);
});

test('the tray has one icon, whose click shows the window', () => {
  let made = 0;
  const icon = Object.assign(new EventEmitter(), { setToolTip: () => undefined });
  const shown: string[] = [];
  const orders = { captureNow: () => undefined, start: () => undefined, stop: () => undefined };
  const create = () => {
    made += 1;
    return icon;
  };
  const tray = createTray(create, { orders, showWindow: () => shown.push('window'), quit: () => undefined });
  tray.show();
  tray.show();
  icon.emit('click');
  expect([made, shown]).toEqual([1, ['window']]);
});
