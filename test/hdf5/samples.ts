import type { RootFacts } from '../../core/hdf5/port.ts';
import type { Pulse } from '../../core/pulses/pulse.ts';
import { type ChannelSettings, channelSchema } from '../../core/settings/channel.ts';
import type { Reading } from '../../core/sources/reading.ts';
import type { DType, NumberArray, Value } from '../../core/sources/value.ts';

export const pulse: Pulse = { pulseId: 423_648_000_010n, timestampNs: 1_764_000_000_123_456_789n };

export function channel(name: string, type: ChannelSettings['type'], more: Partial<ChannelSettings> = {}): ChannelSettings {
  return { ...channelSchema.parse({ name, type, source: { kind: 'kafka', topic: 'a-topic' } }), ...more };
}

/** 1.5 ms after the pulse, from Kafka, without alarm or units. */
export function reading(value: Value, more: Partial<Reading> = {}): Reading {
  return {
    value,
    pulseId: pulse.pulseId,
    timeNs: pulse.timestampNs + 1_500_000n,
    timeBasis: 'pulse-time',
    arrivedNs: null,
    alarm: null,
    units: null,
    precision: null,
    provenance: { kind: 'kafka', topic: 'a-topic', partition: 0, offset: '123' },
    slots: [],
    ...more,
  };
}

const arrays = {
  int8: Int8Array,
  uint8: Uint8Array,
  int16: Int16Array,
  uint16: Uint16Array,
  int32: Int32Array,
  uint32: Uint32Array,
  float32: Float32Array,
  float64: Float64Array,
} as const;

export function numbers(dtype: keyof typeof arrays, values: readonly number[], shape: readonly number[] = [values.length]): NumberArray {
  return { dtype, shape, bytes: new Uint8Array(arrays[dtype].from(values).buffer) };
}

export function bigints(dtype: 'int64' | 'uint64', values: readonly bigint[]): NumberArray {
  const list = dtype === 'int64' ? BigInt64Array.from(values) : BigUint64Array.from(values);
  return { dtype, shape: [values.length], bytes: new Uint8Array(list.buffer) };
}

export function number(dtype: DType, value: number | bigint | boolean): Value {
  return { kind: 'number', dtype, value };
}

export function root(captured: number, more: Partial<RootFacts> = {}): RootFacts {
  return {
    metadata: { activeArea: 'ea1', activeExperiment: '90097341' },
    digits: 0,
    exporter: 'laser-1',
    exporterVersion: '0.1.0',
    attempt: 1,
    verdict: 'complete',
    expected: captured,
    captured,
    missed: [],
    ...more,
  };
}

/** One channel of each type, with readings the Gateway takes. */
export const oneOfEach: readonly [ChannelSettings, Reading][] = [
  [
    channel('ENERGY', 'scalar'),
    reading(number('float64', 1.25), { units: 'J', alarm: { severity: 'MINOR', status: 'HIGH', message: '' } }),
  ],
  [channel('SHUTTER', 'scalar'), reading({ kind: 'text', value: 'öffen ✓' })],
  [
    channel('CAMERA', 'image', { image: { bitDepth: 12, gain: 2 } }),
    reading({ kind: 'image', data: numbers('uint16', [1, 2, 3, 4, 5, 4095], [2, 3]), attributes: { AcquireTime: 0.25, Gain: 1 } }),
  ],
  [
    channel('WAVEFRONT', 'float_image', { image: { xPixelSize: 0.5, xPixelUnits: 'mm' } }),
    reading({ kind: 'image', data: numbers('float32', [0.5, Number.NaN, -1, 2], [2, 2]), attributes: {} }),
  ],
  [
    channel('SPECTRUM', 'waveform'),
    reading({ kind: 'xy', x: numbers('float64', [800, 801]), y: numbers('float64', [0.1, 0.2]), xUnits: 'nm', yUnits: 'counts' }),
  ],
  [
    channel('COEFFICIENTS', 'vector', { labels: ['tilt', 'défocus'] }),
    reading({ kind: 'array', data: numbers('float64', [0.25, -3]) }, { provenance: { kind: 'archiver', pv: 'WFS:COEF' }, pulseId: null }),
  ],
];
