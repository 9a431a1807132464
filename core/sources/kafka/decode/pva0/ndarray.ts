import type { ImageAttributes, Value } from '../../../value.ts';
import type { Table } from '../flatbuffer/table.ts';
import { numberArray } from '../number-array.ts';
import { anyValue } from './any-value.ts';

/** NTNDArray. One dimension is no picture, whatever sent it. */
export function ndarrayValue(array: Table): Value {
  const value = anyValue(array, 4);
  if (value.kind !== 'array') throw array.message.undecodable('its image has no array of pixels');
  const { dtype, bytes } = value.data;
  const codec = array.table(6)?.text(4) ?? '';
  if (codec !== '') return { kind: 'encoded-image', codec, bytes: bytes.length, attributes: attributesOf(array) };

  // The first dimension runs fastest: https://docs.epics-controls.org, Normative Types, NTNDArray.
  const shape = (array.tables(12) ?? []).map((dimension) => dimension.int32(4)).reverse();
  if (shape.length === 0) return value;
  const data = numberArray(array.message, dtype, shape, bytes);
  return shape.length === 1 ? { kind: 'array', data } : { kind: 'image', data, attributes: attributesOf(array) };
}

/** Single values by name (AcquireTime, Gain, …). Arrays have no place in a file's attributes and are left out. */
function attributesOf(array: Table): ImageAttributes {
  const entries = (array.tables(18) ?? []).flatMap((attribute) => {
    const name = attribute.text(4);
    if (name === null || attribute.table(6) === null) return [];
    const value = anyValue(attribute, 6);
    return value.kind === 'number' || value.kind === 'text' ? [[name, value.value] as const] : [];
  });
  return Object.fromEntries(entries);
}
