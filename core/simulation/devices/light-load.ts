import { type CameraModel, camera } from './cameras.ts';
import type { Place, SimulatedDevice } from './device.ts';
import { placeOf } from './floor-plan.ts';
import { type ScalarModel, scalar } from './scalars.ts';
import { slowKinds, slowPv } from './slow.ts';
import { spectrometer } from './spectra.ts';
import { type TraceModel, trace } from './traces.ts';
import { wavefrontSensor } from './wavefront.ts';

const cameras: CameraModel[] = [
  { width: 160, height: 120, dtype: 'uint16', schema: 'pva0' },
  { width: 240, height: 180, dtype: 'uint16', schema: 'pva0' },
  { width: 320, height: 240, dtype: 'uint8', schema: 'pva0' },
  { width: 160, height: 120, dtype: 'uint16', schema: 'ad00' },
  { width: 200, height: 160, dtype: 'uint8', schema: 'pva0' },
  { width: 160, height: 120, dtype: 'uint16', schema: 'ADAr' },
  { width: 320, height: 240, dtype: 'uint16', schema: 'pva0' },
  { width: 160, height: 128, dtype: 'uint8', schema: 'ADAr', rowsFirst: true },
  { width: 240, height: 180, dtype: 'uint16', schema: 'pva0' },
];

const traces: TraceModel[] = [
  { points: 1000, schema: 'pva0' },
  { points: 500, schema: 'pva0' },
  { points: 1000, schema: 'pva0', withoutX: true },
  { points: 500, schema: 'wa00' },
  { points: 800, schema: 'se00' },
];

const scalars: ScalarModel[] = [
  { schema: 'pva0', quantity: 'energy', every: 1 },
  { schema: 'pva0', quantity: 'count', every: 1 },
  { schema: 'f142', quantity: 'energy', every: 1 },
  { schema: 'pva0', quantity: 'charge', every: 1 },
  { schema: 'pva0', quantity: 'pointing', every: 1, topic: 'beam-pointing' },
  { schema: 'f144', quantity: 'charge', every: 1 },
  { schema: 'pva0', quantity: 'temperature', every: 10 },
];

/** What a newcomer sees: all formats, all kinds, small pictures, about 2 MB a pulse. Of 150 devices 20 look, 30 trace, 70 count and 30 are slow. */
export function lightLoad(seed: number, devices: number): SimulatedDevice[] {
  const images = Math.max(1, Math.round((devices * 20) / 150));
  const lines = Math.round((devices * 30) / 150);
  const slow = Math.round((devices * 30) / 150);
  const numbers = Math.max(0, devices - images - lines - slow);
  const place = (kind: string, number: number, id: number): Place => ({ seed, id, number, ...placeOf(kind, number) });
  return [
    ...many(images, (n) => (n === 4 ? wavefrontSensor(place('WFS', n, n)) : camera(place('CAM', n, n), pick(cameras, n)))),
    ...many(lines, (n) =>
      n % 3 === 2
        ? spectrometer(place('SPEC', n, 1000 + n), n % 9 === 5 ? 'da00' : 'pva0')
        : trace(place('PD', n, 1000 + n), pick(traces, n)),
    ),
    ...many(numbers, (n) => scalar(place(pick(scalars, n).quantity === 'energy' ? 'EM' : 'DIAG', n, 2000 + n), pick(scalars, n))),
    ...many(slow, (n) => slowPv(place('PV', n, 3000 + n), pick(slowKinds, n))),
  ].slice(0, devices);
}

function many(count: number, make: (n: number) => SimulatedDevice): SimulatedDevice[] {
  return Array.from({ length: count }, (_, n) => make(n));
}

/** The nth of a pattern that repeats. */
function pick<T>(pattern: readonly T[], n: number): T {
  const found = pattern[n % pattern.length];
  if (found === undefined) throw new RangeError('An empty pattern has no elements to repeat.');
  return found;
}
