import { bell, hash, noiseStrip } from '../noise.ts';
import { alarmOf } from './alarms.ts';
import { bytesOf } from './arrays.ts';
import type { Place, SimulatedDevice } from './device.ts';

const side = 64;
/** In the order of Noll, from the second: the first is piston, which no sensor sees. */
const terms = [
  'tilt x',
  'tilt y',
  'defocus',
  'astigmatism 45',
  'astigmatism 0',
  'coma y',
  'coma x',
  'trefoil y',
  'trefoil x',
  'spherical',
] as const;

/** A wavefront sensor: a map in waves, and the Zernike coefficients it was made from. */
export function wavefrontSensor(place: Place): SimulatedDevice {
  const { seed, id, name, area } = place;
  const modes = zernikeMaps();
  const strip = noiseStrip(seed, side * side + 997, 0.004);
  const coefficients = (k: number): Float64Array =>
    Float64Array.from(
      terms,
      (_, term) => (0.3 / (term + 1)) * Math.sin((2 * Math.PI * k) / (900 + 130 * term) + term + id) + 0.01 * bell(seed, id, k, term),
    );
  const shared = { units: 'waves', readoutMs: 9, exposureMs: 8, alarm: alarmOf(seed, id) };
  const topic = name.toLowerCase();
  return {
    name,
    area,
    channels: [
      {
        ...shared,
        settings: { name, type: 'float_image', source: { kind: 'kafka', topic } },
        wire: { kind: 'kafka', topic, sourceName: `${name}:PVA1:Image`, schema: 'pva0', every: 1 },
        measure: (k) => {
          const from = hash(seed, id, k) % 997;
          const map = strip.slice(from, from + side * side);
          coefficients(k).forEach((weight, term) => {
            const mode = modes[term];
            if (mode) for (let i = 0; i < map.length; i++) map[i] = (map[i] ?? 0) + weight * (mode[i] ?? 0);
          });
          return {
            kind: 'image',
            data: { dtype: 'float32', shape: [side, side], bytes: bytesOf(map) },
            attributes: { AcquireTime: 0.008, Gain: 1 },
          };
        },
      },
      {
        ...shared,
        settings: {
          name: `${name}-ZERNIKE`,
          type: 'vector',
          source: { kind: 'kafka', topic: `${topic}-zernike` },
          labels: [...terms],
          units: 'waves',
        },
        wire: { kind: 'kafka', topic: `${topic}-zernike`, sourceName: `${name}:Zernike`, schema: 'pva0', every: 1 },
        measure: (k) => ({ kind: 'array', data: { dtype: 'float64', shape: [terms.length], bytes: bytesOf(coefficients(k)) } }),
      },
    ],
  };
}

function zernikeMaps(): Float32Array[] {
  const formulas: ((x: number, y: number) => number)[] = [
    (x) => 2 * x,
    (_, y) => 2 * y,
    (x, y) => 2 * (x * x + y * y) - 1,
    (x, y) => 2 * x * y,
    (x, y) => x * x - y * y,
    (x, y) => (3 * (x * x + y * y) - 2) * y,
    (x, y) => (3 * (x * x + y * y) - 2) * x,
    (x, y) => y * (3 * x * x - y * y),
    (x, y) => x * (x * x - 3 * y * y),
    (x, y) => 6 * (x * x + y * y) ** 2 - 6 * (x * x + y * y) + 1,
  ];
  return formulas.map((formula) =>
    Float32Array.from({ length: side * side }, (_, i) =>
      formula(((i % side) / (side - 1)) * 2 - 1, (Math.floor(i / side) / (side - 1)) * 2 - 1),
    ),
  );
}
