import { camera } from './cameras.ts';
import type { SimulatedDevice } from './device.ts';
import { placeOf } from './floor-plan.ts';
import { scalar } from './scalars.ts';
import { trace } from './traces.ts';

/**
 * The load that is measured: of every 15 devices 2 are cameras of 2 megapixels, 3 trace 1000 points and 10 are numbers, all on Kafka as pva0
 * and matched by pulse ID. 150 of them are 84 MB a pulse.
 */
export function standardLoad(seed: number, devices: number): SimulatedDevice[] {
  return Array.from({ length: devices }, (_, n) => {
    const turn = n % 15;
    const round = Math.floor(n / 15);
    if (turn < 2)
      return camera(
        { seed, id: n, number: n, ...placeOf('CAM', round * 2 + turn) },
        { width: 2048, height: 1024, dtype: 'uint16', schema: 'pva0' },
      );
    if (turn < 5) return trace({ seed, id: n, number: n, ...placeOf('PD', round * 3 + turn - 2) }, { points: 1000, schema: 'pva0' });
    return scalar({ seed, id: n, number: n, ...placeOf('EM', round * 10 + turn - 5) }, { schema: 'pva0', quantity: 'energy', every: 1 });
  });
}
