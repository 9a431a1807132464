import type { ChannelOutcome, OutcomeCode } from '../contract/api.ts';
import { assertNever, type Failure, failure } from '../contract/errors.ts';
import { msBetween, type Pulse } from '../pulses/pulse.ts';
import type { ChannelSettings } from '../settings/schema.ts';
import type { Answer } from '../sources/port.ts';
import type { Reading } from '../sources/reading.ts';
import { bytesOf } from '../sources/value.ts';
import type { ExpectedChannel } from './expected.ts';
import { capturedSentence, lateSentence, missingSentence, staleSentence, withSource } from './sentences.ts';

/** A reading to be written, which may still be refused by the layout, or the reason why there is none. */
export type Decision = { take: Reading; outcome: ChannelOutcome } | { take: null; outcome: ChannelOutcome };

/** The one place where a source's answer becomes an outcome. Pure. */
export function decide(expected: ExpectedChannel, pulse: Pulse, answer: Answer): Decision {
  const { channel } = expected;
  switch (answer.kind) {
    case 'reading':
      return { take: answer.reading, outcome: capturedOutcome(expected, pulse, answer.reading) };
    case 'stale': {
      const { code: _, sentence: __, ...facts } = capturedOutcome(expected, pulse, answer.reading);
      return miss(expected, 'stale', staleSentence(channel, pulse, answer.reading), undefined, facts);
    }
    case 'absent':
      return miss(expected, 'missing', missingSentence(channel, pulse, answer.absence));
    case 'undecodable':
      return miss(expected, codeOf(answer.failure), withSource(channel, answer.failure), answer.failure);
    case 'unreachable':
      return miss(expected, 'unreachable', withSource(channel, answer.failure), answer.failure);
    default:
      return assertNever(answer);
  }
}

/** A value too large for the memory there is, or compressed by a codec, was found but cannot be taken. */
function codeOf({ code }: Failure): OutcomeCode {
  if (code === 'VALUE_TOO_LARGE' || code === 'CODEC_UNSUPPORTED') return 'refused';
  return code === 'VALUE_WRONG_TYPE' ? 'wrong-type' : 'undecodable';
}

/** What the layout would not take, although it was found. */
export function refusedOutcome(captured: ChannelOutcome, code: 'refused' | 'wrong-type', why: Failure): ChannelOutcome {
  return { ...captured, code, sentence: why.message, failure: why };
}

/** Stop was asked for before the source had answered. */
export function stoppedOutcome({ device, channel }: ExpectedChannel): ChannelOutcome {
  const sentence = `${channel.name}: the capture was stopped before its reading had come.`;
  return { channel: channel.name, device, code: 'missing', sentence, failure: failure('STOPPED', sentence) };
}

/** Found by the look after the settle time. */
export function lateOutcome(expected: ExpectedChannel, pulse: Pulse, reading: Reading): ChannelOutcome {
  const found = capturedOutcome(expected, pulse, reading);
  return { ...found, code: 'late', sentence: lateSentence(expected.channel, found.latencyMs) };
}

/** Its exporter died, and the sources no longer hold the pulse. */
export function lostOutcome(missed: ChannelOutcome): ChannelOutcome {
  return { ...missed, code: 'lost', sentence: `${missed.sentence} The exporter had died before it could be captured.` };
}

function miss(
  { device, channel }: ExpectedChannel,
  code: OutcomeCode,
  sentence: string,
  why?: Failure,
  facts: Partial<ChannelOutcome> = {},
): Decision {
  const outcome = { ...facts, channel: channel.name, device, code, sentence };
  return { take: null, outcome: why === undefined ? outcome : { ...outcome, failure: why } };
}

function capturedOutcome({ device, channel }: ExpectedChannel, pulse: Pulse, reading: Reading): ChannelOutcome {
  const offsetMs = msBetween(reading.timeNs, pulse.timestampNs);
  return {
    channel: channel.name,
    device,
    code: 'captured',
    sentence: capturedSentence(channel, offsetMs),
    offsetMs,
    bytes: bytesOf(reading.value),
    provenance: reading.provenance,
    ...(channel.match.kind === 'last' ? { ageMs: -offsetMs } : {}),
    ...(reading.arrivedNs === null ? {} : { latencyMs: msBetween(reading.arrivedNs, pulse.timestampNs) }),
    ...pixelsOf(channel, reading),
    ...(reading.alarm === null ? {} : { alarm: { severity: reading.alarm.severity, status: reading.alarm.status } }),
  };
}

/** A truth value is written as a byte. */
function pixelsOf({ type }: ChannelSettings, { value }: Reading): Pick<ChannelOutcome, 'pixels'> {
  if (type !== 'image' || (value.kind !== 'image' && value.kind !== 'array')) return {};
  const { dtype, shape } = value.data;
  return { pixels: { dtype: dtype === 'bool' ? 'uint8' : dtype, shape: [...shape] } };
}
