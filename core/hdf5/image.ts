import type { ChannelSettings } from '../settings/schema.ts';
import type { ImageAttributes, NumberArray, Value } from '../sources/value.ts';
import { type Attributes, float, int, text } from './attribute.ts';
import { elementsOf, fileDType, firstInexact, littleEndian, toFloat64 } from './numbers.ts';
import { describe, misfit, refused, sizes } from './refusal.ts';
import type { Body } from './scalar.ts';

/** Types `image` and `float_image`: rows, then columns. */
export function layoutImage(channel: ChannelSettings, value: Value): Body {
  if (value.kind === 'encoded-image') {
    throw refused(
      channel,
      'CODEC_UNSUPPORTED',
      `its image is compressed with "${value.codec}" by the detector's software, which the exporter does not open; switch compression off there.`,
    );
  }
  if (value.kind !== 'image' && value.kind !== 'array') throw misfit(channel, value);
  checkAxes(channel, value.data);
  const facts = value.kind === 'image' ? value.attributes : {};
  return channel.type === 'image' ? whole(channel, value, facts) : floating(channel, value.data);
}

function whole(channel: ChannelSettings, value: Extract<Value, { kind: 'image' | 'array' }>, facts: ImageAttributes): Body {
  const { data } = value;
  const dtype = fileDType(data.dtype);
  if (dtype !== 'uint8' && dtype !== 'uint16') {
    throw refused(
      channel,
      'VALUE_WRONG_TYPE',
      `its reading is ${describe(value)}, and the Gateway takes images of uint8 or uint16 only; change the camera's data type, or make the channel a float_image.`,
    );
  }
  return {
    attributes: imageAttributes(channel, facts, dtype),
    datasets: [{ name: 'data', dtype, shape: data.shape, bytes: littleEndian(data) }],
  };
}

function floating(channel: ChannelSettings, data: NumberArray): Body {
  const dtype = fileDType(data.dtype);
  const bytes = littleEndian(data);
  const attributes = pixelAttributes(channel);
  if (dtype === 'float32' || dtype === 'float64') return { attributes, datasets: [{ name: 'data', dtype, shape: data.shape, bytes }] };
  const inexact = firstInexact(dtype, bytes);
  if (inexact !== null) throw refused(channel, 'VALUE_NOT_EXACT', `its pixel value ${inexact} can't be kept exactly as a float.`);
  return { attributes, datasets: [{ name: 'data', dtype: 'float64', shape: data.shape, bytes: toFloat64(dtype, bytes) }] };
}

function checkAxes(channel: ChannelSettings, data: NumberArray): void {
  const { shape } = data;
  if (shape.length === 3)
    throw refused(
      channel,
      'VALUE_WRONG_SHAPE',
      `its image has three axes (${sizes(data)}): colour, which the Gateway does not take; set the camera to mono.`,
    );
  if (shape.length !== 2)
    throw refused(
      channel,
      'VALUE_WRONG_SHAPE',
      `its reading has ${shape.length} axes (${sizes(data)}) and an image has two; correct the channel's type or the source.`,
    );
  if (elementsOf(shape) === 0)
    throw refused(
      channel,
      'VALUE_WRONG_SHAPE',
      `its image is empty (${sizes(data)}), for which the Gateway refuses the whole pulse; look at the camera.`,
    );
}

/** The settings go before what the message says. A bit depth beyond the pixel's own bits is left out: the Gateway would shift by a negative number. */
function imageAttributes(channel: ChannelSettings, facts: ImageAttributes, dtype: 'uint8' | 'uint16'): Attributes {
  const attributes = pixelAttributes(channel);
  const exposure = channel.image?.exposureTimeS ?? number(facts['AcquireTime']);
  const gain = channel.image?.gain ?? number(facts['Gain']);
  const depth = channel.image?.bitDepth;
  if (exposure !== undefined) attributes['exposure_time_s'] = float(exposure);
  if (gain !== undefined) attributes['gain'] = float(gain);
  if (depth !== undefined && depth <= (dtype === 'uint8' ? 8 : 16)) attributes['bit_depth'] = int(depth);
  return attributes;
}

function pixelAttributes({ image }: ChannelSettings): Attributes {
  const attributes: Attributes = {};
  if (image?.xPixelSize !== undefined) attributes['x_pixel_size'] = float(image.xPixelSize);
  if (image?.xPixelUnits !== undefined) attributes['x_pixel_units'] = text(image.xPixelUnits);
  if (image?.yPixelSize !== undefined) attributes['y_pixel_size'] = float(image.yPixelSize);
  if (image?.yPixelUnits !== undefined) attributes['y_pixel_units'] = text(image.yPixelUnits);
  return attributes;
}

function number(fact: ImageAttributes[string] | undefined): number | undefined {
  return typeof fact === 'number' || typeof fact === 'bigint' ? Number(fact) : undefined;
}
