import type { Spread, TestChannel } from '../contract/test-capture.ts';
import { gapsIn } from './gaps.ts';
import { type Rhythm, rateOf, rhythmOf, timesOf } from './rhythm.ts';
import { driftOf, spreadOf } from './spread.ts';
import type { Sample, Tally } from './tally.ts';
import { clockAheadMs, intervalMs, msOf, type TestPulses, type Tied, tiesOf } from './tie.ts';

export type Figures = Omit<TestChannel, 'captured' | 'gateway' | 'suggestions'> & {
  /** From the pulse until it stood in Kafka; for suggestions. */
  reachMs: Spread | null;
  /** Of the time that captures match by, minus the pulse's. */
  matchedMs: Spread | null;
  rhythm: Rhythm;
};

/** Pure: what is said of a channel out of what has come. */
export function figuresOf(tally: Tally, { all, taken, made }: TestPulses): Figures {
  const { samples, settings, count, bytes, channel, device, source } = tally;
  const clockMs = clockAheadMs(samples, settings?.clockOffsetMs ?? 0);
  const ties = tiesOf(samples, all, clockMs);
  const tied = made ? [] : ties.tied;
  const sizes = bytes.toSorted((left, right) => left - right);
  const duplicates = duplicatesIn(samples);
  const withIds = samples.filter(({ pulseId }) => pulseId !== null).length;
  return {
    ...{ channel, device, source, samples: count, rate: rateOf(samples, duplicates), units: tally.units },
    types: [...tally.types.values()].sort((left, right) => right.samples - left.samples),
    bytes: sizes.length === 0 ? null : { p50: sizes[Math.ceil(sizes.length / 2) - 1] ?? 0, max: sizes.at(-1) ?? 0 },
    latency: spreadOf(samples.flatMap(({ timeNs, arrivedNs }) => (arrivedNs === null ? [] : [msOf(arrivedNs - timeNs)]))),
    offset: offsetOf(tied, ties.by),
    pulseIds: { with: withIds, without: samples.length - withIds, matched: ties.matched },
    gaps: gapsIn(taken, { samples, settings, ties, clockMs, pulsesEveryMs: intervalMs(all) }),
    duplicates,
    alarms: Object.fromEntries(tally.alarms),
    decodeErrors: tally.troubles,
    matchedMs: spreadOf(tied.map(({ sample, pulse }) => msOf(sample.matchedNs - pulse.timestampNs))),
    reachMs: spreadOf(
      tied.flatMap(({ sample: { arrivedNs }, pulse }) => (arrivedNs === null ? [] : [msOf(arrivedNs - pulse.timestampNs)])),
    ),
    rhythm: rhythmOf(timesOf(samples, clockMs)),
  };
}

function offsetOf(tied: readonly Tied[], by: 'pulse-id' | 'nearest'): TestChannel['offset'] {
  const points = tied
    .map(({ sample, pulse }) => ({ atMs: msOf(pulse.timestampNs), value: msOf(sample.timeNs - pulse.timestampNs) }))
    .sort((left, right) => left.atMs - right.atMs);
  const offsets = spreadOf(points.map(({ value }) => value));
  return offsets && { ...offsets, by, driftMsPerHour: driftOf(points) };
}

/** One that is sent again comes within so long; the same ID later is of another pulse, where a timing system begins again. */
const againWithinNs = 10_000_000_000n;

function duplicatesIn(samples: readonly Sample[]): number {
  const [byId, byTime] = [new Map<bigint, bigint>(), new Set<bigint>()];
  let count = 0;
  for (const { pulseId, timeNs } of samples) {
    if (pulseId === null) {
      if (byTime.has(timeNs)) count += 1;
      byTime.add(timeNs);
      continue;
    }
    const awayNs = timeNs - (byId.get(pulseId) ?? timeNs + againWithinNs);
    if (awayNs < againWithinNs && awayNs > -againWithinNs) count += 1;
    byId.set(pulseId, timeNs);
  }
  return count;
}
