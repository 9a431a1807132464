import { expect, test } from 'vitest';
import { type Alarm, type AlarmKind, alarmsMost } from '../../../core/contract/alarms.ts';
import { longestFirst } from '../../../renderer/attention/longest-first.ts';
import { alarmGroups, goneCauses, goneMost, goneWords, withGone } from '../../../renderer/shift/alarm-groups.ts';

const acknowledged = { by: 'Ann', at: '2026-11-22T10:00:00.000Z', note: '' };
function alarm(key: string, kind: AlarmKind, more: Partial<Alarm> = {}): Alarm {
  return { key, kind, title: key, sentence: '', device: null, pulses: 0, since: '2026-11-22T09:00:00.000Z', acknowledged: null, ...more };
}
const told = (alarms: Alarm[], show: 'all' | 'open' | 'acknowledged') =>
  alarmGroups(alarms, show).map(({ title, alarms: of }) => [title, of.map(({ key }) => key)]);

const some = [alarm('CAM-1', 'missing', { acknowledged }), alarm('disk', 'act'), alarm('CAM-2', 'late'), alarm('gateway', 'attention')];

test('alarms stand by who has to do what, those that nobody has acknowledged first', () => {
  expect(told(some, 'all')).toEqual([
    ['Act now', ['disk']],
    ['Needs attention', ['gateway']],
    ['Devices', ['CAM-2', 'CAM-1']],
  ]);
});

test('open ones and acknowledged ones are shown alone, and a group of none is left out', () => {
  expect(told(some, 'open').flatMap(([, keys]) => keys)).toEqual(['disk', 'gateway', 'CAM-2']);
  expect(told(some, 'acknowledged')).toEqual([['Devices', ['CAM-1']]]);
});

test('an alarm that is no longer there has gone, and is told before those that went earlier', () => {
  const first = withGone([], some, some.slice(1), 5);
  expect(first).toEqual([{ alarm: some[0], atMs: 5 }]);
  expect(withGone(first, some.slice(1), some.slice(2), 9).map(({ atMs }) => atMs)).toEqual([9, 5]);
});

test('one that changes has not gone, nor have those beyond what is told of very many', () => {
  const [first, ...rest] = some;
  expect(withGone([], some, [alarm('CAM-1', 'stale', { pulses: 3 }), ...rest], 5)).toEqual([]);
  const many = Array.from({ length: alarmsMost }, (_, index) => alarm(`other ${index}`, 'missing'));
  expect(withGone([], first === undefined ? [] : [first], many, 5)).toEqual([]);
});

test('of those that have gone the newest are kept', () => {
  const many = Array.from({ length: goneMost + 10 }, (_, index) => alarm(`cause ${index}`, 'missing'));
  expect(withGone([{ alarm: alarm('oldest', 'act'), atMs: 1 }], many, [], 5)).toHaveLength(goneMost);
});

test('a device that came and went is one line with all its pulses, from its first beginning to its last end', () => {
  const lost = (since: string, pulses: number) =>
    alarm('device CAM-1', 'missing', { device: 'CAM-1', title: `CAM-1: missing for ${pulses} pulses`, pulses, since });
  const gone = [
    { alarm: lost('10:20', 3), atMs: 30 },
    { alarm: alarm('disk', 'act'), atMs: 20 },
    { alarm: lost('10:00', 40), atMs: 10 },
  ];
  expect(goneCauses(gone).map((cause) => [goneWords(cause), cause.since, cause.atMs])).toEqual([
    ['CAM-1: missing 2 times, 43 pulses in all', '10:00', 30],
    ['disk', '2026-11-22T09:00:00.000Z', 20],
  ]);
});

test('what needs attention stands by who has to act, and then the one that lasts longest first', () => {
  const since = (key: string, kind: AlarmKind, at: string) => alarm(key, kind, { since: `2026-11-22T${at}:00.000Z` });
  const all = [
    since('new', 'missing', '10:30'),
    since('old', 'late', '09:00'),
    since('gateway', 'attention', '10:40'),
    since('disk', 'act', '10:50'),
  ];
  expect(longestFirst(all).map(({ key }) => key)).toEqual(['disk', 'gateway', 'old', 'new']);
});
