import type { Pulse } from '../pulses/pulse.ts';
import { spreadOf } from './spread.ts';
import type { Sample } from './tally.ts';

/** `all`: every pulse of the time of the test, in order; `taken`: those that were captured; `made`: by hand, so that no device knows of them. */
export type TestPulses = { all: readonly Pulse[]; taken: readonly Pulse[]; made: boolean };

/** A sample with the pulse that it belongs to. */
export type Tied = { sample: Sample; pulse: Pulse };
export type Ties = { by: 'pulse-id' | 'nearest'; tied: Tied[]; matched: number };

/** A timing system begins its IDs again: the same one is of the same pulse only within this time. */
const sameIdWithinNs = 1_800_000_000_000n;
/** In Kafka before its own time by more than two machines' clocks differ. */
const aheadLeastMs = 50;

/** By IDs where most carry one of these pulses; else each pulse has the sample nearest to it, and no sample two pulses. */
export function tiesOf(samples: readonly Sample[], all: readonly Pulse[], clockMs: number): Ties {
  const byId = Map.groupBy(all, ({ pulseId }) => pulseId);
  const named = samples.flatMap((sample): Tied[] => {
    const pulse = sample.pulseId === null ? undefined : closest(byId.get(sample.pulseId) ?? [], sample.timeNs);
    return pulse === undefined || distance(pulse.timestampNs, sample.timeNs) > sameIdWithinNs ? [] : [{ sample, pulse }];
  });
  if (named.length > samples.length / 2) return { by: 'pulse-id', tied: named, matched: named.length };
  return { by: 'nearest', tied: nearestOnes(samples, all, BigInt(Math.round(clockMs * 1e6))), matched: named.length };
}

function nearestOnes(samples: readonly Sample[], all: readonly Pulse[], clockNs: bigint): Tied[] {
  const reachNs = BigInt(Math.round((intervalMs(all) * 1e6) / 2));
  const best = new Map<Pulse, { sample: Sample; away: bigint }>();
  for (const sample of samples) {
    const timeNs = sample.matchedNs - clockNs;
    const pulse = nearest(all, timeNs);
    if (pulse === undefined) continue;
    const away = distance(pulse.timestampNs, timeNs);
    const before = best.get(pulse);
    if (away <= reachNs && (before === undefined || away < before.away)) best.set(pulse, { sample, away });
  }
  return [...best].map(([pulse, { sample }]) => ({ sample, pulse }));
}

/** By how much its clock is ahead of ours: what the settings take off, and what else shows by values that stand in Kafka before their own time. */
export function clockAheadMs(samples: readonly Sample[], clockOffsetMs: number): number {
  const late = samples.flatMap(({ matchedNs, arrivedNs }) => (arrivedNs === null ? [] : [msOf(arrivedNs - matchedNs) + clockOffsetMs]));
  const found = spreadOf(late);
  return clockOffsetMs + (found !== null && found.p95 < -aheadLeastMs ? -found.p50 : 0);
}

/** Between two pulses, in the middle of all. */
export function intervalMs(pulses: readonly Pulse[]): number {
  const steps = pulses.slice(1).map((pulse, index) => msOf(pulse.timestampNs - (pulses[index]?.timestampNs ?? 0n)));
  return spreadOf(steps)?.p50 ?? 1000;
}

function nearest(pulses: readonly Pulse[], timeNs: bigint): Pulse | undefined {
  let [low, high] = [0, pulses.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pulses[middle]?.timestampNs ?? 0n) < timeNs) low = middle + 1;
    else high = middle;
  }
  return closest(pulses.slice(Math.max(0, low - 1), low + 1), timeNs);
}

function closest(pulses: readonly Pulse[], timeNs: bigint): Pulse | undefined {
  const [first, ...others] = pulses;
  if (first === undefined) return undefined;
  return others.reduce((best, each) => (distance(each.timestampNs, timeNs) < distance(best.timestampNs, timeNs) ? each : best), first);
}

function distance(left: bigint, right: bigint): bigint {
  return left < right ? right - left : left - right;
}

export function msOf(ns: bigint): number {
  return Number(ns) / 1e6;
}
