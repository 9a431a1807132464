import { describe, expect, test } from 'vitest';
import { chartRows, rowsMost } from '../../../renderer/trends/chart-rows.ts';
import { gapsOf, gapTime, gapWords } from '../../../renderer/trends/gaps.ts';
import { trendCsv } from '../../../renderer/trends/trend-csv.ts';
import { trendStatistics } from '../../../renderer/trends/trend-statistics.ts';
import { pointAt } from './points.ts';

describe('gaps', () => {
  test('are captures beside each other without a value, with their reason', () => {
    const gaps = gapsOf([
      pointAt(1),
      pointAt(2, 'missing: topic silent'),
      pointAt(3, 'missing: topic silent'),
      pointAt(4),
      pointAt(5, 'late: 3 s'),
    ]);
    expect(gaps.map(gapWords)).toEqual(['2 captures: missing: topic silent', '1 capture: late: 3 s']);
    expect(gaps.map(gapTime)).toEqual(['1970-01-01 00:00:02 to 00:00:03', '1970-01-01 00:00:05']);
  });

  test('of one outcome are one reason, though each sentence has its own time', () => {
    const [gap] = gapsOf([pointAt(1, 'missing: 3 s old'), pointAt(2, 'missing: 4 s old'), pointAt(3, 'late: 1 s')]);
    expect(gap?.reasons).toEqual([
      { code: 'missing', why: 'missing: 3 s old', captures: 2 },
      { code: 'late', why: 'late: 1 s', captures: 1 },
    ]);
    expect(gap && gapWords(gap)).toBe('3 captures: 2 × missing: 3 s old; 1 × late: 1 s');
  });

  test('have a reason that is no outcome too', () => {
    expect(gapsOf([pointAt(1, 'Its file was removed.')])[0]?.reasons).toEqual([{ code: null, why: 'Its file was removed.', captures: 1 }]);
  });
});

describe('the points that are drawn', () => {
  test('are all of them where they are few', () => {
    const { rows, together } = chartRows([pointAt(1), pointAt(2, 'missing')]);
    expect(rows.map(({ ms, value }) => [ms, value])).toEqual([
      [1000, 1],
      [2000, null],
    ]);
    expect(together).toBe(1);
  });

  test('are so few that recharts stays fast, and keep every outlier and every part that has a gap, in their order', () => {
    const points = Array.from({ length: 20_000 }, (_, at) =>
      pointAt(at, at === 7777 ? 99 : at === 12_345 ? -99 : at === 15_000 ? 'missing' : 1),
    );
    const { rows, together } = chartRows(points);
    expect(rows.length).toBeLessThanOrEqual(rowsMost);
    expect(together).toBeGreaterThan(1);
    expect(rows.filter(({ value }) => value !== 1).map(({ ms, value }) => [ms, value])).toEqual([
      [7_777_000, 99],
      [12_345_000, -99],
      [15_000_000, null],
    ]);
    expect(rows.map(({ ms }) => ms)).toEqual(rows.map(({ ms }) => ms).sort((left, right) => left - right));
  });
});

describe('the numbers of a trend', () => {
  test('are mean, σ, smallest, largest and the drift in an hour; gaps do not count', () => {
    const found = trendStatistics([pointAt(0, 2), pointAt(1800, 3), pointAt(2000, 'missing'), pointAt(3600, 4)]);
    expect(found).toEqual({ values: 3, mean: 3, sigma: 1, min: 2, max: 4, driftPerHour: expect.closeTo(2) });
  });

  test('of one value have no σ and no drift, and of none there are no numbers', () => {
    expect(trendStatistics([pointAt(0, 2)])).toMatchObject({ sigma: null, driftPerHour: null });
    expect(trendStatistics([pointAt(0, 'missing')])).toBeNull();
  });
});

test('an exported trend has every capture, with all its digits, or why it has no value', () => {
  const text = trendCsv({ channel: 'E-1', quantity: 'value' }, 'J', [pointAt(1, 1 / 3), pointAt(2, 'missing: silent, see "x"')]).join('');
  expect(text.split('\r\n')).toEqual([
    'pulse_id,pulse_time_utc,pulse_timestamp_ns,capture,E-1 Value (J),why_not',
    '1001,1970-01-01T00:00:01.000Z,1000000000,1,0.3333333333333333,',
    '1002,1970-01-01T00:00:02.000Z,2000000000,2,,"missing: silent, see ""x"""',
    '',
  ]);
});
