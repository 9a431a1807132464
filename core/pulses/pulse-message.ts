import { ExporterError } from '../contract/errors.ts';
import type { Decoded } from '../sources/kafka/decode/decoded.ts';
import type { LogMessage } from '../sources/kafka/topic-log.ts';
import { exactId } from './exact-id.ts';
import { nsPerMs, type Pulse } from './pulse.ts';

/**
 * The pulse a message tells of: by its own pulse ID and time, else its value is the ID and its time stamp the time. Null where it is
 * not of this source, or only a status. Fails with MESSAGE_UNDECODABLE, SCHEMA_UNKNOWN, PULSE_ID_NOT_EXACT or VALUE_WRONG_TYPE.
 */
export function pulseOf(
  { value, timestampMs }: LogMessage,
  where: string,
  sourceName: string | undefined,
  decode: (bytes: Uint8Array) => Decoded,
): Pulse | null {
  if (value === null) return null;
  const decoded = decode(value);
  if (decoded.kind === 'status') return null;
  if (decoded.kind === 'unknown')
    throw new ExporterError(
      'SCHEMA_UNKNOWN',
      `Messages on ${where} are of the unknown schema "${decoded.schema}". Is this the topic of the timing system?`,
      {
        facts: { where, schema: decoded.schema },
      },
    );
  if (sourceName !== undefined && decoded.sourceName !== sourceName) return null;
  const ownTime = decoded.effectiveNs ?? decoded.timestampNs ?? BigInt(Math.round(timestampMs)) * nsPerMs;
  return decoded.pulseId === null
    ? { pulseId: exactId(decoded.value(), where), timestampNs: ownTime }
    : { pulseId: decoded.pulseId, timestampNs: decoded.pulseTimeNs ?? ownTime };
}
