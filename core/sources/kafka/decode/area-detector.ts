import type { ImageAttributes, NumberArray } from '../../value.ts';
import type { DecodeOptions } from './decoded.ts';
import { numberTypes } from './element-types.ts';
import { readers } from './flatbuffer/scalars.ts';
import type { Table } from './flatbuffer/table.ts';
import { sizes } from './number-array.ts';
import { plainHeader, type Schema } from './schema.ts';
import { knownTime } from './time.ts';
import { type TypeCodes, typedBytes } from './typed-bytes.ts';

/** DType of ADAr and ad00; text is c_string. */
export const areaDetectorTypes: TypeCodes = [...numberTypes, 'text'];

/** ADAr and ad00 differ only in the signs of numbers that are never negative, and in who writes them. */
function areaDetector(orderOf: (options: DecodeOptions) => 'x-first' | 'rows-first'): Schema {
  return {
    kind: 'reading',
    header: (root) => plainHeader(root.text(4), knownTime(root.int64(8))),
    value(root, options) {
      const onWire = sizes(root.message, root.required(root.vector(10, 8), 'dimensions'));
      const shape = orderOf(options) === 'x-first' ? onWire.reverse() : onWire;
      const value = typedBytes(root, { type: 12, data: 14, codes: areaDetectorTypes, shape, byteOrder: options.byteOrder });
      if (value.kind === 'text' || shape.length === 1) return value;
      return { kind: 'image', data: value.data, attributes: attributesOf(root, options.byteOrder) };
    },
  };
}

/** Python producers write rows first, the areaDetector plugin x first. */
export const adar = areaDetector((options) => options.dimensionOrder ?? 'rows-first');
export const ad00 = areaDetector(() => 'rows-first');

/** Single values by name. Arrays have no place in a file's attributes and are left out. */
function attributesOf(root: Table, byteOrder: DecodeOptions['byteOrder']): ImageAttributes {
  const entries = (root.tables(16) ?? []).flatMap((attribute) => {
    const name = attribute.text(4);
    const value = typedBytes(attribute, { type: 10, data: 12, codes: areaDetectorTypes, byteOrder });
    const single = value.kind === 'text' ? value.value : onlyElement(value.data);
    return name === null || single === null ? [] : [[name, single] as const];
  });
  return Object.fromEntries(entries);
}

function onlyElement({ dtype, shape, bytes, bigEndian }: NumberArray): ImageAttributes[string] | null {
  if (shape[0] !== 1) return null;
  return readers[dtype](new DataView(bytes.buffer, bytes.byteOffset, bytes.length), 0, bigEndian !== true);
}
