import type { DType, Value } from '../../sources/value.ts';
import { bell } from '../noise.ts';
import { alarmOf } from './alarms.ts';
import type { Place, SimulatedDevice, WireSchema } from './device.ts';

export type ScalarModel = {
  schema: Extract<WireSchema, 'pva0' | 'f142' | 'f144'>;
  quantity: 'energy' | 'count' | 'charge' | 'pointing' | 'temperature';
  /** Where several devices share one topic. */
  topic?: string;
  every: number;
};

const quantities: Record<ScalarModel['quantity'], { units: string; dtype: DType; level: number; suffix: string }> = {
  energy: { units: 'J', dtype: 'float64', level: 12.5, suffix: 'Energy_RBV' },
  count: { units: 'counts', dtype: 'int64', level: 48_000, suffix: 'Total_RBV' },
  charge: { units: 'pC', dtype: 'float64', level: 180, suffix: 'Charge_RBV' },
  pointing: { units: 'urad', dtype: 'float32', level: 35, suffix: 'Pointing_RBV' },
  temperature: { units: 'degC', dtype: 'float64', level: 21, suffix: 'Temp_RBV' },
};

/** One number a pulse, or one a second: drifts over minutes and scatters from pulse to pulse. */
export function scalar(place: Place, model: ScalarModel): SimulatedDevice {
  const { seed, id, name, area } = place;
  const { units, dtype, level, suffix } = quantities[model.quantity];
  const topic = model.topic ?? name.toLowerCase();
  const sourceName = `${name}:${suffix}`;
  const own = level * (1 + 0.3 * Math.sin(id));
  const value = (k: number): number =>
    own * (1 + 0.04 * Math.sin((2 * Math.PI * k) / (6000 + (id % 13) * 500) + id) + 0.008 * bell(seed, id, k));
  return {
    name,
    area,
    channels: [
      {
        settings: {
          name,
          type: 'scalar',
          source: { kind: 'kafka', topic, ...(model.topic !== undefined && { sourceName }) },
          match: matchOf(model),
          units,
        },
        wire: { kind: 'kafka', topic, sourceName, schema: model.schema, every: model.every },
        units,
        readoutMs: 0.5 + (id % 6),
        exposureMs: 0,
        alarm: alarmOf(seed, id),
        measure: (k): Value => ({ kind: 'number', dtype, value: rounded(value(k), dtype) }),
      },
    ],
  };
}

function matchOf({
  schema,
  every,
}: ScalarModel): { kind: 'pulse-id' } | { kind: 'nearest'; toleranceMs: number } | { kind: 'last'; maxAgeMs: number } {
  if (every > 1) return { kind: 'last', maxAgeMs: 5000 };
  return schema === 'pva0' ? { kind: 'pulse-id' } : { kind: 'nearest', toleranceMs: 45 };
}

function rounded(value: number, dtype: DType): number | bigint {
  if (dtype === 'int64') return BigInt(Math.round(value));
  return dtype === 'float32' ? Math.fround(value) : value;
}
