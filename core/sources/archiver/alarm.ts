import type { Alarm } from '../reading.ts';
import type { JsonObject } from './tolerant-json.ts';

const severities = ['NONE', 'MINOR', 'MAJOR', 'INVALID', 'UNDEFINED'];

/** EPICS base, alarm.h: what a record says over Channel Access. https://docs.epics-controls.org */
const recordStatuses = [
  ...['NO_ALARM', 'READ', 'WRITE', 'HIHI', 'HIGH', 'LOLO', 'LOW', 'STATE', 'COS', 'COMM', 'TIMEOUT', 'HWLIMIT', 'CALC', 'SCAN', 'LINK'],
  ...['SOFT', 'BAD_SUB', 'UDF', 'DISABLE', 'SIMM', 'READ_ACCESS', 'WRITE_ACCESS'],
];
/** The shorter list of alarm_t, over pvAccess. */
const structureStatuses = ['NONE', 'DEVICE', 'DRIVER', 'RECORD', 'DB', 'CONF', 'UNDEFINED', 'CLIENT'];

/** `structure` is the whole value of a PV archived over pvAccess, null over Channel Access. A number without a name stays a number. */
export function alarmOf(severity: number, status: number, structure: JsonObject | null): Alarm {
  const statuses = structure === null ? recordStatuses : structureStatuses;
  const alarm = structure?.get('alarm');
  const message = alarm instanceof Map ? alarm.get('message') : null;
  return {
    severity: severities[severity] ?? String(severity),
    status: statuses[status] ?? String(status),
    message: typeof message === 'string' ? message : '',
  };
}
