import type { Spread, TestChannel } from '../contract/test-capture.ts';
import type { Pulse } from '../pulses/pulse.ts';
import { driftOf, spreadOf } from './spread.ts';
import type { Sample, Tally } from './tally.ts';

/** `all`: every pulse of the time of the test, in order; `taken`: those that were captured. */
export type TestPulses = { all: readonly Pulse[]; taken: readonly Pulse[] };

export type Figures = Omit<TestChannel, 'captured' | 'gateway' | 'suggestions'> & {
  /** From the pulse until it stood in Kafka; for suggestions. */
  reachMs: { max: number; p95: number } | null;
  /** Of the time that captures match by, minus the pulse's. */
  matchedMs: Spread | null;
};

const gapsNamed = 5;

/** Pure: what is said of a channel out of what has come. */
export function figuresOf(tally: Tally, { all, taken }: TestPulses): Figures {
  const { samples, count, bytes, channel, device, source } = tally;
  const byId = new Map(all.map((pulse) => [pulse.pulseId, pulse]));
  const withIds = samples.filter(({ pulseId }) => pulseId !== null);
  const matched = withIds.filter(({ pulseId }) => pulseId !== null && byId.has(pulseId));
  const by = matched.length > samples.length / 2 ? 'pulse-id' : 'nearest';
  const reach = intervalMs(all) / 2;
  const pulseOf = (sample: Sample): Pulse | null =>
    by === 'pulse-id' ? (sample.pulseId !== null && byId.get(sample.pulseId)) || null : nearest(all, sample.matchedNs, reach);
  const tied = samples.flatMap((sample) => {
    const pulse = pulseOf(sample);
    return pulse === null ? [] : [{ sample, pulse, offset: msOf(sample.timeNs - pulse.timestampNs) }];
  });
  const offsets = spreadOf(tied.map(({ offset }) => offset));
  const reached = spreadOf(
    tied.flatMap(({ sample: { arrivedNs }, pulse }) => (arrivedNs === null ? [] : [msOf(arrivedNs - pulse.timestampNs)])),
  );
  const sizes = bytes.toSorted((left, right) => left - right);
  return {
    ...{ channel, device, source, samples: count, rate: rateOf(samples), units: tally.units },
    types: [...tally.types.values()].sort((left, right) => right.samples - left.samples),
    bytes: sizes.length === 0 ? null : { p50: sizes[Math.ceil(sizes.length / 2) - 1] ?? 0, max: sizes.at(-1) ?? 0 },
    latency: spreadOf(samples.flatMap(({ timeNs, arrivedNs }) => (arrivedNs === null ? [] : [msOf(arrivedNs - timeNs)]))),
    offset: offsets && {
      ...offsets,
      by,
      driftMsPerHour: driftOf(
        tied.map(({ pulse, offset }) => ({ atMs: msOf(pulse.timestampNs), value: offset })).sort((a, b) => a.atMs - b.atMs),
      ),
    },
    pulseIds: { with: withIds.length, without: samples.length - withIds.length, matched: matched.length },
    gaps: gapsIn(taken, new Set(tied.map(({ pulse }) => pulse.pulseId)), samples, by),
    duplicates: duplicatesIn(samples),
    alarms: Object.fromEntries(tally.alarms),
    decodeErrors: tally.troubles,
    matchedMs: spreadOf(tied.map(({ sample, pulse }) => msOf(sample.matchedNs - pulse.timestampNs))),
    reachMs: reached && { max: reached.max, p95: reached.p95 },
  };
}

/** Without pulse IDs a slow channel has no sample of its own for each pulse: it lacks one where it was silent for longer than usual. */
function gapsIn(
  taken: readonly Pulse[],
  seen: ReadonlySet<bigint>,
  samples: readonly Sample[],
  by: 'pulse-id' | 'nearest',
): TestChannel['gaps'] {
  const usual = 1.5 * (periodMs(samples) ?? 0);
  const times = samples.map(({ timeNs }) => timeNs);
  const isThere = (pulse: Pulse) =>
    seen.has(pulse.pulseId) || (by === 'nearest' && times.some((timeNs) => Math.abs(msOf(timeNs - pulse.timestampNs)) <= usual));
  const lacking = taken.filter((pulse) => !isThere(pulse));
  return { pulses: lacking.length, first: lacking.slice(0, gapsNamed).map(({ pulseId }) => String(pulseId)) };
}

function duplicatesIn(samples: readonly Sample[]): number {
  return samples.length - new Set(samples.map(({ pulseId, timeNs }) => (pulseId === null ? `at ${timeNs}` : `of ${pulseId}`))).size;
}

function rateOf(samples: readonly Sample[]): number | null {
  const times = samples.map(({ timeNs }) => timeNs).sort((left, right) => (left < right ? -1 : 1));
  const [first] = times;
  const last = times.at(-1);
  if (first === undefined || last === undefined || last === first) return null;
  return (times.length - 1) / (msOf(last - first) / 1000);
}

export function periodMs(samples: readonly Sample[]): number | null {
  const rate = rateOf(samples);
  return rate === null ? null : 1000 / rate;
}

/** Between two pulses, in the middle of all. */
export function intervalMs(pulses: readonly Pulse[]): number {
  const steps = pulses.slice(1).map((pulse, index) => msOf(pulse.timestampNs - (pulses[index]?.timestampNs ?? 0n)));
  return spreadOf(steps)?.p50 ?? 1000;
}

function nearest(pulses: readonly Pulse[], timeNs: bigint, reachMs: number): Pulse | null {
  let [low, high] = [0, pulses.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pulses[middle]?.timestampNs ?? 0n) < timeNs) low = middle + 1;
    else high = middle;
  }
  const near = pulses.slice(Math.max(0, low - 1), low + 1).map((pulse) => ({ pulse, away: Math.abs(msOf(pulse.timestampNs - timeNs)) }));
  const best = near.sort((left, right) => left.away - right.away)[0];
  return best !== undefined && best.away <= reachMs ? best.pulse : null;
}

export function msOf(ns: bigint): number {
  return Number(ns) / 1e6;
}
