import type { TrendQuantity } from '../contract/preview.ts';
import { figuresOf } from './figures.ts';
import { getData } from './get.ts';
import type { H5, Scratch } from './h5.ts';
import { bitDepthOf, textIn } from './look-attributes.ts';
import { mostOf, pixelsOf } from './pixels.ts';

/** `value`: null where the channel has no such quantity. */
export type Quantity = { value: number | null; units: string | null };

/** One number of a channel, for trends; null where the file has not the channel. Only its dataset is read. Throws HDF5's own errors. */
export function readQuantity(h5: H5, scratch: Scratch, path: string, channel: string, quantity: TrendQuantity): Quantity | null {
  const file = h5.open(path, h5.H5F_ACC_RDONLY, false, -1, -1);
  try {
    if (!h5.get_names(file, '/', false).includes(channel)) return null;
    const names = h5.get_names(file, `/${channel}`, false);
    const dataset = ['data', 'y'].find((name) => names.includes(name));
    if (dataset === undefined) return null;
    const units = textIn(h5, scratch, file, channel, dataset === 'y' ? 'y_units' : 'units');
    const depth = bitDepthOf(h5, scratch, file, channel); // before the numbers, which lie in the same memory
    const data = getData(h5, scratch, file, `/${channel}/${dataset}`);
    if (data.kind !== 'dataset' || data.dtype === 'text') return { value: null, units };
    const pixels = pixelsOf(h5.HEAPU8.subarray(data.pointer, data.pointer + data.bytes), data.dtype);
    const [rows, columns] = data.shape;
    if (rows === undefined) return { value: quantity === 'value' ? finite(pixels[0]) : null, units };
    if (quantity === 'value') return { value: null, units };
    const most = mostOf(data.dtype, depth);
    const { figures } = figuresOf(
      { pixels, most, ...(columns === undefined ? { rows: 1, columns: rows } : { rows, columns }) },
      { width: 1, height: 1 },
    );
    if (columns === undefined && quantity !== 'mean' && quantity !== 'sum' && quantity !== 'max') return { value: null, units };
    return {
      value: pixels.some((each) => Number.isFinite(each)) ? finite(figures[quantity] ?? undefined) : null,
      units: /^(centroid|fwhm)/.test(quantity) ? 'px' : units,
    };
  } finally {
    h5.close_file(file);
  }
}

function finite(number: number | undefined): number | null {
  return number !== undefined && Number.isFinite(number) ? number : null;
}
