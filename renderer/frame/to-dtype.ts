import { type DType, DTypeClass } from '@h5web/app';
import type { H5Type } from '../../core/contract/explorer.ts';

type Numeric = Extract<DType, { class: DTypeClass.Integer | DTypeClass.Float }>;

/** HDF5 counts bytes, H5Web bits. */
export function toDType(type: H5Type): DType {
  switch (type.class) {
    case 'integer':
    case 'float':
      return numeric(type);
    case 'string':
      return {
        ...{ class: DTypeClass.String, charSet: type.charset, strPad: undefined },
        ...(type.length !== null && { length: type.length }),
      };
    case 'boolean':
      return { class: DTypeClass.Bool, base: { class: DTypeClass.Integer, signed: true, size: 8, endianness: 'little-endian' } };
    case 'enum':
      return { class: DTypeClass.Enum, base: numeric(type.base), mapping: named(type.values) };
    case 'complex':
      return { class: DTypeClass.Complex, realType: numeric(type.base), imagType: numeric(type.base) };
    case 'compound':
      return { class: DTypeClass.Compound, fields: new Map(type.fields.map((field) => [field.name, toDType(field.type)])) };
    case 'array':
      return { class: DTypeClass.Array, base: toDType(type.base), dims: type.dims };
    case 'vlen':
      return { class: DTypeClass.VLen, base: toDType(type.base) };
    case 'time':
      return { class: DTypeClass.Time };
    case 'bitfield':
      return { class: DTypeClass.Bitfield, endianness: undefined };
    case 'opaque':
      return { class: DTypeClass.Opaque, tag: '' };
    case 'reference':
      return { class: DTypeClass.Reference };
    case 'unknown':
      return { class: DTypeClass.Unknown };
  }
}

/** Are its values numbers of a row of bytes? All others come as JSON. */
export function isPlain(type: H5Type): boolean {
  return (type.class === 'integer' && [1, 2, 4, 8].includes(type.size)) || (type.class === 'float' && [4, 8].includes(type.size));
}

function numeric(type: H5Type): Numeric {
  if (type.class !== 'integer' && type.class !== 'float') return { class: DTypeClass.Float, size: 64, endianness: undefined };
  const common = { size: type.size * 8, endianness: type.littleEndian ? ('little-endian' as const) : ('big-endian' as const) };
  return type.class === 'integer' ? { class: DTypeClass.Integer, signed: type.signed, ...common } : { class: DTypeClass.Float, ...common };
}

function named(values: Readonly<Record<string, number>>): Record<number, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [value, name]));
}
