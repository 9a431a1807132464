import type { ChannelSettings } from '../settings/schema.ts';
import type { NumberArray, Value } from '../sources/value.ts';
import { type Attributes, text, texts } from './attribute.ts';
import type { Dataset } from './group.ts';
import { fileDType, firstInexact, littleEndian, toFloat64 } from './numbers.ts';
import { misfit, refused, sizes } from './refusal.ts';
import type { Body } from './scalar.ts';

/** x and y of one length. Where the reading has no x, the index stands for it and the attribute `x_generated` says so. */
export function layoutWaveform(channel: ChannelSettings, value: Value, units: string | null): Body {
  const { x, y, xUnits, yUnits } = axes(channel, value);
  const data = line(channel, 'y', y);
  const attributes: Attributes = {};
  const along = channel.xUnits ?? xUnits;
  const up = channel.units ?? yUnits ?? units;
  if (along !== null) attributes['x_units'] = text(along);
  if (up !== null) attributes['y_units'] = text(up);
  if (x === null) {
    attributes['x_generated'] = text('index');
    return { attributes, datasets: [index(y.shape[0] ?? 0), data] };
  }
  const abscissa = line(channel, 'x', x);
  if (x.shape[0] !== y.shape[0])
    throw refused(
      channel,
      'VALUE_WRONG_SHAPE',
      `x has ${x.shape[0]} points and y has ${y.shape[0]}, for which the Gateway refuses the whole pulse; correct the source.`,
    );
  return { attributes, datasets: [abscissa, data] };
}

function axes(channel: ChannelSettings, value: Value): Pick<Extract<Value, { kind: 'xy' }>, 'x' | 'y' | 'xUnits' | 'yUnits'> {
  if (value.kind === 'xy') return value;
  if (value.kind === 'array') return { x: null, y: value.data, xUnits: null, yUnits: null };
  throw misfit(channel, value);
}

export function layoutVector(channel: ChannelSettings, value: Value, units: string | null): Body {
  if (value.kind !== 'array') throw misfit(channel, value);
  const data = line(channel, 'data', value.data);
  const attributes: Attributes = {};
  if (units !== null) attributes['units'] = text(units);
  if (channel.labels !== undefined) {
    if (channel.labels.length !== value.data.shape[0]) {
      throw refused(
        channel,
        'VALUE_WRONG_SHAPE',
        `its reading has ${value.data.shape[0]} elements and the settings name ${channel.labels.length} labels; one label for each is wanted.`,
      );
    }
    attributes['labels'] = texts(channel.labels);
  }
  return { attributes, datasets: [data] };
}

function line(channel: ChannelSettings, name: string, data: NumberArray): Dataset {
  if (data.shape.length !== 1) {
    throw refused(
      channel,
      'VALUE_WRONG_SHAPE',
      `${name} has ${data.shape.length} axes (${sizes(data)}) and a ${channel.type} has one; correct the channel's type or the source.`,
    );
  }
  const dtype = fileDType(data.dtype);
  const bytes = littleEndian(data);
  const inexact = firstInexact(dtype, bytes);
  if (inexact !== null) {
    throw refused(
      channel,
      'VALUE_NOT_EXACT',
      `${name} holds ${inexact}, which can't be kept exactly: the Gateway holds numbers as double-precision floats; publish smaller numbers.`,
    );
  }
  if (dtype === 'float32') return { name, dtype: 'float64', shape: data.shape, bytes: toFloat64(dtype, bytes) };
  return { name, dtype, shape: data.shape, bytes };
}

function index(points: number): Dataset {
  const numbers = Float64Array.from({ length: points }, (_, i) => i);
  return { name: 'x', dtype: 'float64', shape: [points], bytes: new Uint8Array(numbers.buffer) };
}
