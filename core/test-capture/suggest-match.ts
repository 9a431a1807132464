import type { Suggestion } from '../contract/test-capture.ts';
import { duration } from '../contract/words.ts';
import type { ChannelSettings } from '../settings/schema.ts';
import type { Figures } from './figures.ts';
import { twoDigits } from './two-digits.ts';

/** Milliseconds. `clockMs`: what is, or is suggested to be, taken off its times. */
export type MatchAround = { intervalMs: number; clockMs: number };
type Suggested = Pick<Suggestion, 'value' | 'reason'> | null;

/** IDs where they are right; else by time. IDs that are of no pulse here say that the device is wrong, and no policy mends that. */
export function matchFor({ match }: ChannelSettings, found: Figures, around: MatchAround): Suggested {
  const { pulseIds } = found;
  const seen = pulseIds.with + pulseIds.without;
  const isFast = found.rate !== null && found.rate * (around.intervalMs / 1000) >= 0.8;
  if (pulseIds.matched >= 0.9 * seen) {
    if (match.kind === 'pulse-id') return null;
    if (!isFast) return lastFor(match, found, around);
    return { value: { kind: 'pulse-id' }, reason: `${pulseIds.matched} of ${seen} readings carry the ID of a pulse of this test.` };
  }
  if (pulseIds.with > 0.1 * seen) return null;
  if (!isFast && match.kind === 'nearest' && match.toleranceMs >= (found.rhythm.longestMs ?? Number.POSITIVE_INFINITY) / 2) return null;
  return isFast ? nearestFor(match, found, around) : lastFor(match, found, around);
}

function nearestFor(match: ChannelSettings['match'], { pulseIds, matchedMs }: Figures, { intervalMs, clockMs }: MatchAround): Suggested {
  if (matchedMs === null || match.kind === 'last') return null;
  const farthest = Math.max(Math.abs(matchedMs.max - clockMs), Math.abs(matchedMs.min - clockMs));
  const most = Math.floor(intervalMs / 2);
  if (match.kind === 'nearest' && match.toleranceMs >= Math.min(farthest, most) && match.toleranceMs <= intervalMs / 2) return null;
  const toleranceMs = Math.max(1, Math.min(twoDigits(farthest * 1.5 + 1), most));
  const lies = `the reading nearest to a pulse is at most ${duration(farthest)} from it${clockMs === 0 ? '' : `, ${duration(Math.abs(clockMs))} of its clock taken off`}`;
  return {
    value: { kind: 'nearest', toleranceMs },
    reason: `${pulseIds.with === 0 ? 'None' : `Only ${pulseIds.with}`} of ${pulseIds.with + pulseIds.without} readings carries a pulse ID; ${lies}, and pulses are ${duration(intervalMs)} apart.`,
  };
}

function lastFor(match: ChannelSettings['match'], { rhythm: { everyMs, longestMs } }: Figures, { intervalMs }: MatchAround): Suggested {
  if (everyMs === null || longestMs === null) return null;
  if (match.kind === 'last' && match.maxAgeMs >= longestMs) return null;
  const often = `It comes every ${duration(everyMs)}, at the longest after ${duration(longestMs)}, and pulses every ${duration(intervalMs)}`;
  const so =
    match.kind === 'last' ? `its value is given up after ${duration(match.maxAgeMs)} now` : 'the newest before a pulse is its value';
  return { value: { kind: 'last', maxAgeMs: twoDigits(Math.max(3 * everyMs, 1.5 * longestMs)) }, reason: `${often}: ${so}.` };
}
