import { ExporterError } from '../contract/errors.ts';
import { stepBetween } from './cadence.ts';
import { isoMs, nsPerSecond, type Pulse } from './pulse.ts';

/** A source that can be asked for pulses by time only. */
export type Timeline = {
  /** For sentences: "topic timing". */
  name: string;
  newest(signal: AbortSignal): Promise<Pulse>;
  /** Pulses with fromNs <= time <= toNs, and the last one before them where there is one, oldest first. */
  around(fromNs: bigint, toNs: bigint, signal: AbortSignal): Promise<Pulse[]>;
};

/** Each look is one or two requests; halving a year down to one pulse at 10 Hz takes 29. */
const looksAtMost = 48;
/** On either side of the place looked at: also how far out of order a pulse may be. */
const reachNs = nsPerSecond;
const usualPeriodNs = 100_000_000n;

/** What is known of where the pulse lies. `lower` may be a time only, below which it cannot be. */
type Bracket = { upper: Pulse; lower: Pulse | null; lowerNs: bigint | null };

/**
 * Looks a pulse up by its ID, in the newest run of IDs first. Its time is estimated from the rate and corrected from what is found there; where the
 * rate misleads, because the laser stood still for a while, the bracket is halved.
 */
export async function findPulse(timeline: Timeline, pulseId: bigint, signal: AbortSignal): Promise<Pulse> {
  const newest = await timeline.newest(signal);
  const recent = await timeline.around(newest.timestampNs - 2n * reachNs, newest.timestampNs, signal);
  const seen = [newest, ...recent].find((pulse) => pulse.pulseId === pulseId);
  if (seen !== undefined) return seen;
  const periodNs = periodOf(recent) ?? usualPeriodNs;
  const top = newest.pulseId > pulseId ? newest : await endOfRunBefore(timeline, newest, periodNs, signal);
  const found = top === null || top.pulseId < pulseId ? null : await search(timeline, top, pulseId, periodNs, signal);
  if (found !== null) return found;
  const held = `The newest is ${newest.pulseId} of ${isoMs(newest.timestampNs)}.`;
  const sentence = `There is no pulse ${pulseId} on ${timeline.name}: it has not happened, was left out, or is not kept any more. ${held}`;
  throw new ExporterError('PULSE_UNKNOWN', sentence, { facts: { pulseId: String(pulseId), newest: String(newest.pulseId) } });
}

/** IDs normally begin again near 0, so the run before ended about where this one's ID was 0. */
async function endOfRunBefore(timeline: Timeline, newest: Pulse, periodNs: bigint, signal: AbortSignal): Promise<Pulse | null> {
  const beganNs = atLeastZero(newest.timestampNs - newest.pulseId * periodNs);
  const pulses = await timeline.around(beganNs - reachNs, beganNs + reachNs, signal);
  return pulses.findLast(({ pulseId }) => pulseId > newest.pulseId) ?? null;
}

async function search(timeline: Timeline, top: Pulse, pulseId: bigint, periodNs: bigint, signal: AbortSignal): Promise<Pulse | null> {
  if (top.pulseId === pulseId) return top;
  let bracket: Bracket = { upper: top, lower: null, lowerNs: null };
  for (let turn = 0; turn < looksAtMost; turn++) {
    const atNs = placeToLook(bracket, pulseId, periodNs, turn);
    const pulses = await timeline.around(atNs - reachNs, atNs + reachNs, signal);
    const hit = pulses.findLast((pulse) => pulse.pulseId === pulseId);
    if (hit !== undefined) return hit;
    const next = narrow(bracket, pulses, atNs, (pulse) => pulse.pulseId > pulseId && pulse.pulseId <= top.pulseId);
    if (next === null || (next.lowerNs !== null && next.lowerNs >= next.upper.timestampNs)) return null;
    bracket = next;
  }
  return null;
}

/** Where the rate says; but halving each third time, and, while nothing earlier is known, in doubling strides back each second time. */
function placeToLook({ upper, lower, lowerNs }: Bracket, pulseId: bigint, periodNs: bigint, turn: number): bigint {
  const step = lower === null ? periodNs : (upper.timestampNs - lower.timestampNs) / (upper.pulseId - lower.pulseId);
  const estimate = upper.timestampNs - (upper.pulseId - pulseId) * step;
  if (lowerNs === null) return atLeastZero(turn % 2 === 0 ? estimate : upper.timestampNs - (reachNs << BigInt(turn)));
  const outside = estimate <= lowerNs || estimate >= upper.timestampNs;
  return outside || turn % 3 === 2 ? (lowerNs + upper.timestampNs) / 2n : estimate;
}

/** Null where an earlier and a later pulse are neighbours, so that the wanted one is nowhere between. Pure. */
function narrow(
  { upper, lower, lowerNs }: Bracket,
  pulses: readonly Pulse[],
  atNs: bigint,
  isLater: (pulse: Pulse) => boolean,
): Bracket | null {
  const inside = pulses.filter(({ timestampNs }) => timestampNs < upper.timestampNs);
  const lastEarlier = inside.findLastIndex((pulse) => !isLater(pulse));
  const earlier = inside[lastEarlier];
  const later = inside[lastEarlier + 1];
  if (earlier !== undefined && later !== undefined) return null;
  if (later !== undefined) return { upper: later, lower, lowerNs };
  // Nothing later was seen as far as we looked, so the pulse lies beyond that.
  const beyondNs = atNs + reachNs;
  return { upper, lower: earlier ?? lower, lowerNs: lowerNs === null || beyondNs > lowerNs ? beyondNs : lowerNs };
}

function atLeastZero(ns: bigint): bigint {
  return ns < 0n ? 0n : ns;
}

/** Nanoseconds for each step of the ID in the newest run; null where that cannot be told. */
function periodOf(pulses: readonly Pulse[]): bigint | null {
  const began = pulses.findLastIndex((pulse, index) => stepBetween(pulses[index - 1] ?? null, pulse) === 'new-run');
  const [first, last] = [pulses[Math.max(0, began)], pulses.at(-1)];
  if (first === undefined || last === undefined || last.pulseId <= first.pulseId) return null;
  const period = (last.timestampNs - first.timestampNs) / (last.pulseId - first.pulseId);
  return period > 0n ? period : null;
}
