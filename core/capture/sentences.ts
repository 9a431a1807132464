import type { Failure } from '../contract/errors.ts';
import { duration } from '../contract/words.ts';
import { msBetween, type Pulse } from '../pulses/pulse.ts';
import type { ChannelSettings } from '../settings/schema.ts';
import type { Absence } from '../sources/port.ts';
import type { Reading } from '../sources/reading.ts';

/** Where a channel's readings come from, as people say it. */
export function sourceName({ source }: ChannelSettings): string {
  return source.kind === 'kafka' ? `topic ${source.topic}` : `PV ${source.pv}`;
}

/** What went wrong deep inside does not know for which channel, and not always on which topic. */
export function withSource(channel: ChannelSettings, { message }: Failure): string {
  const { name, source } = channel;
  const where = source.kind === 'kafka' ? source.topic : source.pv;
  const whose = message.includes(name) ? message : `${name}: ${message}`;
  return message.includes(where) ? whose : `${whose} (${sourceName(channel)})`;
}

export function missingSentence(channel: ChannelSettings, pulse: Pulse, absence: Absence): string {
  const { name, source } = channel;
  const what = source.kind === 'kafka' ? 'message' : 'sample';
  const from = sourceName(channel);
  if (absence.seen > 0 && absence.withoutPulseId === absence.seen && channel.match.kind === 'pulse-id')
    return `${name}: the ${what}s on ${from} carry no pulse ID, so none can be matched by it. Use the match policy "nearest" for this channel.`;
  if (absence.seen === 0 && absence.newestNs === null)
    return `${name}: ${from} holds no ${what} ${senderOf(channel)} at all. Is it switched on, and is the name right?`;
  return `${name}: no ${what} ${wanted(channel, pulse)}${nearestClause(pulse, absence)}${newestClause(channel, pulse, absence)}.`;
}

/** Where a topic carries several, a wrong name finds nothing. */
function senderOf({ source }: ChannelSettings): string {
  if (source.kind === 'archiver') return 'of it';
  const { sourceName, key } = source;
  if (sourceName !== undefined) return `with sourceName "${sourceName}"`;
  return key === undefined ? 'of it' : `with key "${key}"`;
}

function wanted({ match }: ChannelSettings, { pulseId }: Pulse): string {
  switch (match.kind) {
    case 'pulse-id':
      return `for pulse ${pulseId}`;
    case 'nearest':
      return `within ${duration(match.toleranceMs)} of pulse ${pulseId}`;
    case 'last':
      return `at or before pulse ${pulseId}`;
  }
}

function nearestClause(pulse: Pulse, { nearest }: Absence): string {
  if (nearest === null) return '';
  const id = nearest.pulseId === null ? '' : ` (pulse ${nearest.pulseId})`;
  return `; the nearest${id} is ${apart(msBetween(nearest.timeNs, pulse.timestampNs))}`;
}

function newestClause(channel: ChannelSettings, pulse: Pulse, { newestNs, nearest }: Absence): string {
  if (newestNs === null || newestNs === nearest?.timeNs) return '';
  return `; the newest on ${sourceName(channel)} is ${apart(msBetween(newestNs, pulse.timestampNs))}`;
}

export function staleSentence(channel: ChannelSettings, pulse: Pulse, reading: Reading): string {
  const age = duration(msBetween(pulse.timestampNs, reading.timeNs));
  const limit = channel.match.kind === 'last' ? ` (allowed: ${duration(channel.match.maxAgeMs)})` : '';
  return `${channel.name}: the last value on ${sourceName(channel)} is ${age} old${limit}. Is the device still being read?`;
}

export function lateSentence(channel: ChannelSettings, latencyMs: number | undefined): string {
  const after = latencyMs === undefined ? 'after the settle time' : `${duration(latencyMs)} after the pulse`;
  return `${channel.name}: its reading came ${after}, too late for the file. Capture the pulse again to get it, or allow a longer settle time.`;
}

export function capturedSentence(channel: ChannelSettings, offsetMs: number): string {
  return `${channel.name}: captured from ${sourceName(channel)}, ${apart(offsetMs)}.`;
}

function apart(offsetMs: number): string {
  if (Math.abs(offsetMs) < 0.001) return 'at the pulse';
  return `${duration(Math.abs(offsetMs))} ${offsetMs < 0 ? 'older' : 'newer'} than the pulse`;
}
