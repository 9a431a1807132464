import { nsPerSecond } from '../../../../pulses/pulse.ts';
import type { Table } from '../flatbuffer/table.ts';
import { knownTime } from '../time.ts';

/** TimeT: seconds since 1970 and nanoseconds of the second. */
export function timeOf(time: Table | null): bigint | null {
  return time === null ? null : knownTime(time.int64(4) * nsPerSecond + BigInt(time.int32(6)));
}
