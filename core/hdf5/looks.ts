import type { ThumbnailHeader, TracesHeader } from '../contract/data.ts';
import { ExporterError } from '../contract/errors.ts';
import { figuresOf } from './figures.ts';
import { getData } from './get.ts';
import type { H5, Scratch } from './h5.ts';
import { bitDepthOf } from './look-attributes.ts';
import { mostOf, type Pixels, pixelsOf } from './pixels.ts';

export type Thumbnail = { header: ThumbnailHeader; bytes: Uint8Array<ArrayBuffer> };
export type Traces = { header: TracesHeader; bytes: Uint8Array<ArrayBuffer> };

/** Throws HDF5's own errors, and NOT_FOUND where the channel is no image of this file. */
export function readThumbnail(h5: H5, scratch: Scratch, path: string, channel: string, most: { width: number; height: number }): Thumbnail {
  const file = h5.open(path, h5.H5F_ACC_RDONLY, false, -1, -1);
  try {
    const isHere = isImage(h5, file, channel);
    const depth = isHere ? bitDepthOf(h5, scratch, file, channel) : null; // before the pixels, which lie in the same memory
    const data = isHere ? getData(h5, scratch, file, `/${channel}/data`) : null;
    const [rows, columns] = data?.kind === 'dataset' ? data.shape : [];
    if (data?.kind !== 'dataset' || data.dtype === 'text' || rows === undefined || columns === undefined)
      throw new ExporterError('NOT_FOUND', `${channel} is no image in this file.`);
    const pixels = pixelsOf(h5.HEAPU8.subarray(data.pointer, data.pointer + data.bytes), data.dtype);
    const { small, ...header } = figuresOf({ pixels, rows, columns, most: mostOf(data.dtype, depth) }, most);
    return { header, bytes: new Uint8Array(small.buffer) };
  } finally {
    h5.close_file(file);
  }
}

/** Asked before anything is read: an error of HDF5 would cost the thread. */
function isImage(h5: H5, file: bigint, channel: string): boolean {
  if (!h5.get_names(file, '/', false).includes(channel) || h5.get_type(file, `/${channel}`) !== h5.H5G_GROUP) return false;
  if (!h5.get_names(file, `/${channel}`, false).includes('data')) return false;
  const data = `/${channel}/data`;
  return h5.get_type(file, data) === h5.H5G_DATASET && h5.get_dataset_metadata(file, data).shape?.length === 2;
}

/** All curves of a file, made small in turn: smallest and largest of each stretch. */
export function readTraces(h5: H5, scratch: Scratch, path: string, stretches: number): Traces {
  const file = h5.open(path, h5.H5F_ACC_RDONLY, false, -1, -1);
  try {
    const found = h5.get_names(file, '/', false).flatMap((channel) => traceOf(h5, scratch, file, channel, stretches));
    const values = new Float32Array(found.reduce((total, { points }) => total + points.length, 0));
    let at = 0;
    for (const { points } of found) {
      values.set(points, at);
      at += points.length;
    }
    return {
      header: { channels: found.map(({ points, ...facts }) => ({ ...facts, values: points.length })) },
      bytes: new Uint8Array(values.buffer),
    };
  } finally {
    h5.close_file(file);
  }
}

type Trace = { channel: string; count: number; least: number | null; most: number | null; points: Float32Array };

function traceOf(h5: H5, scratch: Scratch, file: bigint, channel: string, stretches: number): Trace[] {
  if (h5.get_type(file, `/${channel}`) !== h5.H5G_GROUP) return [];
  const names = h5.get_names(file, `/${channel}`, false);
  const dataset = ['data', 'y'].find((name) => names.includes(name));
  if (dataset === undefined || h5.get_dataset_metadata(file, `/${channel}/${dataset}`).shape?.length !== 1) return [];
  const data = getData(h5, scratch, file, `/${channel}/${dataset}`);
  if (data.kind !== 'dataset' || data.dtype === 'text') return [];
  const numbers = pixelsOf(h5.HEAPU8.subarray(data.pointer, data.pointer + data.bytes), data.dtype);
  const points = stretched(numbers, stretches);
  const known = points.filter(Number.isFinite);
  const [least, most] = [
    known.reduce((low, each) => Math.min(low, each), Infinity),
    known.reduce((high, each) => Math.max(high, each), -Infinity),
  ];
  return [{ channel, count: numbers.length, points, ...(known.length === 0 ? { least: null, most: null } : { least, most }) }];
}

/** All numbers where there are no more than two for each stretch. */
export function stretched(numbers: Pixels, stretches: number): Float32Array {
  const count = numbers.length;
  if (count <= 2 * stretches) return Float32Array.from(numbers, (each) => (Number.isFinite(each) ? each : Number.NaN));
  const points = new Float32Array(2 * stretches);
  for (let stretch = 0; stretch < stretches; stretch++) {
    const end = Math.floor(((stretch + 1) * count) / stretches);
    let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let index = Math.floor((stretch * count) / stretches); index < end; index++) {
      const each = numbers[index] ?? Number.NaN;
      if (!Number.isFinite(each)) continue;
      if (each < least) least = each;
      if (each > most) most = each;
    }
    points.set(least > most ? [Number.NaN, Number.NaN] : [least, most], 2 * stretch);
  }
  return points;
}
