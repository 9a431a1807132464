import { describe, expect, it } from 'vitest';
import { encodePva0, type Pva0Message } from '../../../core/simulation/encode/pva0.ts';
import { decode } from '../../../core/sources/kafka/decode/decode.ts';
import type { Value } from '../../../core/sources/value.ts';
import { arrayOf, attributes, image, numberArrays, numbers, xy } from './samples.ts';

const timestampNs = 1746640500123456789n;

function roundTrip(sent: Omit<Pva0Message, 'sourceName' | 'timestampNs'>) {
  const decoded = decode(encodePva0({ sourceName: 'PM-201-HJ-PD:ENERGY', timestampNs, ...sent }));
  if (decoded.kind !== 'reading') throw new Error(`It is a ${decoded.kind}`);
  const { value, ...header } = decoded;
  return { header, value: value() };
}

const values: Exclude<Value, { kind: 'encoded-image' }>[] = [
  ...numbers,
  ...Object.values(numberArrays).map((data) => ({ kind: 'array' as const, data })),
  { kind: 'number', dtype: 'bool', value: true },
  { kind: 'number', dtype: 'bool', value: false },
  { kind: 'array', data: arrayOf('bool', Uint8Array.of(1, 0, 1)) },
  { kind: 'array', data: arrayOf('float64', new Float64Array()) },
  { kind: 'text', value: 'Amplifier 3 armed; 5 µm' },
  { kind: 'text', value: '' },
  { kind: 'texts', values: ['M1', '', 'µ'] },
  image,
  { kind: 'image', data: arrayOf('float64', Float64Array.of(1, 2, 3), [3, 1]), attributes: {} },
  {
    kind: 'image',
    data: arrayOf(
      'uint8',
      new Uint8Array(2 * 3 * 4).map((_, index) => index),
      [2, 3, 4],
    ),
    attributes: { Inverted: true },
  },
  xy,
  { ...xy, x: null, xUnits: null, yUnits: null },
  {
    kind: 'table',
    columns: [
      { name: 'name', units: null, value: { kind: 'texts', values: ['M1', 'M2'] } },
      { name: 'x', units: null, value: { kind: 'array', data: numberArrays.float64 } },
      { name: 'on', units: null, value: { kind: 'array', data: arrayOf('bool', Uint8Array.of(1, 0)) } },
    ],
  },
];

describe('pva0 as the simulation writes it', () => {
  it.each(values)('carries $kind $dtype $data.dtype through', (value) => {
    expect(roundTrip({ value }).value).toEqual(value);
  });

  it('carries pulse, times, alarm, units and precision', () => {
    const alarm = { severity: 'MAJOR', status: 'DEVICE', message: 'HIHI' };
    const pulse = { id: 9007199254740993n, timeNs: 1746640500125001000n };
    const { header } = roundTrip({ value: image, pulse, effectiveNs: timestampNs - 50_000_000n, alarm, units: 'mJ', precision: 3 });
    expect(header).toEqual({
      kind: 'reading',
      schema: 'pva0',
      sourceName: 'PM-201-HJ-PD:ENERGY',
      pulseId: 9007199254740993n,
      pulseTimeNs: 1746640500125001000n,
      effectiveNs: timestampNs - 50_000_000n,
      timestampNs,
      alarm,
      units: 'mJ',
      precision: 3,
    });
  });

  it('says nothing of what it was not told', () => {
    const unsaid = { pulseId: null, pulseTimeNs: null, effectiveNs: null, alarm: null, units: null, precision: null };
    expect(roundTrip({ value: { kind: 'number', dtype: 'float64', value: 1 } }).header).toMatchObject(unsaid);
  });

  it('knows pulse 0 from no pulse, although a 0 does not travel', () => {
    expect(roundTrip({ value: image, pulse: { id: 0n, timeNs: 0n } }).header).toMatchObject({ pulseId: 0n, pulseTimeNs: null });
  });

  it('takes an XYData’s time, alarm and units from y', () => {
    const alarm = { severity: 'MINOR', status: 'RECORD', message: '' };
    expect(roundTrip({ value: xy, alarm }).header).toMatchObject({ units: 'V', alarm, timestampNs });
  });

  it('names a compressed picture and its size', () => {
    const encoded = {
      kind: 'encoded-image',
      codec: 'jpeg',
      encoded: new Uint8Array(100),
      dtype: 'uint16',
      shape: [4, 5],
      attributes,
    } as const;
    expect(roundTrip({ value: encoded }).value).toEqual({ kind: 'encoded-image', codec: 'jpeg', bytes: 100, attributes });
  });

  it.each(['A', 'AB', 'ABC', 'ABCDEFGH'])('aligns elements to their size, as the format wants, after the name %s', (sourceName) => {
    const message = encodePva0({ sourceName, timestampNs, value: { kind: 'array', data: numberArrays.float64 } });
    const decoded = decode(message);
    const value = decoded.kind === 'reading' ? decoded.value() : null;
    expect(value?.kind === 'array' && (value.data.bytes.byteOffset - message.byteOffset) % 8).toBe(0);
  });

  it('gives pixels as a view of the message, without a copy', () => {
    const message = encodePva0({ sourceName: 'CAM', timestampNs, value: image });
    const decoded = decode(message);
    const value = decoded.kind === 'reading' ? decoded.value() : null;
    expect(value?.kind === 'image' && value.data.bytes.buffer).toBe(message.buffer);
  });
});
