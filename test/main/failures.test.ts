import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import type { Alarm } from '../../core/contract/alarms.ts';
import { createFeed } from '../../core/feed.ts';
import { createFailureNotices, mostInAMinute } from '../../main/failures.ts';
import { notifyOfFailures } from '../../main/notifications.ts';
import { alarmOf, snapshotWith } from './states.ts';

function scene() {
  const noticesOf = createFailureNotices();
  return {
    raise: (alarm: Alarm, nowMs = 0) => noticesOf({ type: 'alarm/raised', alarm }, nowMs),
    end: (key: string) => noticesOf({ type: 'alarm/ended', key, at: '' }, 0),
    snapshot: (...alarms: Alarm[]) => noticesOf(snapshotWith({ alarms }), 0),
  };
}

test('what somebody has to act on is told, with what to do and where it is seen', () => {
  expect(scene().raise(alarmOf('source kafka'))).toEqual([
    { title: 'source kafka fails', body: 'Look at source kafka.', screen: 'shift', open: null },
  ]);
  expect(scene().raise(alarmOf('member laser-2'))).toMatchObject([{ screen: 'group' }]);
});

test('a device is told from its third pulse on, and not before', () => {
  const { raise } = scene();
  expect([1, 2].flatMap((pulses) => raise(alarmOf('device CAM-1', { pulses })))).toEqual([]);
  expect(raise(alarmOf('device CAM-1', { pulses: 3 }))).toMatchObject([{ screen: 'devices', open: 'CAM-1' }]);
});

test('many devices that went at once are one notification, from their third pulse on', () => {
  const { raise } = scene();
  const together = { kind: 'missing', device: null } as const;
  expect(raise(alarmOf('devices missing 7 7', { ...together, pulses: 2 }))).toEqual([]);
  expect(raise(alarmOf('devices missing 7 7', { ...together, pulses: 3 }))).toMatchObject([{ screen: 'shift', open: null }]);
});

test('each once, and again when it has ended and comes back', () => {
  const { raise, end } = scene();
  expect([3, 4, 50].flatMap((pulses) => raise(alarmOf('device CAM-1', { pulses })))).toHaveLength(1);
  end('device CAM-1');
  expect(raise(alarmOf('device CAM-1'))).toHaveLength(1);
});

test('a snapshot tells what is new in it, and forgets what is not in it any more', () => {
  const { raise, snapshot } = scene();
  raise(alarmOf('disk'));
  expect(snapshot(alarmOf('disk'), alarmOf('source kafka'))).toMatchObject([{ title: 'source kafka fails' }]);
  expect(snapshot()).toEqual([]);
  expect(snapshot(alarmOf('disk'))).toHaveLength(1);
});

test('what a person has acknowledged, or what only wants attention, is not told', () => {
  const { raise } = scene();
  expect(raise(alarmOf('disk', { acknowledged: { by: 'Ann', at: '', note: '' } }))).toEqual([]);
  expect(raise(alarmOf('gateway', { kind: 'attention' }))).toEqual([]);
});

test('a hall that loses its power is a few notifications, the last of which says that there are more', () => {
  const { raise } = scene();
  const told = Array.from({ length: 150 }, (_, n) => raise(alarmOf(`device CAM-${n}`), n)).flat();
  expect(told).toHaveLength(mostInAMinute);
  expect(told.at(-1)).toMatchObject({ title: 'Several things need attention', screen: 'shift' });
  expect(raise(alarmOf('disk'), 60_001)).toMatchObject([{ title: 'disk fails' }]);
});

test('a click on a notification leads to what it is about', () => {
  const feed = createFeed();
  const made: (EventEmitter & { show(): void; words: unknown })[] = [];
  const opened: unknown[] = [];
  const stop = notifyOfFailures({
    ...{ host: feed, now: () => 0, open: ({ open }) => opened.push(open) },
    create(words) {
      const notice = Object.assign(new EventEmitter(), { words, show: () => undefined });
      made.push(notice);
      return notice;
    },
  });
  feed.emit({ type: 'alarm/raised', alarm: alarmOf('device CAM-1') });
  made[0]?.emit('click');
  made[0]?.emit('close');
  expect([made[0]?.words, opened]).toEqual([{ title: 'device CAM-1 fails', body: 'Look at device CAM-1.' }, ['CAM-1']]);
  stop();
  feed.emit({ type: 'alarm/raised', alarm: alarmOf('disk') });
  expect(made).toHaveLength(1);
});
