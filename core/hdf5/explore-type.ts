import type { Metadata } from 'h5wasm/node';
import type { H5Type } from '../contract/explorer.ts';

/** H5T_class_t: https://support.hdfgroup.org/documentation/hdf5/latest/group___h5_t.html */
export const h5Class = {
  ...{ integer: 0, float: 1, time: 2, string: 3, bitfield: 4, opaque: 5 },
  ...{ compound: 6, reference: 7, enum: 8, vlen: 9, array: 10 },
} as const;

/** Bytes of numbers that JavaScript can read; a long double of 16 is not among them, and no number is told for it. */
const numberSizes = { integer: [1, 2, 4, 8], float: [2, 4, 8] };

/** Of a type within a type; a file that goes deeper is made to do harm. */
const deepest = 16;

export function h5TypeOf(found: Metadata, depth = 0): H5Type {
  const { type, size, signed, littleEndian } = found;
  if (depth > deepest || isOddNumber(found)) return { class: 'unknown', size };
  switch (type) {
    case h5Class.integer:
      return { class: 'integer', size, signed, littleEndian };
    case h5Class.float:
      return { class: 'float', size, signed: true, littleEndian };
    case h5Class.string:
      return { class: 'string', charset: found.cset === 1 ? 'UTF-8' : 'ASCII', length: found.vlen ? null : size };
    case h5Class.compound:
      return compoundOf(found, depth);
    case h5Class.enum:
      return enumOf(found);
    case h5Class.array:
      return { class: 'array', base: inner(found.array_type, size, depth), dims: found.array_type?.shape ?? [] };
    case h5Class.vlen:
      return { class: 'vlen', base: inner(found.vlen_type, size, depth) };
    case h5Class.time:
      return { class: 'time', size };
    case h5Class.bitfield:
      return { class: 'bitfield', size };
    case h5Class.opaque:
      return { class: 'opaque', size };
    case h5Class.reference:
      return { class: 'reference', size };
    default:
      return { class: 'unknown', size };
  }
}

/** Looked at for each element: it is quick. */
export function isOddNumber({ type, size }: Metadata): boolean {
  if (type === h5Class.integer) return !numberSizes.integer.includes(size);
  return type === h5Class.float && !numberSizes.float.includes(size);
}

function inner(found: Metadata | undefined, size: number, depth: number): H5Type {
  return found === undefined ? { class: 'unknown', size } : h5TypeOf(found, depth + 1);
}

/** h5py and others write complex numbers as two floats called r and i. */
function compoundOf({ compound_type, size }: Metadata, depth: number): H5Type {
  const fields = (compound_type?.members ?? []).map((member) => ({ name: member.name, type: h5TypeOf(member, depth + 1) }));
  const [real, imaginary] = fields;
  const isComplex =
    fields.length === 2 && real?.name === 'r' && imaginary?.name === 'i' && real.type.class === 'float' && imaginary.type.class === 'float';
  return isComplex ? { class: 'complex', base: real.type } : { class: 'compound', size, fields };
}

/** h5py writes booleans as an enumeration of FALSE and TRUE. */
function enumOf({ enum_type, size, signed, littleEndian }: Metadata): H5Type {
  const values = enum_type?.members ?? {};
  const isBoolean = size === 1 && Object.keys(values).length === 2 && values['FALSE'] === 0 && values['TRUE'] === 1;
  return isBoolean ? { class: 'boolean' } : { class: 'enum', base: { class: 'integer', size, signed, littleEndian }, values };
}

/** Does HDF5 keep something of it in memory of its own, which has to be given back? */
export function holdsMemory({ type, vlen, compound_type, array_type }: Metadata): boolean {
  if (vlen || type === h5Class.vlen) return true;
  return (compound_type?.members.some(holdsMemory) ?? false) || (array_type !== undefined && holdsMemory(array_type));
}
