import type { DType, Value } from '../../sources/value.ts';
import { hash, noiseStrip, unit } from '../noise.ts';
import { alarmOf } from './alarms.ts';
import type { Place, SimulatedDevice, WireSchema } from './device.ts';

export type CameraModel = { width: number; height: number; dtype: 'uint8' | 'uint16'; schema: WireSchema; rowsFirst?: boolean };

/** A strip is this much longer than a picture, and each frame begins elsewhere in it. */
const spare = 4099;
const strips = new Map<string, Uint8Array | Uint16Array>();
/** Of the sensor that most machine vision cameras have. */
const pixelSize = { xPixelSize: 3.45, xPixelUnits: 'µm', yPixelSize: 3.45, yPixelUnits: 'µm' } as const;
const fullWell = { uint8: 255, uint16: 4095 };

/** A camera of 8 or 12 bits that sees a beam: a spot that wanders slowly, trembles from pulse to pulse, and now and then saturates. */
export function camera(place: Place, model: CameraModel): SimulatedDevice {
  const { seed, id, name } = place;
  const topic = name.toLowerCase();
  const exposureMs = 2 + (id % 7);
  const gain = 1 + (id % 4);
  const attributes = { AcquireTime: exposureMs / 1000, Gain: gain };
  return {
    name,
    area: place.area,
    channels: [
      {
        settings: {
          name,
          type: 'image',
          source: { kind: 'kafka', topic, ...(model.schema === 'ADAr' && { dimensionOrder: model.rowsFirst ? 'rows-first' : 'x-first' }) },
          match: model.schema === 'pva0' ? { kind: 'pulse-id' } : { kind: 'nearest', toleranceMs: 45 },
          image: { bitDepth: model.dtype === 'uint8' ? 8 : 12, exposureTimeS: exposureMs / 1000, gain, ...pixelSize },
        },
        wire: { kind: 'kafka', topic, sourceName: `${name}:PVA1:Image`, schema: model.schema, every: 1 },
        units: null,
        readoutMs: exposureMs + 0.4,
        exposureMs,
        alarm: alarmOf(seed, id),
        measure: (k): Value => ({
          kind: 'image',
          data: { dtype: model.dtype, shape: [model.height, model.width], bytes: frame(seed, id, model, k) },
          attributes,
        }),
      },
    ],
  };
}

/** Where the beam stands at pulse k, as parts of the picture's width and height. */
function beamAt(seed: number, id: number, k: number): { x: number; y: number; brightness: number } {
  const turn = (2 * Math.PI * k) / (600 + (id % 11) * 50);
  return {
    x: 0.5 + 0.18 * Math.sin(turn + id) + 0.012 * (unit(seed, id, k, 1) - 0.5),
    y: 0.5 + 0.16 * Math.sin(turn * 1.5 + id * 2) + 0.012 * (unit(seed, id, k, 2) - 0.5),
    // Above 1 the middle of the spot is at full well.
    brightness: 0.62 + 0.5 * unit(seed, id, k, 3),
  };
}

function frame(seed: number, id: number, { width, height, dtype }: CameraModel, k: number): Uint8Array {
  const strip = stripFor(seed, width * height + spare, dtype);
  const from = hash(seed, id, k) % spare;
  const pixels = strip.slice(from, from + width * height);
  addSpot(pixels, width, height, fullWell[dtype], beamAt(seed, id, k));
  return new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength);
}

/** A Gaussian is a product of one over the columns and one over the rows: two short tables instead of an exponential for each pixel. */
function addSpot(
  pixels: Uint8Array | Uint16Array,
  width: number,
  height: number,
  full: number,
  beam: { x: number; y: number; brightness: number },
): void {
  const sigma = Math.min(width, height) / 18;
  const across = profile(beam.x * width, sigma, width);
  const down = profile(beam.y * height, sigma * 0.8, height);
  for (let row = 0; row < down.values.length; row++) {
    const weight = (down.values[row] ?? 0) * full * beam.brightness;
    const start = (down.first + row) * width + across.first;
    for (let column = 0; column < across.values.length; column++) {
      const at = start + column;
      pixels[at] = Math.min(full, (pixels[at] ?? 0) + weight * (across.values[column] ?? 0));
    }
  }
}

function profile(centre: number, sigma: number, length: number): { first: number; values: Float32Array } {
  const first = Math.max(0, Math.floor(centre - 3.5 * sigma));
  const last = Math.min(length - 1, Math.ceil(centre + 3.5 * sigma));
  const values = new Float32Array(Math.max(0, last - first + 1));
  for (let i = 0; i < values.length; i++) values[i] = Math.exp(-((first + i - centre) ** 2) / (2 * sigma * sigma));
  return { first, values };
}

function stripFor(seed: number, length: number, dtype: Extract<DType, 'uint8' | 'uint16'>): Uint8Array | Uint16Array {
  const key = `${seed} ${length} ${dtype}`;
  const known = strips.get(key);
  if (known) return known;
  const full = fullWell[dtype];
  const made = dtype === 'uint8' ? new Uint8Array(length) : new Uint16Array(length);
  noiseStrip(seed, length, full * 0.006).forEach((noise, i) => {
    made[i] = Math.max(0, full * 0.03 + noise);
  });
  strips.set(key, made);
  return made;
}
