import { counted, listed } from '../contract/words.ts';
import type { PvsHeld, TopicsHeld } from '../intake/inventory.ts';
import { msBetween, type Pulse } from '../pulses/pulse.ts';
import type { PulseSourceSettings } from '../settings/sources.ts';
import type { Manifest } from '../upload/port.ts';

/** The rest is counted: the sentence is for a line of the screen. */
const namedMost = 8;
/** Less is not worth a word. */
const clocksDifferMs = 100;

/** `wanted`: topics of the devices. */
export function kafkaSentence({ brokers, names }: TopicsHeld, wanted: readonly string[]): string {
  const held = new Set(names);
  const missing = wanted.filter((topic) => !held.has(topic));
  const where = brokers === null ? '' : `${counted(brokers, 'broker')}, `;
  return `${where}${counted(names.length, 'topic')}. ${foundOf('topic', wanted, missing)}`;
}

/** `url`: null in a simulation. */
export function archiverSentence(
  url: string | null,
  { unknown, disconnected }: PvsHeld,
  wanted: readonly string[],
  answerMs: number,
): string {
  const host = url === null ? 'The simulated Archiver' : `The Archiver at ${new URL(url).host}`;
  const apart = disconnected.length === 0 ? '' : ` Without a connection to their device now: ${listed(disconnected, namedMost)}.`;
  return `${host} answers in ${Math.max(1, Math.round(answerMs))} ms. ${foundOf('PV', wanted, unknown)}${apart}`;
}

export function pulsesSentence({ pulseId, timestampNs }: Pulse, source: PulseSourceSettings, nowMs: number): string {
  const ageMs = msBetween(timestampNs, BigInt(nowMs) * 1_000_000n);
  const age =
    ageMs < -clocksDifferMs
      ? `${seconds(-ageMs)} ahead of this machine's clock`
      : `${seconds(Math.max(0, ageMs))} old by this machine's clock`;
  return `The newest pulse on ${whereOf(source)} is ${pulseId}, ${age}.`;
}

export function gatewaySentence(version: string, { channels }: Manifest, wanted: readonly string[]): string {
  const missing = wanted.filter((name) => !channels.has(name));
  return `Gateway ${version}, logged in, its manifest has ${counted(channels.size, 'channel')}. ${foundOf('channel', wanted, missing)}`;
}

function foundOf(what: string, wanted: readonly string[], missing: readonly string[]): string {
  if (wanted.length === 0) return `The devices have no ${what} there yet.`;
  const found = `${wanted.length - missing.length} of ${counted(wanted.length, what)} of the devices ${wanted.length === 1 ? 'is' : 'are'} there`;
  return missing.length === 0 ? `${found}.` : `${found}; missing: ${listed(missing, namedMost)}.`;
}

function whereOf(source: PulseSourceSettings): string {
  if (source.kind === 'simulation') return 'the simulated facility';
  return source.kind === 'kafka' ? `topic ${source.topic}` : `PV ${source.pv}`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
