import { expect, test } from 'vitest';
import { dayBefore, rangeOf } from '../../core/report/range.ts';

test('a day is from midnight to midnight in UTC', () => {
  expect(rangeOf({ day: '2026-11-21', ask: 'none' })).toEqual({
    ...{ from: '2026-11-21T00:00:00.000Z', to: '2026-11-22T00:00:00.000Z' },
    span: { fromNs: '1795219200000000000', toNs: '1795305600000000000' },
  });
});

test('a shift is from a time to a time, wherever their zones are', () => {
  const { from, to } = rangeOf({ from: '2026-11-21T22:00:00+01:00', to: '2026-11-22T06:00:00Z', ask: 'none' });
  expect([from, to]).toEqual(['2026-11-21T21:00:00.000Z', '2026-11-22T06:00:00.000Z']);
});

test('yesterday is the day before in UTC', () => {
  expect(dayBefore(Date.UTC(2026, 0, 1, 0, 0, 1))).toBe('2025-12-31');
});

test.each([
  { day: '2026-02-30' },
  { day: 'yesterday' },
  { day: '2026-1-1' },
  { day: '1999-01-01' },
  { from: '2026-11-21', to: '2026-11-22' },
  { from: '2026-11-21T10:00:00', to: '2026-11-22T10:00:00Z' },
  { from: '2026-11-22T10:00:00Z', to: '2026-11-21T10:00:00Z' },
  { from: '2026-11-22T10:00:00Z', to: '2026-11-22T10:00:00Z' },
  { from: '2026-01-01T00:00:00Z', to: '2026-12-01T00:00:00Z' },
  { from: 'x'.repeat(10_000), to: '2026-11-21T10:00:00Z' },
])('%j is refused with what is wrong', (range) => {
  expect(() => rangeOf({ ...range, ask: 'none' })).toThrow(
    expect.objectContaining({ code: 'BAD_REQUEST', message: expect.stringMatching(/^.{10,250}$/) }),
  );
});
