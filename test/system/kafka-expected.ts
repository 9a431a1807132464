import { loadH5 } from '../../core/hdf5/h5.ts';
import type { SimulatedChannel } from '../../core/simulation/devices/device.ts';
import type { Facility } from '../../core/simulation/facility.ts';
import type { DType, NumberArray, Value } from '../../core/sources/value.ts';
import { readWithH5wasm } from '../hdf5/by-h5wasm.ts';

export type Datasets = Record<string, Record<string, unknown>>;

/** What the devices measured at pulse k, by channel and dataset: from the facility's own function, with nothing of the exporter's in between. */
export function measured({ devices }: Facility, k: number): Datasets {
  const channels = devices.flatMap((device) => device.channels);
  return Object.fromEntries(channels.map((channel) => [channel.settings.name, datasetsOf(channel, channel.measure(turnOf(channel, k)))]));
}

/** The same of a file, read by h5wasm. */
export async function inFile(path: string): Promise<Datasets> {
  const { groups } = await readWithH5wasm(path);
  return Object.fromEntries(
    Object.entries(groups).map(([group, { datasets }]) => [
      group,
      Object.fromEntries(Object.entries(datasets).map(([name, { value }]) => [name, plain(value)])),
    ]),
  );
}

/** The pixels of one large image, which is slow number by number. */
export async function bytesInFile(path: string, channel: string): Promise<Uint8Array> {
  await loadH5();
  const { File, Dataset } = await import('h5wasm/node');
  const file = new File(path, 'r');
  const dataset = file.get(`${channel}/data`);
  const value = dataset instanceof Dataset ? dataset.value : null;
  file.close();
  if (!ArrayBuffer.isView(value)) throw new Error(`${channel} holds no numbers.`);
  return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
}

/** The turn of a slow device that is wanted for pulse k; k itself is none of its turns. */
function turnOf({ settings, wire }: SimulatedChannel, k: number): number {
  const turn = k / wire.every;
  return (settings.match?.kind === 'last' ? Math.floor(turn) : Math.round(turn)) * wire.every;
}

function datasetsOf({ settings }: SimulatedChannel, value: Value): Record<string, unknown> {
  switch (value.kind) {
    case 'number':
    case 'text':
      return { data: plain(value.value) };
    case 'image':
      return { data: numbers(value.data) };
    case 'array':
      return settings.type === 'waveform' ? curve(null, value.data) : { data: numbers(value.data) };
    case 'xy':
      return curve(value.x, value.y);
    case 'table': {
      const columns = settings.source.kind === 'kafka' ? settings.source.columns : undefined;
      const column = (name: string | undefined) => value.columns.find((one) => one.name === name)?.value;
      const [x, y] = [column(columns?.x), column(columns?.y)];
      if (x?.kind === 'array' && y?.kind === 'array') return curve(x.data, y.data);
      break;
    }
  }
  throw new Error(`${settings.name}: no simulated device measures a ${value.kind} like this.`);
}

function curve(x: NumberArray | null, y: NumberArray): Record<string, unknown> {
  const values = numbers(y);
  return { x: x === null ? values.map((_, index) => index) : numbers(x), y: values };
}

const views = {
  ...{ bool: Uint8Array, int8: Int8Array, uint8: Uint8Array, int16: Int16Array, uint16: Uint16Array, int32: Int32Array },
  ...{ uint32: Uint32Array, int64: BigInt64Array, uint64: BigUint64Array, float32: Float32Array, float64: Float64Array },
} satisfies Record<DType, unknown>;

function numbers({ dtype, bytes }: NumberArray): number[] {
  return Array.from(new views[dtype](new Uint8Array(bytes).buffer), Number);
}

/** Whole numbers of 64 bits compare as numbers: none here is larger than a double holds. */
function plain(value: unknown): unknown {
  return typeof value === 'bigint' ? Number(value) : value;
}
