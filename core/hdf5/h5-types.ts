import { bytesPer } from '../sources/value.ts';
import type { FileDType } from './group.ts';

/** H5T_class_t */
export const classes = { integer: 0, float: 1, string: 3 } as const;

type H5Type = { type: number; size: number; signed: boolean; vlen: boolean; cset?: number };

export function h5Type(dtype: FileDType | 'text'): H5Type & { littleEndian: boolean } {
  if (dtype === 'text') return { type: classes.string, size: 4, signed: false, vlen: true, cset: 1, littleEndian: true };
  const float = dtype.startsWith('float');
  return {
    type: float ? classes.float : classes.integer,
    size: bytesPer[dtype],
    signed: !float && !dtype.startsWith('u'),
    vlen: false,
    littleEndian: true,
  };
}

const integers: Record<number, { signed: FileDType; unsigned: FileDType }> = {
  1: { signed: 'int8', unsigned: 'uint8' },
  2: { signed: 'int16', unsigned: 'uint16' },
  4: { signed: 'int32', unsigned: 'uint32' },
  8: { signed: 'int64', unsigned: 'uint64' },
};
const floats: Record<number, FileDType> = { 4: 'float32', 8: 'float64' };

/** null for all that this exporter does not write: big-endian numbers, fixed-length texts, compounds, enumerations. */
export function dtypeOf(found: H5Type & { littleEndian: boolean; strpad?: number }): FileDType | 'text' | null {
  if (found.type === classes.string) return found.vlen ? 'text' : null;
  if (!found.littleEndian && found.size > 1) return null;
  if (found.type === classes.float) return floats[found.size] ?? null;
  if (found.type !== classes.integer) return null;
  return integers[found.size]?.[found.signed ? 'signed' : 'unsigned'] ?? null;
}
