import type { ChannelSettings } from '../settings/schema.ts';
import type { NumberArray, Value } from '../sources/value.ts';
import { type Attributes, text } from './attribute.ts';
import type { Dataset } from './group.ts';
import { elementAt, elementsOf, encodeNumber, fileDType, isExact, littleEndian, viewOf } from './numbers.ts';
import { misfit, refused, sizes } from './refusal.ts';

export type Body = { attributes: Attributes; datasets: Dataset[] };

/** A number, a text, or a list of one of them. */
export function layoutScalar(channel: ChannelSettings, value: Value, units: string | null): Body {
  const attributes = units === null ? {} : { units: text(units) };
  return { attributes, datasets: [dataset(channel, value)] };
}

function dataset(channel: ChannelSettings, value: Value): Dataset {
  switch (value.kind) {
    case 'number':
      return ofNumber(channel, value.dtype, value.value);
    case 'text':
      return ofText(channel, value.value);
    case 'texts': {
      const [only] = value.values;
      if (only === undefined || value.values.length > 1) throw misfit(channel, value);
      return ofText(channel, only);
    }
    case 'array':
      return ofArray(channel, value.data);
    default:
      throw misfit(channel, value);
  }
}

function ofArray(channel: ChannelSettings, data: NumberArray): Dataset {
  if (elementsOf(data.shape) !== 1) {
    throw refused(
      channel,
      'VALUE_WRONG_SHAPE',
      `its reading has ${sizes(data)} elements and a scalar has one; make the channel a vector or a waveform.`,
    );
  }
  return ofNumber(channel, data.dtype, elementAt(viewOf(littleEndian(data)), 0, fileDType(data.dtype)));
}

function ofNumber(channel: ChannelSettings, wire: NumberArray['dtype'], value: number | bigint | boolean): Dataset {
  const number = typeof value === 'boolean' ? Number(value) : value;
  const dtype = wire === 'float32' ? 'float64' : fileDType(wire);
  const bytes = encodeNumber(dtype, number);
  if (bytes === null || (typeof number === 'bigint' && !isExact(number))) {
    throw refused(
      channel,
      'VALUE_NOT_EXACT',
      `its value ${number} can't be kept exactly: the Gateway holds numbers as double-precision floats; publish it as a text.`,
    );
  }
  return { name: 'data', dtype, shape: [], bytes };
}

function ofText(channel: ChannelSettings, value: string): Dataset {
  if (value.includes('\0') || !value.isWellFormed())
    throw refused(channel, 'VALUE_NOT_EXACT', 'its text has a NUL or half a character in it, which HDF5 cannot hold; correct the source.');
  if (readsAsTooLargeInteger(value)) {
    throw refused(
      channel,
      'VALUE_NOT_EXACT',
      `its text "${value.slice(0, 60)}" reads as a whole number of more than 64 bits, for which the Gateway refuses the whole pulse; publish it with a letter in it.`,
    );
  }
  return { name: 'data', dtype: 'text', shape: [], text: value };
}

const integer = /^\s*[+-]?0*(\d+(?:_\d+)*)(?:\.0*)?\s*$/u;
const largest = 2n ** 63n - 1n;

/** The Gateway turns a text that looks like an integer into one, single underscores between digits allowed, and fails as a whole beyond 64 bits. */
export function readsAsTooLargeInteger(value: string): boolean {
  const digits = integer.exec(value.normalize('NFKC'))?.[1]?.replaceAll('_', '');
  return digits !== undefined && (digits.length > 19 || BigInt(digits) > largest);
}
