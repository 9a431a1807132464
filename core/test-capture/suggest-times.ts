import type { Suggestion } from '../contract/test-capture.ts';
import { duration } from '../contract/words.ts';
import type { ChannelSettings } from '../settings/schema.ts';
import type { Figures } from './figures.ts';
import { twoDigits } from './two-digits.ts';

type Suggested = Pick<Suggestion, 'value' | 'reason'> | null;

/** A correction that would have to change within a day is no correction. */
const driftMostMsPerHour = 10;
/** Nothing is waited for longer, whatever came once: a capture would hold up those after it. */
const settleMost = 60_000;

/** Only where it is the same again and again. Times without pulse IDs tell a clock that is ahead by standing in Kafka before they are. */
export function clockOffsetFor(
  { clockOffsetMs, match }: ChannelSettings,
  found: Figures,
  least: number,
): { value: number; reason: string } | null {
  const { offset, matchedMs, latency, pulseIds } = found;
  const enough = match.kind === 'nearest' ? match.toleranceMs : 100;
  if (offset?.by === 'pulse-id' && matchedMs !== null) {
    const value = Math.round(matchedMs.p50);
    const apart = matchedMs.max - matchedMs.min;
    if (pulseIds.matched < least || Math.abs(value - clockOffsetMs) < enough || apart > Math.abs(matchedMs.p50) / 2) return null;
    const words = `${duration(Math.abs(matchedMs.p50))} ${matchedMs.p50 < 0 ? 'behind' : 'ahead of'}`;
    return {
      value,
      reason: `Its clock is ${words} the pulses (${pulseIds.matched} readings, ${duration(apart)} apart)${driftWords(offset.driftMsPerHour)}.`,
    };
  }
  if (latency === null || pulseIds.matched > 0) return null;
  const [ahead, apart] = [-latency.p50, latency.max - latency.min];
  if (latency.p95 > -50 || Math.abs(ahead - clockOffsetMs) < enough || apart > ahead / 2) return null;
  const otherPulses = match.kind === 'nearest' ? ' Until that is taken off, readings of other pulses are captured.' : '';
  const stand = `Its values stand in Kafka ${duration(ahead)} before their own time (${found.samples} readings, ${duration(apart)} apart)`;
  return { value: Math.round(ahead), reason: `${stand}: its clock is ahead by so much or a little more.${otherPulses}` };
}

function driftWords(drift: number | null): string {
  if (drift === null || Math.abs(drift) < driftMostMsPerHour) return '';
  return `; it drifts by ${duration(Math.abs(drift))} an hour, so that this holds for a while only: better set the clock itself by the network`;
}

export function settleFor({ settleMs, match }: ChannelSettings, { reachMs, samples }: Figures, general: number, least: number): Suggested {
  const now = settleMs ?? general;
  if (reachMs === null || samples < least || match.kind === 'last' || reachMs.p95 <= now) return null;
  const value = twoDigits(Math.min(reachMs.max * 1.2, reachMs.p95 * 2) + 100);
  if (value > settleMost) return null;
  const stands = `It stands in Kafka ${duration(reachMs.p95)} after the pulse (95 of 100), at the latest after ${duration(reachMs.max)}`;
  return { value, reason: `${stands}; it is waited for ${duration(now)} now.` };
}
