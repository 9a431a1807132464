import { join } from 'node:path';
import { pathFor } from '../../../core/hdf5/path.ts';
import { createFileWriter } from '../../../core/hdf5/writer.ts';
import { sourceWorkers } from '../../../core/open-exporter.ts';
import type { Pulse } from '../../../core/pulses/pulse.ts';
import { channel, number, numbers, reading, root } from '../../hdf5/samples.ts';

export type Pictures = { cameras: number; rows: number; columns: number };

/** Kept small enough that none of it depends on how random it is. */
const traces = 30;
const points = 2000;
const scalars = 100;
const first: Pulse = { pulseId: 423_648_000_010n, timestampNs: 1_764_000_000_000_000_000n };

export function pulseNumber(at: number): Pulse {
  return { pulseId: first.pulseId + BigInt(at) * 600n, timestampNs: first.timestampNs + BigInt(at) * 60_000_000_000n };
}

/** Captures as the exporter writes them, one of each pulse. Answers the bytes of one. */
export async function writePulses(folder: string, pulses: readonly Pulse[], { cameras, rows, columns }: Pictures): Promise<number> {
  const writer = createFileWriter({ workerUrl: sourceWorkers.hdf5, workers: 1 });
  const spot = Array.from(
    { length: rows * columns },
    (_, at) => 100 + Math.round(3900 * Math.exp(-(((at % columns) - columns / 2) ** 2) / 1e5)),
  );
  let bytes = 0;
  try {
    for (const pulse of pulses) {
      const file = await writer.open({
        pulse,
        path: join(folder, pathFor(pulse, 'bench', 1)),
        hdf5: { compression: 'none', level: 1, writers: 1 },
      });
      const of = { pulseId: pulse.pulseId, timeNs: pulse.timestampNs };
      for (let at = 0; at < cameras; at++) {
        const data = numbers('uint16', spot, [rows, columns]);
        await file.write(channel(`CAM-${at}`, 'image'), reading({ kind: 'image', data, attributes: {} }, of));
      }
      const trace = Array.from({ length: points }, (_, at) => Math.sin(at / 50));
      for (let at = 0; at < traces; at++)
        await file.write(channel(`TRACE-${at}`, 'waveform'), reading({ kind: 'array', data: numbers('float64', trace) }, of));
      for (let at = 0; at < scalars; at++) await file.write(channel(`METER-${at}`, 'scalar'), reading(number('float64', at), of));
      bytes = (await file.seal(root(cameras + traces + scalars, { exporter: 'bench' }))).bytes;
    }
  } finally {
    await writer.close();
  }
  return bytes;
}
