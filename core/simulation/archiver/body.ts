import type { ArchiverWire } from '../devices/device.ts';
import type { SimulatedPv } from '../facility.ts';
import { javaDouble } from './java-number.ts';
import type { Sample } from './samples.ts';

const second = 1_000_000_000n;

/** The body of getData.json, white space and all; `NaN` stands bare, as the appliance writes it. No samples and no stream is an empty array. */
export function dataBody(pv: SimulatedPv, samples: readonly Sample[] | null, withLabels: boolean): string {
  if (samples === null) return '[ \n ]\n';
  const meta = metaOf(pv, withLabels).map(([key, value]) => `"${key}": "${value}"`);
  const lines = samples.map((sample) => line(pv.wire, sample)).join(',\n');
  return `[ \n{ "meta": { ${meta.join(' , ')} },\n"data": [ \n${lines}\n] }\n ]\n`;
}

/** All values are strings, and not escaped. Labels of an enum come only with fetchLatestMetadata. */
function metaOf({ wire, channel }: SimulatedPv, withLabels: boolean): [string, string][] {
  const units: [string, string][] = channel.units !== null && wire.type !== 'pva-integer' ? [['EGU', channel.units]] : [];
  const labels = withLabels ? (wire.choices ?? []).map((label, i): [string, string] => [`ENUM_${i}`, label]) : [];
  return [['name', wire.pv], ...labels, ...units, ['PREC', String(wire.precision)]];
}

function line(wire: ArchiverWire, { timeNs, value, severity, status, fields }: Sample): string {
  const [secs, nanos] = [timeNs / second, timeNs % second];
  const extra =
    fields === null
      ? ''
      : `, "fields": { ${Object.entries(fields)
          .map(([key, text]) => `"${key}": "${text}"`)
          .join(',')}}`;
  return `{ "secs": ${secs}, "val": ${valueText(wire, { timeNs, value })}, "nanos": ${nanos}, "severity":${severity}, "status":${status}${extra} }`;
}

function valueText(wire: ArchiverWire, { timeNs, value }: Pick<Sample, 'timeNs' | 'value'>): string {
  if (value.kind === 'text') return JSON.stringify(value.value);
  if (value.kind !== 'number') throw new TypeError(`The simulated Archiver holds numbers and texts only; ${wire.pv} is a ${value.kind}.`);
  if (wire.type === 'pva-integer') return structure(String(value.value), timeNs);
  return wire.type === 'double' || value.dtype === 'float64' ? javaDouble(Number(value.value)) : String(value.value);
}

/** A 64-bit number over pvAccess arrives as its whole structure. */
function structure(value: string, timeNs: bigint): string {
  const alarm = '"alarm":{"message":null,"severity":0,"status":0}';
  const control = '"control":{"limitHigh":0,"limitLow":0,"minStep":0}';
  const choices = '"choices":["Default","String","Binary","Decimal","Hex","Exponential","Engineering"]';
  const display = `"display":{"description":"","form":{${choices},"index":0},"limitHigh":0,"limitLow":0,"precision":0,"units":""}`;
  const time = `"timeStamp":{"nanoseconds":${timeNs % second},"secondsPastEpoch":${timeNs / second},"userTag":0}`;
  const limits = [
    '"active":false',
    '"highAlarmLimit":0',
    '"highAlarmSeverity":0',
    '"highWarningLimit":0',
    '"highWarningSeverity":0',
    '"hysteresis":null',
  ];
  const lows = ['"lowAlarmLimit":0', '"lowAlarmSeverity":0', '"lowWarningLimit":0', '"lowWarningSeverity":0'];
  return `{${alarm},${control},${display},${time},"value":${value},"valueAlarm":{${[...limits, ...lows].join(',')}}}`;
}
