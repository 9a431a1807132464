import { describe, expect, test } from 'vitest';
import { figuresOf } from '../../core/test-capture/figures.ts';
import { driftOf, spreadOf } from '../../core/test-capture/spread.ts';
import { samplesLeast, suggestionsFor } from '../../core/test-capture/suggest.ts';
import { channelOf, type GivenSample, intervalNs, pulses, tallyOf } from './samples.ts';

const around = { settleMs: 500, intervalMs: 100, isLaser: true, hasGateway: false };
const given = (settings: Parameters<typeof channelOf>[0], samples: Parameters<typeof tallyOf>[1]) => {
  const channel = channelOf(settings);
  const figures = figuresOf(tallyOf(channel, samples), { all: pulses, taken: pulses, made: false });
  return { figures, suggestions: suggestionsFor(channel, figures, around) };
};

describe('spreads', () => {
  test('percentiles are numbers that are really there, and the histogram holds every number once', () => {
    const spread = spreadOf([5, 1, 2, 3, 4]);
    expect(spread).toMatchObject({ p50: 3, p95: 5, min: 1, max: 5 });
    expect(spread?.histogram.counts.reduce((sum, count) => sum + count, 0)).toBe(5);
    expect(spreadOf([])).toBe(null);
    expect(spreadOf([7, 7])).toMatchObject({ p50: 7, histogram: { counts: [2] } });
  });

  test('a clock that goes wrong by 36 ms an hour is found, and too short a look says nothing', () => {
    const points = Array.from({ length: 31 }, (_, at) => ({ atMs: at * 1000, value: 3 + at * 0.01 }));
    expect(driftOf(points)).toBeCloseTo(36, 6);
    expect(driftOf(points.slice(0, 12))).toBe(null);
  });
});

describe('figures of a channel', () => {
  test('offset and latency are counted from its own time, a pulse without a message is a gap, and one sent twice is a duplicate', () => {
    const seen: GivenSample[] = pulses.slice(2).map((pulse) => ({ pulse, ownMs: 7, arrivedMs: 40 }));
    const { figures } = given({}, [...seen, { pulse: pulses[5], ownMs: 7, arrivedMs: 41 }]);
    expect(figures.offset).toMatchObject({ by: 'pulse-id', p50: 7, max: 7 });
    expect(figures.latency).toMatchObject({ p50: 33, max: 34 });
    expect(figures.gaps).toEqual({ pulses: 2, first: ['1', '2'] });
    expect(figures.duplicates).toBe(1);
    expect(figures.rate).toBeCloseTo(1e9 / Number(intervalNs), 0);
    expect(figures.pulseIds).toEqual({ with: pulses.length - 1, without: 0, matched: pulses.length - 1 });
  });

  test('without pulse IDs it is tied to the nearest pulse', () => {
    const { figures } = given(
      { match: { kind: 'nearest', toleranceMs: 20 } },
      pulses.map((pulse) => ({ pulse, ownMs: -12, arrivedMs: 30, noId: true })),
    );
    expect(figures.offset).toMatchObject({ by: 'nearest', p50: -12 });
    expect(figures).toMatchObject({ gaps: { pulses: 0 }, pulseIds: { with: 0, matched: 0 } });
  });
});

describe('suggestions', () => {
  test('what is set right is left alone, and of too few nothing is concluded', () => {
    const good = pulses.map((pulse) => ({ pulse, ownMs: 1, arrivedMs: 40 }));
    expect(given({}, good).suggestions).toEqual([]);
    expect(given({ type: 'image' }, good.slice(0, samplesLeast - 1)).suggestions).toEqual([]);
  });

  test('a scalar that is set as an image becomes a scalar', () => {
    const { suggestions } = given(
      { type: 'image' },
      pulses.map((pulse) => ({ pulse, ownMs: 1, arrivedMs: 40 })),
    );
    expect(suggestions).toMatchObject([{ field: 'type', now: 'image', value: 'scalar', reason: expect.stringContaining('float64') }]);
  });

  test('IDs that all match go before times; times without IDs get a tolerance between their spread and the next pulse', () => {
    const withIds = given(
      { match: { kind: 'nearest', toleranceMs: 5 } },
      pulses.map((pulse) => ({ pulse, ownMs: 1, arrivedMs: 40 })),
    );
    expect(withIds.suggestions).toMatchObject([{ field: 'match', value: { kind: 'pulse-id' } }]);
    const without = given(
      {},
      pulses.map((pulse, at) => ({ pulse, ownMs: at % 10, arrivedMs: 40, noId: true })),
    );
    const [match] = without.suggestions;
    expect(match).toMatchObject({ field: 'match', value: { kind: 'nearest', toleranceMs: expect.any(Number) }, now: { kind: 'pulse-id' } });
    const tolerance = typeof match?.value === 'object' ? Number(match.value['toleranceMs']) : 0;
    expect(tolerance).toBeGreaterThanOrEqual(9);
    expect(tolerance).toBeLessThanOrEqual(50);
  });

  test('a slow value is the last before the pulse, with an age of some of its periods', () => {
    const slow = pulses.filter((_, at) => at % 3 === 0).map((pulse) => ({ pulse, ownMs: 0, arrivedMs: 20, noId: true }));
    expect(given({}, slow).suggestions).toMatchObject([{ field: 'match', value: { kind: 'last', maxAgeMs: 900 } }]);
  });

  test('what comes after the settle time gets a longer one, above the latest that came', () => {
    const { suggestions } = given(
      {},
      pulses.map((pulse) => ({ pulse, ownMs: 1, arrivedMs: 2000 })),
    );
    expect(suggestions).toMatchObject([{ field: 'settleMs', now: null, value: 2500, reason: expect.stringContaining('waited for') }]);
  });

  test('a clock that is behind again and again is corrected, one that wanders is not', () => {
    const behind = given(
      {},
      pulses.map((pulse) => ({ pulse, ownMs: -800, arrivedMs: 40 })),
    );
    expect(behind.suggestions).toMatchObject([{ field: 'clockOffsetMs', value: -800, now: 0, reason: expect.stringContaining('behind') }]);
    const wanders = given(
      {},
      pulses.map((pulse, at) => ({ pulse, ownMs: at % 2 === 0 ? -800 : 700, arrivedMs: 40 })),
    );
    expect(wanders.suggestions).toEqual([]);
  });
});
