import { describe, expect, test } from 'vitest';
import { suggestionsFor } from '../../core/test-capture/suggest.ts';
import { found, noise, pulsesOf, type Reading } from './known-device.ts';
import { channelOf } from './samples.ts';

const pulses = pulsesOf(300, 100);
const around = { settleMs: 500, intervalMs: 100, isLaser: true, hasGateway: false };

function suggested(readings: readonly Reading[], settings: Parameters<typeof channelOf>[0], change: Partial<typeof around> = {}) {
  return suggestionsFor(channelOf(settings), found(readings, pulses, settings, pulses, change.isLaser === false), { ...around, ...change });
}
const plain = (ownMs: number, arrivedMs = ownMs + 20) =>
  pulses.map((_, at): Reading => ({ ownMs: at * 100 + ownMs, arrivedMs: at * 100 + arrivedMs }));
const named = (ownMs: number, arrivedMs: number) =>
  pulses.map(({ pulseId }, at): Reading => ({ ownMs: at * 100 + ownMs, arrivedMs: at * 100 + arrivedMs, pulseId }));
const nearest = (toleranceMs: number) => ({ match: { kind: 'nearest', toleranceMs } }) as const;

describe('the match policy', () => {
  test('a tolerance reaches from the pulse itself, also where all readings are late by the same', () => {
    const by = noise();
    const readings = plain(30).map((each) => ({ ...each, ownMs: each.ownMs + by() }));
    expect(suggested(readings, nearest(10))).toMatchObject([{ field: 'match', value: { kind: 'nearest', toleranceMs: 48 } }]);
    expect(suggested(readings, nearest(40))).toEqual([]);
  });

  test('pulse IDs that are of no pulse here are the device’s trouble: no policy is suggested, for none would take them', () => {
    const wrong = named(3, 40).map((each) => ({ ...each, pulseId: (each.pulseId ?? 0n) + 1_000_000n }));
    expect(suggested(wrong, {})).toEqual([]);
    expect(suggested(wrong, nearest(40))).toEqual([]);
  });

  test('a few readings from before the first pulse do not hide that the others carry its IDs', () => {
    const early = Array.from({ length: 20 }, (_, at) => ({ ownMs: -100 * (at + 1), arrivedMs: -100 * at - 60, pulseId: 1n + BigInt(at) }));
    expect(suggested([...early, ...named(2, 40)], nearest(40))).toMatchObject([{ field: 'match', value: { kind: 'pulse-id' } }]);
    expect(suggested([...early, ...named(2, 40)], {})).toEqual([]);
  });

  test('an age that is shorter than the silences of a slow value becomes longer', () => {
    const slow = Array.from({ length: 15 }, (_, at) => ({ ownMs: at * 2000, arrivedMs: null }));
    const last = (maxAgeMs: number) => ({ match: { kind: 'last', maxAgeMs } }) as const;
    expect(suggested(slow, last(1000))).toMatchObject([
      { field: 'match', value: { kind: 'last', maxAgeMs: 6000 }, reason: expect.stringContaining('given up after 1 s') },
    ]);
    expect(suggested(slow, last(5000))).toEqual([]);
  });

  test('a device that sends each tenth pulse’s value, with its ID, keeps its last value: by ID it would be missing nine times of ten', () => {
    const tenth = named(0, 30).filter((_, at) => at % 10 === 0);
    expect(suggested(tenth, { match: { kind: 'last', maxAgeMs: 5000 } })).toEqual([]);
    expect(suggested(tenth, nearest(600))).toMatchObject([{ field: 'match', value: { kind: 'last' } }]);
  });

  test('a slow value that is near enough to every pulse is left as it is', () => {
    const second = Array.from({ length: 30 }, (_, at) => ({ ownMs: at * 1000, arrivedMs: null }));
    expect(suggested(second, nearest(600))).toEqual([]);
    expect(suggested(second, nearest(100))).toMatchObject([{ field: 'match', value: { kind: 'last', maxAgeMs: 3000 } }]);
  });

  test('what is set already is never suggested', () => {
    const by = noise(5);
    const free = pulses.map((_, at) => ({ ownMs: at * 100 + 49 * by(), arrivedMs: at * 100 + 90 }));
    expect(suggested(free, nearest(50))).toEqual([]);
  });
});

describe('clock and settle time', () => {
  test('a clock that is ahead is corrected once, and its tolerance stays', () => {
    const ahead = plain(1500, 20);
    expect(suggested(ahead, nearest(40))).toMatchObject([{ field: 'clockOffsetMs', value: 1480, now: 0 }]);
    expect(suggested(ahead, { ...nearest(40), clockOffsetMs: 1480 })).toEqual([]);
  });

  test('of a clock that drifts it is said that the correction holds for a while only', () => {
    const drifts = named(900, 400).map((each, at) => ({ ...each, ownMs: each.ownMs + at * 0.02 }));
    expect(suggested(drifts, {})).toMatchObject([{ field: 'clockOffsetMs', reason: expect.stringMatching(/drifts by .* an hour/) }]);
  });

  test('one straggler does not make everybody wait: the settle time is twice what 95 of 100 needed', () => {
    const late = named(1, 800).map((each, at) => (at === 7 ? { ...each, arrivedMs: 90_000 } : each));
    expect(suggested(late, {})).toMatchObject([{ field: 'settleMs', value: 1700 }]);
  });

  test('a last value is there before the pulse: nothing is waited for', () => {
    expect(suggested(plain(2, 3000), { match: { kind: 'last', maxAgeMs: 5000 } })).toEqual([]);
  });
});

test('pulses made by hand tell nothing of times and IDs', () => {
  expect(suggested(named(40, 2000), {}, { isLaser: false })).toEqual([]);
  expect(suggested(plain(40, 2000), nearest(1), { isLaser: false })).toEqual([]);
});

describe('the Gateway type', () => {
  const typed = (types: { shape: number[]; dtype: string; samples: number }[], type: 'scalar' | 'image' | 'waveform') => {
    const figures = { ...found(named(1, 40), pulses), types: types.map((each) => ({ kind: 'array', ...each })) };
    return suggestionsFor(channelOf({ type }), figures, around).map(({ value }) => value);
  };

  test('an array whose length changes is a vector all the same; of a mixture nothing is concluded', () => {
    const lengths = [100, 101, 102].map((length) => ({ shape: [length], dtype: 'float64', samples: 100 }));
    expect(typed(lengths, 'scalar')).toEqual(['vector']);
    expect(
      typed(
        [
          { shape: [5, 5], dtype: 'uint8', samples: 160 },
          { shape: [5], dtype: 'uint8', samples: 140 },
        ],
        'scalar',
      ),
    ).toEqual([]);
  });

  test('where files go to a Gateway, its manifest is spoken of', () => {
    const figures = { ...found(named(1, 40), pulses), types: [{ kind: 'xy', shape: [9], dtype: 'float64', samples: 300 }] };
    const [first] = suggestionsFor(channelOf({}), figures, { ...around, hasGateway: true });
    expect(first).toMatchObject({
      value: 'waveform',
      reason: expect.stringMatching(/^What comes is xy.*manifest has to have it/),
    });
  });

  test('what the Gateway has no type for is not given one', () => {
    expect(typed([{ shape: [3, 5, 5], dtype: 'uint8', samples: 300 }], 'image')).toEqual([]);
  });
});
