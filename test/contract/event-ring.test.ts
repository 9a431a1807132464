import { expect, test } from 'vitest';
import type { ExporterEvent } from '../../core/contract/api.ts';
import { createEventRing, shortened } from '../../core/contract/event-ring.ts';
import { initialState } from '../../core/contract/state.ts';
import { eventsKept } from '../../core/contract/support.ts';

const at = '2026-11-22T10:00:00.000Z';
const skipped = (count: number): ExporterEvent => ({
  type: 'pulses/skipped',
  count,
  first: { pulseId: '1', timestampNs: '1' },
  last: { pulseId: '2', timestampNs: '2' },
  reason: 'Too fast.',
});

test('the newest so many events are kept, oldest first, and those forgotten are counted', () => {
  const ring = createEventRing(3);
  for (const count of [1, 2, 3, 4, 5]) ring.add(skipped(count), at);
  expect(ring.list().map(({ facts }) => facts['count'])).toEqual([3, 4, 5]);
  expect(ring.forgotten()).toBe(2);
});

test('a ring that is not full yet has forgotten nothing', () => {
  const ring = createEventRing(3);
  ring.add(skipped(1), at);
  expect(ring.list()).toEqual([{ at, ...{ type: 'pulses/skipped', facts: expect.objectContaining({ count: 1, reason: 'Too fast.' }) } }]);
  expect(ring.forgotten()).toBe(0);
});

test('five hundred events about 1,500 channels each stay small', () => {
  const missed = Array.from({ length: 1500 }, (_, n) => ({ channel: `CHANNEL-${n}`, code: 'missing' as const }));
  const ring = createEventRing();
  for (let n = 0; n < 2 * eventsKept; n++) ring.add({ type: 'channels/decided', captureId: String(n), outcomes: missed }, at);
  ring.add({ type: 'snapshot', state: { ...initialState, captures: [] } }, at);
  const text = JSON.stringify([...ring.list(), shortened({ type: 'channels/decided', captureId: '1', outcomes: missed }, at)]);
  expect(ring.list()).toHaveLength(eventsKept);
  expect(text.length).toBeLessThan(eventsKept * 1000);
  expect(text).toContain('(1495 more)');
});

test('of a record with thousands of names the first are kept, and how many there were', () => {
  const shares = Object.fromEntries(Array.from({ length: 64 }, (_, n) => [`laser-${n}`, ['A', 'B']]));
  const counts = { announced: 0, received: 0, backFilled: 0, givenUp: 0, superseded: 0 };
  const group = { role: 'leader' as const, leader: 'laser-1', epoch: 1, sentence: 'x'.repeat(1000), members: [], counts, ignored: {} };
  const { facts } = shortened({ type: 'group/changed', group: { ...group, plan: { version: 1, shares, pins: {} } } }, at);
  expect(JSON.stringify(facts)).toContain('59 more');
  expect(JSON.stringify(facts).length).toBeLessThan(1500);
});
