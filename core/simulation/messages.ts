import { ExporterError } from '../contract/errors.ts';
import type { Value } from '../sources/value.ts';
import { pulsePeriodNs } from './beat.ts';
import { timingDeviceName } from './devices/timing-device.ts';
import { encodeAd00, encodeAdar } from './encode/area-detector.ts';
import { type Da00Variable, encodeDa00 } from './encode/da00.ts';
import { encodeF142, encodeF144, encodeSe00 } from './encode/log-data.ts';
import { encodePva0 } from './encode/pva0.ts';
import { encodeAl00, encodeEp01 } from './encode/status.ts';
import { encodeWa00 } from './encode/wa00.ts';
import type { Facility, KafkaSender } from './facility.ts';
import type { FaultName } from './fault-names.ts';
import { hash } from './noise.ts';
import { pulseIdOf } from './timing.ts';
import type { Entry } from './topic-entries.ts';
import { isPva0Only, troubledValue } from './troubled-value.ts';

const clockOffsetNs = 1_500_000_000n;
const wrongPulseIds = 1_000_000n;

/** The bytes that stand in Kafka for this entry. */
export function messageOf(facility: Facility, { sender, k, content, offset }: Entry): Uint8Array {
  const { sourceName } = sender.wire;
  const timestampNs = stampOf(facility, sender, k);
  switch (content) {
    case 'garbage':
      return garbage(facility.seed, Number(offset), 64);
    case 'unknown-schema':
      return Buffer.concat([Uint8Array.of(8, 0, 0, 0), Buffer.from('zz99'), garbage(facility.seed, Number(offset), 40)]);
    case 'connection':
      return encodeEp01({ sourceName, timestampNs, status: 'CONNECTED' });
    case 'alarm':
      return encodeAl00({ sourceName, timestampNs, alarm: sender.channel.alarm(k) ?? { severity: 'NONE', status: 'NONE', message: '' } });
    case 'measurement': {
      const bytes = measurement(facility, sender, k, timestampNs);
      return isOn(facility, sender, k, 'truncated') ? bytes.subarray(0, Math.floor(bytes.length / 2)) : bytes;
    }
  }
}

/** The device's own clock when it was done with pulse k. */
function stampOf(facility: Facility, sender: KafkaSender, k: number): bigint {
  const stamp = BigInt(k) * pulsePeriodNs + BigInt(Math.round(sender.channel.readoutMs * 1e6));
  return isOn(facility, sender, k, 'clock-offset') ? stamp + clockOffsetNs : stamp;
}

function isOn(facility: Facility, sender: KafkaSender, k: number, fault: FaultName): boolean {
  return facility.faults.isOn(fault, sender.device, BigInt(k) * pulsePeriodNs);
}

function measurement(facility: Facility, sender: KafkaSender, k: number, timestampNs: bigint): Uint8Array {
  const { wire, channel, device } = sender;
  const measured: Value =
    device === timingDeviceName ? { kind: 'number', dtype: 'uint64', value: pulseIdOf(facility.faults, k) } : channel.measure(k);
  const value = troubledValue(measured, (fault) => isOn(facility, sender, k, fault));
  const schema = isPva0Only(value) || value.kind !== measured.kind ? 'pva0' : wire.schema;
  const sent = { sourceName: wire.sourceName, timestampNs };
  const alarm = channel.alarm(k);
  switch (schema) {
    case 'pva0': {
      const id = pulseIdOf(facility.faults, k) + (isOn(facility, sender, k, 'wrong-pulse-id') ? wrongPulseIds : 0n);
      const pulse = isOn(facility, sender, k, 'no-pulse-id') ? undefined : { id, timeNs: BigInt(k) * pulsePeriodNs };
      const effectiveNs = timestampNs - BigInt(Math.round(channel.exposureMs * 1e6));
      return encodePva0({ ...sent, value, pulse, effectiveNs, alarm, units: channel.units });
    }
    case 'f142':
      return encodeF142({
        ...sent,
        value: oneOf(value, 'number', wire.sourceName),
        units: channel.units ?? undefined,
        alarm: alarm ?? undefined,
      });
    case 'f144':
      return encodeF144({ ...sent, value: oneOf(value, 'number', wire.sourceName) });
    case 'se00':
      return encodeSe00({ ...sent, value: oneOf(value, 'array', wire.sourceName) });
    case 'wa00':
      return encodeWa00({ timestampNs, value: oneOf(value, 'xy', wire.sourceName) });
    case 'ad00':
      return encodeAd00({ ...sent, value: oneOf(value, 'image', wire.sourceName) });
    case 'ADAr':
      return encodeAdar({ ...sent, value: oneOf(value, 'image', wire.sourceName), dimensionOrder: dimensionOrderOf(sender) });
    case 'da00':
      return encodeDa00({ ...sent, variables: variablesOf(oneOf(value, 'table', wire.sourceName)) });
  }
}

function dimensionOrderOf({ channel }: KafkaSender): 'x-first' | 'rows-first' | undefined {
  const { source } = channel.settings;
  return source.kind === 'kafka' ? source.dimensionOrder : undefined;
}

/** Every variable lies along the first column's partner: one axis, named after the last. */
function variablesOf({ columns }: Extract<Value, { kind: 'table' }>): Da00Variable[] {
  const axis = columns.at(-1)?.name;
  return columns.map(({ name, units, value }) => ({
    name,
    units,
    value: oneOf(value, 'array', name),
    ...(axis !== undefined && { axes: [axis] }),
  }));
}

function oneOf<V extends { kind: string }, K extends V['kind']>(value: V, kind: K, name: string): Extract<V, { kind: K }> {
  if (isKind(value, kind)) return value;
  throw new ExporterError('INTERNAL', `The simulated ${name} measured a ${value.kind}, which its format cannot carry.`);
}

function isKind<V extends { kind: string }, K extends V['kind']>(value: V, kind: K): value is Extract<V, { kind: K }> {
  return value.kind === kind;
}

function garbage(seed: number, offset: number, length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => hash(seed, offset, i));
}
