import { duration } from '../capture/sentences.ts';
import type { Suggestion } from '../contract/test-capture.ts';
import type { ChannelSettings } from '../settings/schema.ts';
import type { Figures } from './figures.ts';

/** Of fewer nothing is concluded. */
export const samplesLeast = 10;

/** What the settings hold besides the channel: the general settle time, and milliseconds between two pulses. */
export type Around = { settleMs: number; intervalMs: number };

/** What the settings of a channel could be by what has come; each with the figures it rests on. Pure. */
export function suggestionsFor(settings: ChannelSettings, found: Figures, around: Around): Suggestion[] {
  const seen = found.pulseIds.with + found.pulseIds.without;
  if (seen < samplesLeast) return [];
  return [
    ...typeOf(settings, found),
    ...matchOf(settings, found, around, seen),
    ...clockOf(settings, found),
    ...settleOf(settings, found, around),
  ];
}

function typeOf({ name, type }: ChannelSettings, { types }: Figures): Suggestion[] {
  const [main] = types;
  if (main === undefined) return [];
  const axes = main.shape.length;
  const isWhole = main.dtype === 'uint8' || main.dtype === 'uint16';
  const picture = isWhole ? 'image' : 'float_image';
  const fits: Readonly<Record<string, readonly string[]>> = {
    ...{ number: ['scalar'], text: ['scalar'], texts: ['scalar'], xy: ['waveform'], image: [picture] },
    array: axes === 2 ? [picture] : main.shape[0] === 1 ? ['scalar', 'vector', 'waveform'] : ['vector', 'waveform'],
  };
  const possible = fits[main.kind] ?? [];
  const [best] = possible;
  if (best === undefined || possible.includes(type)) return [];
  const came = `${main.kind}${main.dtype === null ? '' : ` of ${main.dtype}`}${axes === 0 ? '' : `, ${main.shape.join(' × ')}`}`;
  return [
    { channel: name, field: 'type', value: best, now: type, reason: `What comes is ${came} (${main.samples} times), which is no ${type}.` },
  ];
}

function matchOf(
  { name, match }: ChannelSettings,
  { pulseIds, matchedMs: offset, rate }: Figures,
  { intervalMs }: Around,
  seen: number,
): Suggestion[] {
  const suggest = (value: Suggestion['value'], reason: string): Suggestion[] => [
    { channel: name, field: 'match', value, now: { ...match }, reason },
  ];
  if (pulseIds.matched >= 0.99 * seen)
    return match.kind === 'pulse-id'
      ? []
      : suggest({ kind: 'pulse-id' }, `${pulseIds.matched} of ${seen} carry the ID of a pulse of this test.`);
  if (match.kind === 'pulse-id' && pulseIds.matched > 0.5 * seen) return []; // some are lost; the IDs are right
  const isFast = rate !== null && rate * (intervalMs / 1000) >= 0.8;
  if (isFast && offset !== null) {
    const needed = round(Math.max(offset.max - offset.p50, offset.p50 - offset.min) * 1.5 + 1);
    const toleranceMs = Math.min(needed, Math.floor(intervalMs / 2));
    if (match.kind === 'nearest' && match.toleranceMs >= needed && match.toleranceMs <= intervalMs / 2) return [];
    return suggest(
      { kind: 'nearest', toleranceMs },
      `${pulseIds.with} of ${seen} carry a pulse ID; their times lie ${duration(offset.max - offset.min)} apart around the pulse, and pulses ${duration(intervalMs)}.`,
    );
  }
  if (match.kind === 'last' || rate === null) return [];
  const maxAgeMs = round(3000 / rate);
  return suggest(
    { kind: 'last', maxAgeMs },
    `It comes every ${duration(1000 / rate)} and pulses every ${duration(intervalMs)}: the newest before a pulse is its value.`,
  );
}

/** Only where it is the same again and again. Times without pulse IDs tell a clock that is ahead by standing in Kafka before they are. */
function clockOf({ name, clockOffsetMs, match }: ChannelSettings, { offset, matchedMs, latency, pulseIds }: Figures): Suggestion[] {
  const suggest = (value: number, reason: string): Suggestion[] => [
    { channel: name, field: 'clockOffsetMs', value, now: clockOffsetMs, reason },
  ];
  const least = match.kind === 'nearest' ? match.toleranceMs : 100;
  if (offset?.by === 'pulse-id' && matchedMs !== null) {
    const value = Math.round(matchedMs.p50);
    const apart = matchedMs.max - matchedMs.min;
    if (Math.abs(value - clockOffsetMs) < least || apart > Math.abs(matchedMs.p50) / 2) return [];
    const words = `${duration(Math.abs(matchedMs.p50))} ${matchedMs.p50 < 0 ? 'behind' : 'ahead of'}`;
    return suggest(value, `Its clock is ${words} the pulses (${pulseIds.matched} samples, ${duration(apart)} apart).`);
  }
  if (latency === null || pulseIds.matched > 0) return [];
  const [ahead, apart] = [-latency.p50, latency.max - latency.min];
  if (latency.p95 > -50 || Math.abs(ahead - clockOffsetMs) < least || apart > ahead / 2) return [];
  return suggest(
    Math.round(ahead),
    `Its values stand in Kafka ${duration(ahead)} before their own time: its clock is ahead by so much or a little more.`,
  );
}

function settleOf({ name, settleMs }: ChannelSettings, { reachMs }: Figures, around: Around): Suggestion[] {
  const now = settleMs ?? around.settleMs;
  if (reachMs === null || reachMs.p95 <= now) return [];
  const value = round(reachMs.max * 1.2 + 100);
  const reason = `It stands in Kafka ${duration(reachMs.p95)} after the pulse (95 of 100), at the latest after ${duration(reachMs.max)}; it is waited for ${duration(now)} now.`;
  return [{ channel: name, field: 'settleMs', value, now: settleMs ?? null, reason }];
}

/** Two digits that count, upwards. */
function round(ms: number): number {
  const ten = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, ms))) - 1);
  return Math.ceil(ms / ten - 1e-6) * ten;
}
