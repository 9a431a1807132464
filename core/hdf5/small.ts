import { bytesPer } from '../sources/value.ts';
import { getData } from './get.ts';
import type { H5, Scratch } from './h5.ts';
import { textIn } from './look-attributes.ts';
import { elementAt, elementsOf, viewOf } from './numbers.ts';
import type { SmallChannel } from './port.ts';
import { curvePoints, shrinkImage } from './shrink.ts';

/** Of a text; a line of a table shows less. */
const longestText = 120;

/**
 * Every channel of a file of ours, made small; those in `without` only where they are one number. Throws HDF5's own errors, and may hold on to the file then.
 */
export function smallValues(h5: H5, scratch: Scratch, path: string, without: readonly string[]): SmallChannel[] {
  const passed = new Set(without);
  const file = h5.open(path, h5.H5F_ACC_RDONLY, false, -1, -1);
  const found = h5.get_names(file, '/', false).flatMap((channel) => {
    const value = smallValue(h5, scratch, file, channel, passed.has(channel));
    return value === null ? [] : [{ channel, value }];
  });
  h5.close_file(file);
  return found;
}

/** null: nothing that this exporter writes, or passed over. */
function smallValue(h5: H5, scratch: Scratch, file: bigint, channel: string, numbersOnly: boolean): SmallChannel['value'] | null {
  if (h5.get_type(file, `/${channel}`) !== h5.H5G_GROUP) return null;
  const names = h5.get_names(file, `/${channel}`, false);
  const dataset = ['data', 'y'].find((name) => names.includes(name));
  if (dataset === undefined) return null;
  const path = `/${channel}/${dataset}`;
  const axes = h5.get_dataset_metadata(file, path).shape?.length;
  if (axes === undefined || axes > 2 || (axes > 0 && numbersOnly)) return null;
  const units = axes === 2 ? null : textIn(h5, scratch, file, channel, dataset === 'y' ? 'y_units' : 'units');
  const data = getData(h5, scratch, file, path);
  if (data.kind === 'other') return null;
  if (data.dtype === 'text') return { kind: 'text', text: data.text.slice(0, longestText) };
  const bytes = h5.HEAPU8.subarray(data.pointer, data.pointer + data.bytes);
  const numbers = { dtype: data.dtype, bytes };
  const [rows = 1, columns = 1] = data.shape;
  if (axes === 2) return elementsOf(data.shape) === 0 ? null : shrinkImage(numbers, rows, columns);
  if (axes === 1) return { kind: 'curve', elements: bytes.length / bytesPer[data.dtype], units, points: curvePoints(numbers) };
  const number = elementAt(viewOf(bytes), 0, data.dtype);
  return { kind: 'number', text: String(number), units, number: Number.isFinite(Number(number)) ? Number(number) : null };
}
