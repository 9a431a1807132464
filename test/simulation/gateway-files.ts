import { loadH5 } from '../../core/hdf5/h5.ts';

/** A value of a file: a text is of variable length, a number a double; all else says how it stands. */
export type Written = string | number | Stored;
export type Stored = {
  data:
    | string
    | string[]
    | Uint8Array
    | Uint16Array
    | Int16Array
    | Int32Array
    | BigUint64Array
    | BigInt64Array
    | Float32Array
    | Float64Array;
  shape: number[];
  /** As h5wasm names types: S is a text of variable length, S3 one of three bytes. */
  dtype?: string;
};

/** `null` leaves out what stands there by default. */
export type GroupSpec = { type?: Written | null; attributes?: Record<string, Written>; datasets?: Record<string, Written | 'group'> };
export type FileSpec = {
  root?: Record<string, Written | null>;
  /** A text is a link to nowhere; `dataset` stands where a group should. */
  channels?: Record<string, GroupSpec | { dataset: Written; type?: Written } | string>;
};

export const shot = 423_648_000_010n;
export const uint64 = (value: bigint): Stored => ({ data: BigUint64Array.of(value), shape: [] });
export const fixed = (text: string): Stored => ({ data: text, shape: [], dtype: `S${Buffer.byteLength(text)}` });
export const texts = (...data: string[]): Stored => ({ data, shape: [data.length], dtype: 'S' });
export const floats = (...values: number[]): Stored => ({ data: Float64Array.from(values), shape: [values.length] });
export const pixels = (...shape: number[]): Stored => ({ data: new Uint16Array(sizeOf(shape)).map((_, i) => i), shape });
export const bytes = (...shape: number[]): Stored => ({ data: new Uint8Array(sizeOf(shape)).map((_, i) => i), shape });

const defaults: Record<string, Written> = {
  ...{ epac_ops_data_version: '1.2', timestamp: '2026-01-02T03:04:05+00:00', active_area: 'ea1', active_experiment: '90097341' },
  shotnum: uint64(shot),
};

/** An HDF5 file with the Gateway's root, written by h5wasm, so that it may have what our own writer never writes. */
export async function writeFile(path: string, { root = {}, channels = {} }: FileSpec): Promise<void> {
  await loadH5();
  const { File } = await import('h5wasm/node');
  const file = new File(path, 'w');
  type Place = Pick<typeof file, 'create_attribute'>;
  type Folder = Pick<typeof file, 'create_dataset'>;
  const attribute = (place: Place, name: string, written: Written) => {
    const { data, shape, dtype } = stored(written);
    place.create_attribute(name, data, shape, dtype ?? null);
  };
  const dataset = (place: Folder, name: string, written: Written): Place => {
    const { data, shape, dtype } = stored(written);
    return place.create_dataset({ name, data, shape, dtype: dtype ?? null });
  };
  for (const [name, written] of Object.entries({ ...defaults, ...root })) if (written !== null) attribute(file, name, written);
  for (const [name, spec] of Object.entries(channels)) {
    if (typeof spec === 'string') file.create_soft_link(spec, name);
    else if ('dataset' in spec) {
      const place = dataset(file, name, spec.dataset);
      if (spec.type !== undefined) attribute(place, 'channel_dtype', spec.type);
    } else {
      const group = file.create_group(name);
      const { type = 'scalar', attributes = {}, datasets = { data: 1.5 } } = spec;
      for (const [key, written] of Object.entries({ ...(type === null ? {} : { channel_dtype: type }), ...attributes }))
        attribute(group, key, written);
      for (const [key, written] of Object.entries(datasets)) {
        if (written === 'group') group.create_group(key);
        else dataset(group, key, written);
      }
    }
  }
  file.close();
}

function stored(written: Written): Stored {
  if (typeof written === 'string') return { data: written, shape: [], dtype: 'S' };
  return typeof written === 'number' ? { data: Float64Array.of(written), shape: [] } : written;
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}
