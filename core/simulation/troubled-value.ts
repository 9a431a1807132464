import type { NumberArray, Value } from '../sources/value.ts';
import { bytesPer } from '../sources/value.ts';
import { bytesOf } from './devices/arrays.ts';
import type { SentValue } from './encode/pva0.ts';
import type { FaultName } from './fault-names.ts';

/** What is sent instead, where a fault changes the value itself. */
export function troubledValue(value: Value, isOn: (fault: FaultName) => boolean): SentValue {
  if (isOn('wrong-type')) return { kind: 'text', value: 'not what was expected' };
  if (value.kind === 'encoded-image') throw new TypeError('Simulated cameras measure pixels; they are compressed only by a fault.');
  if (value.kind !== 'image') return value;
  const { data, attributes } = value;
  if (isOn('codec-image'))
    return {
      kind: 'encoded-image',
      codec: 'jpeg',
      encoded: data.bytes.subarray(0, Math.ceil(data.bytes.length / 10)),
      dtype: data.dtype,
      shape: data.shape,
      attributes,
    };
  if (isOn('colour-image')) return { ...value, data: inColour(data) };
  if (isOn('resized-image')) return { ...value, data: halved(data) };
  if (isOn('image-as-float')) return { ...value, data: asFloat(data) };
  return value;
}

/** Only pva0 has a word for it. */
export function isPva0Only(value: SentValue): boolean {
  return value.kind === 'encoded-image' || value.kind === 'text';
}

function inColour(data: NumberArray): NumberArray {
  const size = bytesPer[data.dtype];
  const bytes = new Uint8Array(data.bytes.length * 3);
  for (let pixel = 0; pixel < data.bytes.length / size; pixel++)
    for (let colour = 0; colour < 3; colour++)
      bytes.set(data.bytes.subarray(pixel * size, (pixel + 1) * size), (pixel * 3 + colour) * size);
  return { ...data, shape: [...data.shape, 3], bytes };
}

function halved(data: NumberArray): NumberArray {
  const [rows = 0, ...rest] = data.shape;
  const kept = Math.max(1, Math.floor(rows / 2));
  return { ...data, shape: [kept, ...rest], bytes: data.bytes.subarray(0, (data.bytes.length / Math.max(1, rows)) * kept) };
}

function asFloat(data: NumberArray): NumberArray {
  if (data.dtype === 'float32') return data;
  const size = bytesPer[data.dtype];
  const low = Float32Array.from(
    { length: data.bytes.length / size },
    (_, i) => (data.bytes[i * size] ?? 0) + (size > 1 ? 256 * (data.bytes[i * size + 1] ?? 0) : 0),
  );
  return { ...data, dtype: 'float32', bytes: bytesOf(low) };
}
