import type { NumberArray, Value } from '../../sources/value.ts';
import { bell, hash, noiseStrip } from '../noise.ts';
import { alarmOf } from './alarms.ts';
import { bytesOf } from './arrays.ts';
import type { Place, SimulatedDevice } from './device.ts';

const points = 512;
/** Wider than the spectrum, so that a drift is a cut at another place. */
const drift = 24;

/** A spectrometer round 800 nm: two lines over a background, drifting together. */
export function spectrometer(place: Place, schema: 'pva0' | 'da00'): SimulatedDevice {
  const { seed, id, name, area } = place;
  const topic = name.toLowerCase();
  const nm: NumberArray = {
    dtype: 'float64',
    shape: [points],
    bytes: bytesOf(Float64Array.from({ length: points }, (_, i) => 750 + i * 0.2)),
  };
  const lines = Float32Array.from({ length: points + 2 * drift }, (_, i) => line(i, 240 + (id % 40), 28) + 0.35 * line(i, 340, 11));
  const strip = noiseStrip(seed + id, points + 127, 6);
  const measureY = (k: number): NumberArray => {
    const shift = drift + Math.round((drift - 4) * Math.sin((2 * Math.PI * k) / 5000 + id) + bell(seed, id, k, 1));
    const height = 2600 * (1 + 0.05 * bell(seed, id, k, 2));
    const from = hash(seed, id, k) % 127;
    const counts = Uint16Array.from({ length: points }, (_, i) =>
      Math.max(0, 40 + height * (lines[i + shift] ?? 0) + (strip[from + i] ?? 0)),
    );
    return { dtype: 'uint16', shape: [points], bytes: bytesOf(counts) };
  };
  const columns = schema === 'da00' ? { columns: { x: 'wavelength', y: 'signal' } } : {};
  return {
    name,
    area,
    channels: [
      {
        settings: {
          name,
          type: 'waveform',
          source: { kind: 'kafka', topic, ...columns },
          match: schema === 'pva0' ? { kind: 'pulse-id' } : { kind: 'nearest', toleranceMs: 45 },
          units: 'counts',
          xUnits: 'nm',
        },
        wire: { kind: 'kafka', topic, sourceName: `${name}:Spectrum`, schema, every: 1 },
        units: 'counts',
        readoutMs: 6,
        exposureMs: 5,
        alarm: alarmOf(seed, id),
        measure: (k): Value => {
          if (schema === 'pva0') return { kind: 'xy', x: nm, y: measureY(k), xUnits: 'nm', yUnits: 'counts' };
          return {
            kind: 'table',
            columns: [
              { name: 'signal', units: 'counts', value: { kind: 'array', data: measureY(k) } },
              { name: 'wavelength', units: 'nm', value: { kind: 'array', data: nm } },
            ],
          };
        },
      },
    ],
  };
}

function line(i: number, centre: number, width: number): number {
  return Math.exp(-((i - drift - centre) ** 2) / (2 * width * width));
}
