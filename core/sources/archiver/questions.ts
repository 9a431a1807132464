import { milliseconds } from '../../capture/match.ts';
import type { Pulse } from '../../pulses/pulse.ts';
import type { ChannelSettings, ChannelSource } from '../../settings/channel.ts';

export type ArchiverChannel = ChannelSettings & { source: Extract<ChannelSource, { kind: 'archiver' }> };

/** One question to the appliance, and the channels it answers: two channels of the same PV and policy are one question. */
export type Question = { channel: ArchiverChannel; names: string[] };

/** On the PV's own clock. */
export type Window = { fromNs: bigint; toNs: bigint };

export function isArchiverChannel(channel: ChannelSettings): channel is ArchiverChannel {
  return channel.source.kind === 'archiver';
}

export function toQuestions(channels: readonly ArchiverChannel[]): Question[] {
  const questions = new Map<string, Question>();
  for (const channel of channels) {
    const { source, match, clockOffsetMs, settleMs } = channel;
    const key = JSON.stringify([source.pv, match, clockOffsetMs, settleMs]);
    const same = questions.get(key);
    if (same === undefined) questions.set(key, { channel, names: [channel.name] });
    else same.names.push(channel.name);
  }
  return [...questions.values()];
}

/**
 * The appliance puts the last sample at or before the window in front, however old: one look back of this length finds the newest sample before a pulse
 * without fetching a whole maximum age of them (a minute of a 10 Hz waveform is 12 MB).
 */
const lookBackMs = 1000;

/** Samples carry no pulse ID, so `pulse-id` matches none; it is asked like `last`, for the facts of the answer. */
export function windowOf({ match, clockOffsetMs }: ArchiverChannel, pulse: Pulse): Window {
  const atNs = pulse.timestampNs + milliseconds(clockOffsetMs);
  if (match.kind === 'nearest') {
    const toleranceNs = milliseconds(match.toleranceMs);
    return { fromNs: atNs - toleranceNs, toNs: atNs + toleranceNs };
  }
  const backMs = match.kind === 'last' ? Math.min(match.maxAgeMs, lookBackMs) : lookBackMs;
  return { fromNs: atNs - milliseconds(backMs), toNs: atNs };
}

/**
 * The whole maximum age, for an appliance that put nothing in front: older ones lose that sample near the border of a partition
 * (epicsarchiverap issue 323). Null where the first window was all of it.
 */
export function widerWindowOf({ match, clockOffsetMs }: ArchiverChannel, pulse: Pulse): Window | null {
  if (match.kind !== 'last' || match.maxAgeMs <= lookBackMs) return null;
  const atNs = pulse.timestampNs + milliseconds(clockOffsetMs);
  return { fromNs: atNs - milliseconds(match.maxAgeMs), toNs: atNs };
}
