import { describe, expect, test } from 'vitest';
import { found, noise, pulsesOf, type Reading } from './known-device.ts';

const fast = pulsesOf(600, 100);

describe('what is known of a device is found', () => {
  test('latency and jitter: within 5 % of what was put in', () => {
    const by = noise();
    const readings = fast.map(({ pulseId }, at) => ({ ownMs: at * 100 + 12 + 4 * by(), arrivedMs: at * 100 + 72 + 20 * by(), pulseId }));
    const { latency, offset, gaps, duplicates, rate } = found(readings, fast);
    expect(latency?.p50).toBeCloseTo(60, -1);
    expect(Math.abs((latency?.p50 ?? 0) - 60)).toBeLessThan(3);
    expect(Math.abs((offset?.p50 ?? 0) - 12)).toBeLessThan(0.6);
    expect(offset).toMatchObject({ min: expect.closeTo(8, 0), max: expect.closeTo(16, 0), driftMsPerHour: null });
    expect([gaps.pulses, duplicates]).toEqual([0, 0]);
    expect(rate).toBeCloseTo(10, 1);
  });

  test('a drift of 600 ms an hour under a jitter of 4 ms is found, and jitter alone is no drift', () => {
    const by = noise(7);
    const drifts = (msPerMs: number) =>
      fast.map(({ pulseId }, at) => ({ ownMs: at * 100 * (1 + msPerMs) + 4 * by(), arrivedMs: at * 100 + 50, pulseId }));
    expect(Math.abs((found(drifts(600 / 3_600_000), fast).offset?.driftMsPerHour ?? 0) - 600)).toBeLessThan(60);
    expect(found(drifts(0), fast).offset?.driftMsPerHour).toBe(null);
  });

  test.each([
    ['with the settings as they are', 0],
    ['with the correction in the settings', 1480],
  ])('a clock that is 1.5 s ahead, without pulse IDs, %s: the whole offset, and no gaps', (_, clockOffsetMs) => {
    const readings = fast.map((_, at) => ({ ownMs: at * 100 + 1500, arrivedMs: at * 100 + 20 }));
    const { offset, gaps } = found(readings, fast, { match: { kind: 'nearest', toleranceMs: 40 }, clockOffsetMs });
    expect(offset).toMatchObject({ p50: 1500, by: 'nearest' });
    expect(gaps.pulses).toBe(0);
  });

  test('pulse IDs that begin again in the middle: none lost, none doubled, offsets as before', () => {
    const before = pulsesOf(300, 100, 200n);
    const after = pulsesOf(600, 100, -300n).slice(300);
    const all = [...before, ...after.map((pulse) => ({ ...pulse, pulseId: pulse.pulseId + 100n }))];
    const readings = all.map(({ pulseId }, at) => ({ ownMs: at * 100 + 5, arrivedMs: at * 100 + 40, pulseId }));
    const { offset, gaps, duplicates, pulseIds } = found(readings, all);
    expect(offset).toMatchObject({ min: 5, max: 5, by: 'pulse-id' });
    expect([gaps.pulses, duplicates, pulseIds.matched]).toEqual([0, 0, 600]);
  });

  test('sent twice, the second a little later: each counted once as twice, and the rate is that of the readings', () => {
    const readings = fast.flatMap(({ pulseId }, at) =>
      [30, 34].map((late) => ({ ownMs: at * 100, arrivedMs: at * 100 + late, pulseId: at % 2 === 0 ? pulseId : null })),
    );
    expect(found(readings, fast)).toMatchObject({ duplicates: 600, rate: expect.closeTo(10, 1) });
  });
});

describe('a pulse lacks a reading', () => {
  const lost = new Set([40, 41, 300]);
  const names = ['5000040', '5000041', '5000300'];
  const each = (withIds: boolean): Reading[] =>
    fast.flatMap(({ pulseId }, at) =>
      lost.has(at) ? [] : [{ ownMs: at * 100 + 3, arrivedMs: at * 100 + 40, pulseId: withIds ? pulseId : null }],
    );

  test.each([true, false])('where its message was lost (pulse IDs: %s)', (withIds) => {
    expect(found(each(withIds), fast).gaps).toEqual({ pulses: 3, first: names });
  });

  test('after a device has gone silent, and before it began', () => {
    const gaps = (from: number, to: number) => found(each(false).slice(from, to), fast).gaps;
    expect(gaps(0, 200).pulses).toBeGreaterThanOrEqual(396);
    expect(gaps(500, 597)).toMatchObject({
      pulses: expect.closeTo(502, -1),
      first: ['5000000', '5000001', '5000002', '5000003', '5000004'],
    });
  });

  test('all of them where nothing came', () => {
    expect(found([], fast).gaps.pulses).toBe(600);
  });

  test('where a value of one a minute failed to come, and not otherwise', () => {
    const long = pulsesOf(1200, 1000);
    const minutes = Array.from({ length: 20 }, (_, at) => ({ ownMs: at * 60_000 + 17_000, arrivedMs: null }));
    expect(found(minutes, long, null).gaps.pulses).toBe(0);
    const broken = minutes.filter((_, at) => at !== 9);
    expect(found(broken, long, null).gaps.pulses).toBeGreaterThan(50);
  });
});

describe('no pulse lacks a reading', () => {
  test('of a value that is sent on change, which is silent for as long as it likes', () => {
    const by = noise(3);
    let at = 0;
    const changes = Array.from({ length: 80 }, () => {
      at += -800 * Math.log((by() + 1.0001) / 2.0001);
      return { ownMs: at, arrivedMs: null };
    });
    expect(found(changes, fast, null).gaps.pulses).toBe(0);
  });

  test('of a device that sends five at once each second', () => {
    const bursts = Array.from({ length: 300 }, (_, at) => ({ ownMs: Math.floor(at / 5) * 1000 + (at % 5) * 2, arrivedMs: null }));
    expect(found(bursts, fast, null).gaps.pulses).toBe(0);
  });

  test('of a device that runs by itself, a little slower than the laser', () => {
    const free = Array.from({ length: 590 }, (_, at) => ({ ownMs: at * 101.5, arrivedMs: at * 101.5 + 20 }));
    expect(found(free, fast).gaps.pulses).toBe(0);
  });

  test('of a device that sends each tenth pulse’s value with its ID, where its last value is what counts or nobody has set it up', () => {
    const tenth = fast.flatMap(({ pulseId }, at) => (at % 10 === 0 ? [{ ownMs: at * 100, arrivedMs: at * 100 + 30, pulseId }] : []));
    expect(found(tenth, fast, { match: { kind: 'last', maxAgeMs: 5000 } }).gaps.pulses).toBe(0);
    expect(found(tenth, fast, null).gaps.pulses).toBe(0);
    expect(found(tenth, fast, {}).gaps.pulses).toBe(540);
    expect(found([], fast, { match: { kind: 'last', maxAgeMs: 5000 } }).gaps.pulses).toBe(0);
  });

  test('of a last value, as long as one may be so old', () => {
    const slow = Array.from({ length: 12 }, (_, at) => ({ ownMs: at * 5000, arrivedMs: null }));
    expect(found(slow, fast, { match: { kind: 'last', maxAgeMs: 6000 } }).gaps.pulses).toBe(0);
    const gone = slow.slice(0, 4); // the last at 15 s, of 60 s
    expect(found(gone, fast, { match: { kind: 'last', maxAgeMs: 6000 } }).gaps.pulses).toBe(389);
  });
});

test('a device ten times as fast as the laser: of each pulse only the nearest reading counts', () => {
  const minute = pulsesOf(20, 60_000);
  const readings = Array.from({ length: 12_000 }, (_, at) => ({ ownMs: at * 100 + 4, arrivedMs: at * 100 + 30 }));
  expect(found(readings, minute)).toMatchObject({ offset: { min: 4, max: 4 }, reachMs: { max: 30 }, gaps: { pulses: 0 } });
});

test('a clock that stands still is told by when its readings came', () => {
  const readings = fast.map((_, at) => ({ ownMs: 0, arrivedMs: at * 100 }));
  expect(found(readings, fast).rate).toBeCloseTo(10, 1);
});

test('with pulses made by hand nothing is said of offsets', () => {
  const readings = fast.map(({ pulseId }, at) => ({ ownMs: at * 100 + 30, arrivedMs: at * 100 + 60, pulseId: pulseId - 1000n }));
  expect(found(readings, pulsesOf(60, 1000, 9_000_000_000_000_000n), {}, undefined, true)).toMatchObject({
    offset: null,
    gaps: { pulses: 0 },
  });
});
