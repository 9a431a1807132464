import { ExporterError, toError } from '../contract/errors.ts';
import { type FactReader, factText, type MovingFact } from '../pulses/facts.ts';
import type { Pulse } from '../pulses/pulse.ts';
import { type ChannelSettings, channelSchema } from '../settings/channel.ts';
import type { Answer, Source } from '../sources/port.ts';

/**
 * Reads a fact of the pulse from its topic or PV: the last value at or before the pulse, found in the same way as any channel's. Fails with an ExporterError
 * that names the source.
 */
export function factReader(source: Source): FactReader {
  return async (fact, pulse, signal) => {
    for await (const answers of source.collect({ pulse, channels: [channelOf(fact)], waitMs: 0 }, signal))
      for (const answer of answers) {
        if ('reading' in answer) source.release(answer.reading.slots);
        return textIn(answer, fact, pulse);
      }
    throw new ExporterError('STOPPED', `Stopped before the ${nameOf(fact)} had answered.`);
  };
}

function textIn(answer: Answer, fact: MovingFact, { pulseId }: Pulse): string {
  if (answer.kind === 'unreachable' || answer.kind === 'undecodable')
    throw toError({ ...answer.failure, message: answer.failure.message.replace(`${standIn}: `, '') });
  if (answer.kind === 'absent') throw new ExporterError('NOT_FOUND', `The ${nameOf(fact)} holds no value at or before pulse ${pulseId}.`);
  const { value } = answer.reading;
  const text = factText(value);
  if (text === null) throw new ExporterError('VALUE_WRONG_TYPE', `The ${nameOf(fact)} holds no text or number, but a ${value.kind}.`);
  if (answer.kind === 'reading') return text;
  throw new ExporterError('NOT_FOUND', `The last value of the ${nameOf(fact)}, "${text}", is older than ${fact.maxAgeMs / 1000} s.`);
}

function nameOf(fact: MovingFact): string {
  return fact.kind === 'kafka' ? `topic ${fact.topic}` : `PV ${fact.pv}`;
}

/** A fact is read like a channel; sentences name its topic or PV instead. */
const standIn = 'fact';

function channelOf({ maxAgeMs, ...source }: MovingFact): ChannelSettings {
  return channelSchema.parse({ name: standIn, type: 'scalar', source, match: { kind: 'last', maxAgeMs } });
}
