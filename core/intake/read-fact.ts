import { ExporterError } from '../contract/errors.ts';
import type { Pulse } from '../pulses/pulse.ts';
import { type ChannelSettings, channelSchema } from '../settings/channel.ts';
import type { FactSettings } from '../settings/schema.ts';
import type { Source } from '../sources/port.ts';
import type { Value } from '../sources/value.ts';

/**
 * A fact of the pulse from a topic or a PV: its last value at or before the pulse, found in the same way as any channel's. Fails with an ExporterError that names the
 * source.
 */
export async function readFact(source: Source, fact: FactSettings, pulse: Pulse, signal: AbortSignal): Promise<string> {
  if (fact.kind === 'fixed') return fact.value;
  const channel = channelOf(fact);
  const where = fact.kind === 'kafka' ? `topic ${fact.topic}` : `PV ${fact.pv}`;
  for await (const answers of source.collect({ pulse, channels: [channel], waitMs: 0 }, signal)) {
    for (const answer of answers) {
      if (answer.kind === 'unreachable' || answer.kind === 'undecodable')
        throw new ExporterError(answer.failure.code, answer.failure.message);
      if (answer.kind === 'absent')
        throw new ExporterError('NOT_FOUND', `The ${where} holds no value at or before pulse ${pulse.pulseId}.`);
      const text = textOf(answer.reading.value);
      source.release(answer.reading.slots);
      if (answer.kind === 'stale')
        throw new ExporterError('NOT_FOUND', `The last value of the ${where}, "${text}", is older than ${fact.maxAgeMs} ms.`);
      if (text === null)
        throw new ExporterError('VALUE_WRONG_TYPE', `The ${where} holds no text or number, but a ${answer.reading.value.kind}.`);
      return text;
    }
  }
  throw new ExporterError('STOPPED', `Stopped before the ${where} had answered.`);
}

function channelOf(fact: Exclude<FactSettings, { kind: 'fixed' }>): ChannelSettings {
  const { maxAgeMs, ...source } = fact;
  return channelSchema.parse({ name: 'fact', type: 'scalar', source, match: { kind: 'last', maxAgeMs } });
}

/** Numbers without an exponent, since experiments have long numbers for names. */
function textOf(value: Value): string | null {
  if (value.kind === 'text') return value.value;
  if (value.kind !== 'number') return null;
  return typeof value.value === 'number' && Number.isInteger(value.value) ? String(BigInt(value.value)) : String(value.value);
}
