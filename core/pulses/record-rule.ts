import type { RecordFacts } from '../contract/uploads.ts';
import { nsPerMs, nsPerSecond, type Pulse } from './pulse.ts';

/** Where there is no Gateway, or was none that anybody asked about. */
export const plainRecord: RecordFacts = { digits: 0, localOnly: null };

const lengthNs: Readonly<Record<RecordFacts['digits'], bigint>> = { 0: nsPerSecond, 3: nsPerMs };

/** From the first to the last nanosecond that the Gateway takes for the same record. */
export function recordSpan(timestampNs: bigint, digits: RecordFacts['digits']): { fromNs: bigint; toNs: bigint } {
  const fromNs = timestampNs - (timestampNs % lengthNs[digits]);
  return { fromNs, toNs: fromNs + lengthNs[digits] - 1n };
}

/** `holder`: another pulse that is this record already; null where there is none. */
export function decideRecord({ pulseId }: Pulse, digits: RecordFacts['digits'], holder: Pulse | null): RecordFacts {
  if (holder === null) return { digits, localOnly: null };
  const one = digits === 0 ? 'second' : 'millisecond';
  const localOnly = `Pulse ${pulseId} is in the same ${one} as pulse ${holder.pulseId}, and the Gateway keeps one pulse of a ${one}: its files are kept, but not uploaded.`;
  return { digits, localOnly };
}
