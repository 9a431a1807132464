import type { Metadata } from 'h5wasm/node';
import type { Json } from '../contract/explorer.ts';
import { h5Class, h5TypeOf, isOddNumber } from './explore-type.ts';
import type { H5 } from './h5.ts';

/** Of a list of variable length; longer ones are cut. */
const longestList = 10_000;
const longestText = 100_000;

/** One element that HDF5 has put at a place of its memory, as JSON: 64-bit numbers as digits, compounds as lists of their fields, what has no value as hexadecimal. */
export function decodeAt(h5: H5, found: Metadata, at: number): Json {
  const view = new DataView(h5.HEAPU8.buffer);
  const { size } = found;
  if (isOddNumber(found)) return hexAt(h5, at, size);
  switch (found.type) {
    case h5Class.integer:
    case h5Class.bitfield:
      return integerAt(view, found, at);
    case h5Class.float:
      return floatAt(view, size, at);
    case h5Class.string:
      return textAt(h5, view, found, at);
    case h5Class.enum:
      return h5TypeOf(found).class === 'boolean' ? view.getUint8(at) !== 0 : integerAt(view, found, at);
    case h5Class.compound:
      return (found.compound_type?.members ?? []).map((member) => decodeAt(h5, member, at + member.offset));
    case h5Class.array:
      return found.array_type === undefined ? hexAt(h5, at, size) : arrayAt(h5, found.array_type, found.array_type.shape ?? [], at);
    case h5Class.vlen:
      return found.vlen_type === undefined ? hexAt(h5, at, size) : listAt(h5, view, found.vlen_type, at);
    default:
      return hexAt(h5, at, size);
  }
}

function integerAt(view: DataView, { size, signed }: Metadata, at: number): Json {
  switch (size) {
    case 1:
      return signed ? view.getInt8(at) : view.getUint8(at);
    case 2:
      return signed ? view.getInt16(at, true) : view.getUint16(at, true);
    case 4:
      return signed ? view.getInt32(at, true) : view.getUint32(at, true);
    case 8:
      return String(signed ? view.getBigInt64(at, true) : view.getBigUint64(at, true));
    default:
      return null;
  }
}

/** JSON knows no NaN and no infinities. */
function floatAt(view: DataView, size: number, at: number): Json {
  const number =
    size === 8
      ? view.getFloat64(at, true)
      : size === 4
        ? view.getFloat32(at, true)
        : size === 2
          ? halfOf(view.getUint16(at, true))
          : Number.NaN;
  if (Number.isFinite(number)) return number;
  return Number.isNaN(number) ? null : String(number);
}

/** IEEE 754 of 16 bits, which JavaScript here cannot read by itself. */
function halfOf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const [exponent, fraction] = [(bits >> 10) & 0x1f, bits & 0x3ff];
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15));
}

/** Of fixed length it ends at its first NUL, or is padded with spaces. */
function textAt(h5: H5, view: DataView, { vlen, size, strpad }: Metadata, at: number): string {
  if (vlen) {
    const pointer = view.getUint32(at, true);
    return pointer === 0 ? '' : h5.UTF8ToString(pointer).slice(0, longestText);
  }
  const bytes = h5.HEAPU8.slice(at, at + size);
  const end = bytes.indexOf(0);
  const text = new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end));
  return strpad === 2 ? text.trimEnd() : text; // H5T_STR_SPACEPAD
}

function arrayAt(h5: H5, base: Metadata, dims: readonly number[], at: number): Json {
  const [count = 0, ...rest] = dims;
  const step = rest.reduce((product, each) => product * each, base.size);
  return Array.from({ length: count }, (_, index) =>
    rest.length === 0 ? decodeAt(h5, { ...base, shape: [] }, at + index * step) : arrayAt(h5, base, rest, at + index * step),
  );
}

/** hvl_t of WebAssembly: a length and a pointer of four bytes each. */
function listAt(h5: H5, view: DataView, base: Metadata, at: number): Json {
  const [length, pointer] = [view.getUint32(at, true), view.getUint32(at + 4, true)];
  return Array.from({ length: Math.min(length, longestList) }, (_, index) => decodeAt(h5, base, pointer + index * base.size));
}

function hexAt(h5: H5, at: number, size: number): string {
  return Buffer.from(h5.HEAPU8.slice(at, at + Math.min(size, 256))).toString('hex');
}
