import { expect, test } from 'vitest';
import { devicesToTake, takeShown } from '../../../renderer/shift/devices-to-take.ts';
import { serviceEnds, whenOf } from '../../../renderer/shift/service-ends.ts';
import { device, threeDevices } from '../states.ts';

const untils = (at: string) => serviceEnds(Date.parse(at)).map(({ until }) => until);

test('a device is out until the shift ends, tomorrow 8:00, or until somebody returns it', () => {
  expect(untils('2026-11-22T10:30:00Z')).toEqual([null, '2026-11-22T16:00:00.000Z', '2026-11-23T08:00:00.000Z']);
  expect(untils('2026-11-22T22:30:00Z')).toEqual([null, '2026-11-23T00:00:00.000Z', '2026-11-23T08:00:00.000Z']);
  expect(untils('2026-11-22T16:00:00Z')[1], 'a shift that has just begun').toBe('2026-11-23T00:00:00.000Z');
});

test('a time of today is told without its day', () => {
  const now = Date.parse('2026-11-22T10:30:00Z');
  expect([whenOf('2026-11-22T08:15:30.000Z', now), whenOf('2026-11-20T08:15:30.000Z', now)]).toEqual(['08:15', '2026-11-20 08:15']);
});

test('devices to take out are those in service whose name or area has each word, whatever its case', () => {
  const out = { 'CAM-1': { reason: 'aligned', by: 'Ann', since: '2026-11-22T08:00:00Z', until: null } };
  const names = (filter: string) => devicesToTake(threeDevices, out, filter).found.map(({ name }) => name);
  expect([names(''), names('cam'), names('fe 2'), names('nothing')]).toEqual([['WFS', 'CAM-2'], ['CAM-2'], ['CAM-2'], []]);
});

test('of very many devices the first are shown, and how many more there are', () => {
  const many = Array.from({ length: takeShown + 50 }, (_, index) => device(`D-${index}`, 'FE'));
  expect(devicesToTake(many, {}, 'd')).toMatchObject({ found: { length: takeShown }, beyond: 50 });
});
