import type { NumberArray, Value } from '../../sources/value.ts';
import { bell, hash, noiseStrip } from '../noise.ts';
import { alarmOf } from './alarms.ts';
import { bytesOf } from './arrays.ts';
import type { ChannelInput, Place, SimulatedDevice, WireSchema } from './device.ts';

export type TraceModel = { points: number; schema: Extract<WireSchema, 'pva0' | 'wa00' | 'se00'>; withoutX?: boolean };

/** One sample every nanosecond. */
const nsPerSample = 1;

/** A photodiode on a scope: a peak that rings, a little higher or lower at each pulse. */
export function trace(place: Place, model: TraceModel): SimulatedDevice {
  const { seed, id, name, area } = place;
  const topic = name.toLowerCase();
  const x = Float64Array.from({ length: model.points }, (_, i) => i * nsPerSample);
  // A damped oscillation of any phase is a mix of these two.
  const cosine = ringing(model.points, id, Math.cos);
  const sine = ringing(model.points, id, Math.sin);
  const strip = noiseStrip(seed + id, model.points + 251, 0.01);
  const measureY = (k: number): NumberArray => {
    const phase = 0.2 * bell(seed, id, k, 1);
    const height = 1.2 + 0.06 * bell(seed, id, k, 2) + 0.2 * Math.sin((2 * Math.PI * k) / 3000 + id);
    const [a, b] = [height * Math.cos(phase), height * Math.sin(phase)];
    const from = hash(seed, id, k) % 251;
    const y = Float64Array.from(x, (_, i) => a * (cosine[i] ?? 0) + b * (sine[i] ?? 0) + (strip[from + i] ?? 0));
    return numbers(y);
  };
  return {
    name,
    area,
    channels: [
      {
        settings: { ...traceSettings(name, topic, model), ...(model.schema !== 'pva0' && { match: { kind: 'nearest', toleranceMs: 45 } }) },
        wire: { kind: 'kafka', topic, sourceName: `${name}:Trace`, schema: model.schema, every: 1 },
        units: 'V',
        readoutMs: 1 + (id % 5),
        exposureMs: 0,
        alarm: alarmOf(seed, id),
        measure: (k): Value => {
          if (model.schema === 'se00') return { kind: 'array', data: measureY(k) };
          return { kind: 'xy', x: model.withoutX ? null : numbers(x), y: measureY(k), xUnits: 'ns', yUnits: 'V' };
        },
      },
    ],
  };
}

function traceSettings(name: string, topic: string, model: TraceModel): ChannelInput {
  const key = model.schema === 'wa00' ? { key: `${name}:Trace` } : {};
  return {
    name,
    type: 'waveform',
    source: { kind: 'kafka', topic, ...key },
    units: 'V',
    xUnits: model.withoutX || model.schema === 'se00' ? 'sample' : 'ns',
  };
}

function ringing(points: number, id: number, wave: (angle: number) => number): Float64Array {
  const start = points * 0.2;
  return Float64Array.from({ length: points }, (_, i) =>
    i < start ? 0 : Math.exp(-(i - start) / (points * 0.12)) * wave(((i - start) * (14 + (id % 9))) / points),
  );
}

function numbers(array: Float64Array): NumberArray {
  return { dtype: 'float64', shape: [array.length], bytes: bytesOf(array) };
}
