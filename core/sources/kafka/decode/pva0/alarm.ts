import type { Alarm } from '../../../reading.ts';
import type { Table } from '../flatbuffer/table.ts';

/** In the order of their codes. */
export const severities = ['NONE', 'MINOR', 'MAJOR', 'INVALID', 'UNDEFINED'] as const;
export const statuses = ['NONE', 'DEVICE', 'DRIVER', 'RECORD', 'DB', 'CONF', 'UNDEFINED', 'CLIENT'] as const;

export function alarmOf(alarm: Table | null): Alarm | null {
  if (alarm === null) return null;
  return {
    severity: severities[alarm.uint8(4)] ?? 'UNDEFINED',
    status: statuses[alarm.uint8(6)] ?? 'UNDEFINED',
    message: alarm.text(8) ?? '',
  };
}
