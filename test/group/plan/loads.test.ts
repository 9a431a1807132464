import { expect, test } from 'vitest';
import { loadsOf, movesBetween, worthBalancing } from '../../../core/group/plan/loads.ts';
import { weighing } from './facility.ts';

const weights = new Map([
  ['camera', { channels: 2, bytes: 4_000_000.4, ms: 14.504 }],
  ['trace', weighing(2)],
  ['gauge', weighing(1)],
]);

test('a load is the sum over the devices; one without devices has a load of nothing', () => {
  expect(loadsOf({ b: ['gauge', 'trace'], a: ['camera'], c: [] }, weights)).toEqual([
    { exporter: 'a', devices: 1, channels: 2, bytes: 4_000_000, ms: 14.5 },
    { exporter: 'b', devices: 2, channels: 2, bytes: 300_000, ms: 3 },
    { exporter: 'c', devices: 0, channels: 0, bytes: 0, ms: 0 },
  ]);
});

test('a device that nothing is known of still counts as a device', () => {
  expect(loadsOf({ a: ['stranger'] }, weights)).toEqual([{ exporter: 'a', devices: 1, channels: 0, bytes: 0, ms: 0 }]);
});

test('moves name who had a device and who has it; what stays is none', () => {
  const moves = movesBetween({ a: ['camera', 'old'], b: ['gauge'] }, { a: ['camera'], b: ['new'], c: ['gauge'] });
  expect(moves).toEqual([
    { device: 'gauge', from: 'b', to: 'c' },
    { device: 'new', from: null, to: 'b' },
    { device: 'old', from: 'a', to: null },
  ]);
});

test('a new plan is worth its moves when the worst load is more than a quarter above that of a fresh one', () => {
  const even = { a: ['ten'], b: ['other'] };
  const ms = (ten: number) =>
    new Map([
      ['ten', weighing(ten)],
      ['other', weighing(1)],
    ]);
  const fresh = { a: ['other'], b: ['other'] };
  expect(worthBalancing(even, fresh, ms(1.25))).toBe(false);
  expect(worthBalancing(even, fresh, ms(1.26))).toBe(true);
  expect(worthBalancing({}, {}, weights)).toBe(false);
});
