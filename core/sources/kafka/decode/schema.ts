import type { Value } from '../../value.ts';
import type { DecodedReading, DecodeOptions } from './decoded.ts';
import type { Table } from './flatbuffer/table.ts';

export type Header = Omit<DecodedReading, 'kind' | 'schema' | 'value'>;

/** How to read the messages of one schema id, from their root table. */
export type Schema =
  | { kind: 'reading'; header(root: Table): Header; value(root: Table, options: DecodeOptions): Value }
  | { kind: 'status'; sourceName(root: Table): string | null };

/** For the schemas that have neither pulse, alarm, units nor precision. */
export function plainHeader(sourceName: string | null, timestampNs: bigint | null): Header {
  return { sourceName, timestampNs, pulseId: null, pulseTimeNs: null, effectiveNs: null, alarm: null, units: null, precision: null };
}
