import type { Alarm } from '../../reading.ts';
import type { Table } from './flatbuffer/table.ts';

/** In the order of their codes, which is not that of EPICS. NO_CHANGE is the default: the message says nothing of its alarm. */
export const f142Severities = ['MINOR', 'MAJOR', 'NONE', 'INVALID', 'NO_CHANGE'] as const;

/** https://github.com/ess-dmsc/streaming-data-types, schemas/f142_logdata.fbs; NONE is called NO_ALARM there. */
export const f142Statuses = [
  ...['NONE', 'READ', 'WRITE', 'HIHI', 'HIGH', 'LOLO', 'LOW', 'STATE', 'COS', 'COMM', 'TIMED', 'HWLIMIT', 'CALC', 'SCAN', 'LINK', 'SOFT'],
  ...['BAD_SUB', 'UDF', 'DISABLE', 'SIMM', 'READ_ACCESS', 'WRITE_ACCESS', 'NO_CHANGE'],
] as const;

export function f142Alarm(root: Table): Alarm | null {
  const severity = f142Severities[root.uint16(14, f142Severities.indexOf('NO_CHANGE'))] ?? 'UNDEFINED';
  if (severity === 'NO_CHANGE') return null;
  return { severity, status: f142Statuses[root.uint16(12, f142Statuses.indexOf('NO_CHANGE'))] ?? 'UNDEFINED', message: '' };
}
