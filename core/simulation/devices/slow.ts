import type { Alarm } from '../../sources/reading.ts';
import { bell, hash } from '../noise.ts';
import { alarmOf } from './alarms.ts';
import type { ArchiverWire, ChannelInput, Place, SimulatedDevice } from './device.ts';

export const slowKinds = ['vacuum', 'temperature', 'position', 'mode', 'label', 'shutter-count', 'laser-clock'] as const;
export type SlowKind = (typeof slowKinds)[number];

type SlowModel = Omit<ArchiverWire, 'kind' | 'pv'> & {
  suffix: string;
  units: string | null;
  match: NonNullable<ChannelInput['match']>;
  value(p: Place, k: number): number | bigint | string;
};

const modes = ['Idle', 'Align', 'Single shot', 'Burst'] as const;
const labels = ['Gas jet 3 mm', 'Tape target', 'Foil 5 µm Al', 'no target'] as const;
const hour = 3_600_000;

const models: Record<SlowKind, SlowModel> = {
  vacuum: {
    type: 'double',
    every: 10,
    precision: 3,
    suffix: 'Pressure',
    units: 'mbar',
    match: { kind: 'nearest', toleranceMs: 600 },
    value: ({ seed, id }, k) => significant(2e-6 * (1 + 0.4 * Math.sin((2 * Math.PI * k) / 30_000 + id) + 0.02 * bell(seed, id, k))),
  },
  temperature: {
    type: 'double',
    every: 20,
    precision: 2,
    suffix: 'Temp',
    units: 'degC',
    match: { kind: 'last', maxAgeMs: 60_000 },
    value: ({ seed, id }, k) => significant(21.5 + Math.sin((2 * Math.PI * k) / 60_000 + id) + 0.02 * bell(seed, id, k)),
  },
  position: {
    type: 'double',
    every: 1200,
    precision: 4,
    suffix: 'Position',
    units: 'mm',
    match: { kind: 'last', maxAgeMs: 24 * hour },
    value: ({ seed, id }, k) => (hash(seed, id, Math.floor(k / 1200)) % 200_000) / 1000 - 100,
  },
  mode: {
    type: 'enum',
    every: 600,
    precision: 0,
    suffix: 'Mode',
    units: null,
    match: { kind: 'last', maxAgeMs: 24 * hour },
    value: ({ seed, id }, k) => hash(seed, id, Math.floor(k / 600)) % modes.length,
  },
  label: {
    type: 'string',
    every: 900,
    precision: 0,
    suffix: 'Target',
    units: null,
    match: { kind: 'last', maxAgeMs: 24 * hour },
    value: ({ seed, id }, k) => labels[hash(seed, id, Math.floor(k / 900)) % labels.length] ?? '',
  },
  'shutter-count': {
    type: 'integer',
    every: 50,
    precision: 0,
    suffix: 'Shots',
    units: 'counts',
    match: { kind: 'last', maxAgeMs: 60_000 },
    value: (_, k) => Math.floor(k / 50) % 1_000_000,
  },
  'laser-clock': {
    type: 'double',
    every: 1,
    precision: 3,
    suffix: 'Delay',
    units: 'fs',
    match: { kind: 'nearest', toleranceMs: 45 },
    value: ({ seed, id }, k) => significant(120 + 15 * bell(seed, id, k)),
  },
};

/** A PV in the Archiver: slow things, and one that is archived at every pulse. */
export function slowPv(place: Place, kind: SlowKind): SimulatedDevice {
  const { suffix, units, match, value, type, every, precision } = models[kind];
  const { name, area, seed, id } = place;
  const pv = `${name}:${suffix}`;
  const channel = { name, type: 'scalar' as const, source: { kind: 'archiver' as const, pv }, match, ...(units !== null && { units }) };
  const alarm = type === 'double' ? alarmOf(seed, id) : (): Alarm | null => null;
  return {
    name,
    area,
    channels: [
      {
        settings: channel,
        wire: { kind: 'archiver', pv, every, type, precision, ...(type === 'enum' && { choices: modes }) },
        units,
        readoutMs: kind === 'laser-clock' ? 2 : 5,
        exposureMs: 0,
        alarm,
        measure: (k) => {
          const measured = value(place, k);
          return typeof measured === 'string'
            ? { kind: 'text', value: measured }
            : { kind: 'number', dtype: type === 'double' ? 'float64' : 'int32', value: measured };
        },
      },
    ],
  };
}

/** An IOC has no more digits than its instrument. */
function significant(value: number): number {
  return Number(value.toPrecision(6));
}
