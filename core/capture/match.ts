import type { Pulse } from '../pulses/pulse.ts';
import type { MatchPolicy } from '../settings/channel.ts';

/** What a reading shows of itself before its value is looked at. */
export type Candidate = { pulseId: bigint | null; timeNs: bigint };

/**
 * An ID belongs to the pulse only near its time: a timing system that restarts at 0 gives the same ID again. One hour is far more than any
 * clock offset and far less than the time in which IDs could come round.
 */
const sameIdWithinNs = 3_600_000_000_000n;

/** Does this reading belong to the pulse by the channel's match policy? */
export function fits(policy: MatchPolicy, pulse: Pulse, candidate: Candidate): boolean {
  const offset = candidate.timeNs - pulse.timestampNs;
  switch (policy.kind) {
    case 'pulse-id':
      return candidate.pulseId === pulse.pulseId && absolute(offset) <= sameIdWithinNs;
    case 'nearest':
      return !isOfAnother(pulse, candidate) && absolute(offset) <= milliseconds(policy.toleranceMs);
    case 'last':
      return offset <= 0n && -offset <= milliseconds(policy.maxAgeMs);
  }
}

/** Of two readings, does `candidate` fit the pulse better than `best`? Equal ones: the first stays, so that a duplicate changes nothing. */
export function isBetter(policy: MatchPolicy, pulse: Pulse, candidate: Candidate, best: Candidate): boolean {
  if (policy.kind === 'last')
    return candidate.timeNs <= pulse.timestampNs && (best.timeNs > pulse.timestampNs || candidate.timeNs > best.timeNs);
  return distance(pulse, candidate) < distance(pulse, best);
}

/** Can nothing better come, so that reading on is of no use? */
export function isFinal(policy: MatchPolicy, pulse: Pulse, candidate: Candidate): boolean {
  return policy.kind === 'pulse-id'
    ? fits(policy, pulse, candidate)
    : fits(policy, pulse, candidate) && candidate.timeNs === pulse.timestampNs;
}

/**
 * Having seen a reading of time `seenNs` (with its order broken by at most `disorderNs`), can no later one fit better than `best`?
 * Never for `pulse-id`, where only the ID tells.
 */
export function isPassed(policy: MatchPolicy, pulse: Pulse, best: Candidate, seenNs: bigint, disorderNs: bigint): boolean {
  const after = seenNs - pulse.timestampNs;
  switch (policy.kind) {
    case 'pulse-id':
      return false;
    case 'nearest':
      return after > milliseconds(policy.toleranceMs) || after > distance(pulse, best) + disorderNs;
    case 'last':
      return after > disorderNs;
  }
}

/** For a reading of `last`: only the age keeps it from fitting. */
export function isStale(policy: MatchPolicy, pulse: Pulse, candidate: Candidate): boolean {
  return policy.kind === 'last' && pulse.timestampNs - candidate.timeNs > milliseconds(policy.maxAgeMs);
}

/** A reading that names another pulse is not of this one, however near its clock says it is. */
function isOfAnother({ pulseId }: Pulse, candidate: Candidate): boolean {
  return candidate.pulseId !== null && candidate.pulseId !== pulseId;
}

function distance(pulse: Pulse, { timeNs }: Candidate): bigint {
  return absolute(timeNs - pulse.timestampNs);
}

function absolute(ns: bigint): bigint {
  return ns < 0n ? -ns : ns;
}

export function milliseconds(ms: number): bigint {
  return BigInt(Math.round(ms * 1e6));
}
