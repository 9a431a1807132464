import { describe, expect, it } from 'vitest';
import type { NumberArray, Value } from '../../core/sources/value.ts';
import { floats, layOut, refusal } from './laid-out.ts';
import { bigints, channel, numbers } from './samples.ts';

const camera = channel('CAM-1', 'image');
const image = (data: NumberArray, attributes = {}): Value => ({ kind: 'image', data, attributes });

describe('an image channel', () => {
  it.each(['uint8', 'uint16'] as const)('takes rows and columns of %s without copying them', (dtype) => {
    const data = numbers(dtype, [1, 2, 3, 4, 5, 6], [2, 3]);
    const laidOut = layOut(camera, image(data)).datasets['data'];
    expect(laidOut).toMatchObject({ dtype, shape: [2, 3] });
    expect(laidOut).toHaveProperty('bytes', data.bytes);
  });

  it('turns big-endian pixels round and makes bool uint8', () => {
    const big = { ...numbers('uint16', [0, 0], [1, 2]), bytes: Uint8Array.of(1, 2, 3, 4), bigEndian: true };
    expect(layOut(camera, image(big)).datasets['data']).toMatchObject({ dtype: 'uint16', bytes: Uint8Array.of(2, 1, 4, 3) });
    const bool = { dtype: 'bool', shape: [1, 2], bytes: Uint8Array.of(0, 1) } as const;
    expect(layOut(camera, image(bool)).datasets['data']).toMatchObject({ dtype: 'uint8' });
  });

  it('takes a two-dimensional array as an image', () => {
    expect(layOut(camera, { kind: 'array', data: numbers('uint8', [1, 2], [1, 2]) }).datasets['data']).toMatchObject({ shape: [1, 2] });
  });

  it('takes exposure and gain from the message, and from the settings before it', () => {
    const data = numbers('uint8', [1], [1, 1]);
    expect(layOut(camera, image(data, { AcquireTime: 0.1, Gain: 3n })).attributes).toMatchObject({ exposure_time_s: 0.1, gain: 3 });
    const told = channel('CAM-1', 'image', {
      image: { exposureTimeS: 2, xPixelSize: 5, xPixelUnits: 'µm', yPixelSize: 6, yPixelUnits: 'µm' },
    });
    expect(layOut(told, image(data, { AcquireTime: 0.1, Gain: 'high' })).attributes).toMatchObject({
      ...{ exposure_time_s: 2, x_pixel_size: 5, x_pixel_units: 'µm', y_pixel_size: 6, y_pixel_units: 'µm' },
    });
    expect(layOut(told, image(data, { Gain: 'high' })).attributes).not.toHaveProperty('gain');
  });

  it('writes the bit depth as an integer, and not where the pixels have fewer bits', () => {
    const deep = channel('CAM-1', 'image', { image: { bitDepth: 12 } });
    expect(layOut(deep, image(numbers('uint16', [1], [1, 1]))).attributes['bit_depth']).toBe(12n);
    expect(layOut(deep, image(numbers('uint8', [1], [1, 1]))).attributes).not.toHaveProperty('bit_depth');
  });

  it.each(['int8', 'int16', 'int32', 'uint32', 'float32', 'float64'] as const)('refuses pixels of %s', (dtype) => {
    expect(refusal('image', image(numbers(dtype, [1], [1, 1])))).toBe('refused VALUE_WRONG_TYPE');
  });

  it('refuses colour, one axis, and an image without pixels', () => {
    expect(refusal('image', image(numbers('uint8', [1, 2, 3], [1, 1, 3])))).toBe('refused VALUE_WRONG_SHAPE');
    expect(refusal('image', image(numbers('uint8', [1, 2, 3])))).toBe('refused VALUE_WRONG_SHAPE');
    expect(refusal('image', image(numbers('uint8', [], [0, 5])))).toBe('refused VALUE_WRONG_SHAPE');
    expect(refusal('float_image', image(numbers('float32', [], [0, 0])))).toBe('refused VALUE_WRONG_SHAPE');
  });

  it('names the codec of a compressed image', () => {
    expect(refusal('image', { kind: 'encoded-image', codec: 'jpeg', bytes: 5, attributes: {} })).toBe('refused CODEC_UNSUPPORTED');
  });

  it('refuses bytes that are fewer or more than the shape says', () => {
    expect(refusal('image', image({ ...numbers('uint8', [1, 2, 3]), shape: [2, 2] }))).toBe('refused VALUE_WRONG_SHAPE');
    expect(refusal('image', image({ ...numbers('uint8', [1, 2, 3]), shape: [1, 2] }))).toBe('refused VALUE_WRONG_SHAPE');
  });

  it('says that a number or a text does not fit', () => {
    expect(refusal('image', { kind: 'number', dtype: 'int8', value: 1 })).toBe('wrong-type VALUE_WRONG_TYPE');
    expect(refusal('float_image', { kind: 'text', value: 'x' })).toBe('wrong-type VALUE_WRONG_TYPE');
  });
});

describe('a float_image channel', () => {
  it('keeps float32 and float64 as they are, NaN too', () => {
    const data = numbers('float32', [1.5, Number.NaN], [1, 2]);
    expect(layOut(channel('WFS', 'float_image'), image(data)).datasets['data']).toMatchObject({ dtype: 'float32', bytes: data.bytes });
  });

  it('makes integers float64, and refuses those that would be rounded', () => {
    const { datasets } = layOut(channel('WFS', 'float_image'), image(numbers('uint16', [1, 65535], [1, 2])));
    expect(floats(datasets['data'])).toEqual([1, 65535]);
    const long = { ...bigints('int64', [2n ** 53n + 1n]), shape: [1, 1] };
    expect(refusal('float_image', image(long))).toBe('refused VALUE_NOT_EXACT');
  });
});
