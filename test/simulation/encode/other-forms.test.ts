import { describe, expect, it } from 'vitest';
import { encodeAd00, encodeAdar } from '../../../core/simulation/encode/area-detector.ts';
import { encodeDa00 } from '../../../core/simulation/encode/da00.ts';
import { encodeF142, encodeF144, encodeSe00 } from '../../../core/simulation/encode/log-data.ts';
import { encodeAl00, encodeEp01 } from '../../../core/simulation/encode/status.ts';
import { encodeWa00 } from '../../../core/simulation/encode/wa00.ts';
import { decode } from '../../../core/sources/kafka/decode/decode.ts';
import type { DecodeOptions } from '../../../core/sources/kafka/decode/decoded.ts';
import type { UnionValue } from '../../../core/sources/kafka/decode/union-value.ts';
import { arrayOf, image, numberArrays, numbers, xy } from './samples.ts';

const about = { sourceName: 'VAC-201:PRESSURE', timestampNs: 1746640500123456789n };
const values: UnionValue[] = [...numbers, ...Object.values(numberArrays).map((data) => ({ kind: 'array' as const, data }))];
const texts: UnionValue[] = [
  { kind: 'text', value: 'open' },
  { kind: 'texts', values: ['a', 'b'] },
];

function read(bytes: Uint8Array, options?: DecodeOptions) {
  const decoded = decode(bytes, options);
  if (decoded.kind !== 'reading') throw new Error(`It is a ${decoded.kind}`);
  return decoded;
}

describe('Log data', () => {
  it.each([...values, ...texts])('f142 carries $kind $dtype $data.dtype through', (value) => {
    const reading = read(encodeF142({ ...about, value }));
    expect(reading).toMatchObject({ ...about, schema: 'f142', units: null, alarm: null });
    expect(reading.value()).toEqual(value);
  });

  it.each(values)('f144 carries $kind $dtype $data.dtype through', (value) => {
    const reading = read(encodeF144({ ...about, value }));
    expect(reading).toMatchObject({ ...about, schema: 'f144' });
    expect(reading.value()).toEqual(value);
  });

  it.each(Object.values(numberArrays))('se00 carries an array of $dtype through', (data) => {
    const reading = read(encodeSe00({ ...about, value: { kind: 'array', data } }));
    expect(reading).toMatchObject({ ...about, schema: 'se00' });
    expect(reading.value()).toEqual({ kind: 'array', data });
  });

  it.each(['NONE', 'MINOR', 'MAJOR', 'INVALID'])('f142 says severity %s in the words of EPICS, whatever code it has there', (severity) => {
    const alarm = { severity, status: 'HIGH', message: '' };
    const value = { kind: 'number', dtype: 'float64', value: 1 } as const;
    expect(read(encodeF142({ ...about, value, alarm, units: 'mbar' }))).toMatchObject({ alarm, units: 'mbar' });
  });

  it('a time stamp of 0 means that it is not known', () => {
    const value = { kind: 'number', dtype: 'float64', value: 1 } as const;
    expect(read(encodeF144({ ...about, timestampNs: 0n, value })).timestampNs).toBeNull();
  });
});

describe('Detector arrays', () => {
  it('ADAr is read in the order of dimensions that is set for its topic', () => {
    const xFirst = encodeAdar({ ...about, value: image, dimensionOrder: 'x-first' });
    expect(read(xFirst, { dimensionOrder: 'x-first' }).value()).toEqual(image);
    expect(read(xFirst).value()).toEqual({ ...image, data: { ...image.data, shape: [3, 2] } });
    expect(read(encodeAdar({ ...about, value: image })).value()).toEqual(image);
  });

  it('ad00 is always rows first', () => {
    expect(read(encodeAd00({ ...about, value: image }), { dimensionOrder: 'x-first' }).value()).toEqual(image);
  });

  it('big-endian pixels stay as they are, and that is said', () => {
    const value = read(encodeAd00({ ...about, value: { ...image, attributes: {} } }), { byteOrder: 'big' }).value();
    expect(value).toEqual({ kind: 'image', data: { ...image.data, bigEndian: true }, attributes: {} });
  });
});

describe('The other forms', () => {
  it('wa00 carries both axes with units, and no source name', () => {
    const reading = read(encodeWa00({ timestampNs: about.timestampNs, value: xy }));
    expect(reading).toMatchObject({ sourceName: null, timestampNs: about.timestampNs, units: 'V' });
    expect(reading.value()).toEqual(xy);
  });

  it('an empty x of wa00 is none', () => {
    expect(read(encodeWa00({ timestampNs: 1n, value: { ...xy, x: null } })).value()).toEqual({ ...xy, x: null });
  });

  it('da00 carries variables with their shapes', () => {
    const signal = {
      name: 'signal',
      units: 'V',
      value: { kind: 'array', data: arrayOf('float64', Float64Array.of(1, 2, 3, 4, 5, 6), [2, 3]) },
    } as const;
    const note = { name: 'note', units: null, value: { kind: 'text', value: 'café' } } as const;
    const reading = read(encodeDa00({ ...about, variables: [{ ...signal, axes: ['y', 'x'] }, note] }));
    expect(reading).toMatchObject(about);
    expect(reading.value()).toEqual({ kind: 'table', columns: [signal, note] });
  });

  it('ep01 and al00 are statuses', () => {
    const alarm = { severity: 'MAJOR', status: '', message: 'HIHI' };
    const status = { kind: 'status', sourceName: about.sourceName };
    expect(decode(encodeEp01({ ...about, status: 'DISCONNECTED' }))).toEqual({ ...status, schema: 'ep01' });
    expect(decode(encodeAl00({ ...about, alarm }))).toEqual({ ...status, schema: 'al00' });
  });
});
