import { expect, test } from 'vitest';
import { createLease } from '../../../core/group/follower/lease.ts';

const lostAfterMs = 5000;

test('an answer holds from when the message was sent, not from when the answer came, less half a second', () => {
  const lease = createLease();
  lease.sent(1, 1000);
  lease.answered(1, lostAfterMs);
  expect(lease.holds(5499)).toBe(true);
  expect(lease.holds(5500)).toBe(false);
});

test('an answer to an older message does not shorten it', () => {
  const lease = createLease();
  lease.sent(1, 1000);
  lease.sent(2, 2000);
  lease.answered(2, lostAfterMs);
  lease.answered(1, lostAfterMs);
  expect(lease.holds(6499)).toBe(true);
});

test('an answer to what was sent before it ended, or never, is worth nothing', () => {
  const lease = createLease();
  lease.sent(1, 1000);
  lease.end();
  lease.answered(1, lostAfterMs);
  lease.answered(7, lostAfterMs);
  expect(lease.holds(1001)).toBe(false);
});

test('of a long time without answers only the last hundred messages are remembered', () => {
  const lease = createLease();
  for (let n = 1; n <= 200; n++) lease.sent(n, n);
  lease.answered(100, 1_000_000);
  expect(lease.holds(101)).toBe(false);
  lease.answered(101, 1_000_000);
  expect(lease.holds(101)).toBe(true);
});
