import type { Alarm } from '../../reading.ts';
import type { Value } from '../../value.ts';

/** Settings without which some schemas cannot be read rightly. */
export type DecodeOptions = { dimensionOrder?: 'x-first' | 'rows-first' | undefined; byteOrder?: 'little' | 'big' | undefined };

/** What a message says of itself before its value is looked at; cheap even for a message of megabytes. Times are nanoseconds since 1970. */
export type DecodedReading = {
  kind: 'reading';
  schema: string;
  /** null where the schema has no such field (wa00). */
  sourceName: string | null;
  pulseId: bigint | null;
  pulseTimeNs: bigint | null;
  effectiveNs: bigint | null;
  /** null or 0 on the wire both mean: not known. */
  timestampNs: bigint | null;
  alarm: Alarm | null;
  units: string | null;
  precision: number | null;
  /** Arrays are views of the message's bytes. Throws MESSAGE_UNDECODABLE, or VALUE_TOO_LARGE past `limit` elements of a list of texts. */
  value(): Value;
};

export type Decoded =
  | DecodedReading
  /** ep01, al00: tell of the connection or the alarm, never a reading. */
  | { kind: 'status'; schema: string; sourceName: string | null }
  | { kind: 'unknown'; schema: string };
