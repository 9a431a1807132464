import { describe, expect, it } from 'vitest';
import { type ArchiverData, parseData, parseEntries } from '../../../core/sources/archiver/parse.ts';
import type { Value } from '../../../core/sources/value.ts';
import { pulseAt, textOf } from './fixture.ts';

function parsed(file: string, pv: string): ArchiverData {
  return parseData(pv, textOf(file));
}

function values(file: string, pv: string): unknown[] {
  return parsed(file, pv).samples.map(({ value }) => (value?.kind === 'number' || value?.kind === 'text' ? value.value : value));
}

function expected(file: string, pv: string, formula: (k: number) => number): void {
  const { samples } = parsed(file, pv);
  expect(samples.length).toBeGreaterThan(0);
  for (const { timeNs, value } of samples) {
    expect(value).toMatchObject({ kind: 'number', dtype: 'float64' });
    if (value?.kind === 'number') expect(Number(value.value)).toBeCloseTo(formula(pulseAt(timeNs)), 9);
  }
}

function elements(value: Value | null | undefined): number[] {
  if (value?.kind !== 'array' || value.data.dtype !== 'float64') throw new Error('Not an array of float64.');
  const view = new DataView(value.data.bytes.buffer, value.data.bytes.byteOffset, value.data.bytes.length);
  return Array.from({ length: value.data.bytes.length / 8 }, (_, index) => view.getFloat64(index * 8, true));
}

const energy = (k: number): number => 10 + (k % 1000) / 1000;

describe('what a real appliance answered is read as its README says', () => {
  it.each([
    ['scalar.json', 'SIM:ENERGY'],
    ['fresh.json', 'SIM:ENERGY'],
    ['fresh-hole.json', 'SIM:ENERGY'],
    ['default-policy.json', 'SIM:DEFAULTED'],
    ['scanned.json', 'SIM:SCANNED'],
    ['disconnected.json', 'SIM:GHOST'],
    ['reconnected.json', 'SIM:GHOST'],
    ['two-pvs.json', 'SIM:ENERGY'],
    ['two-pvs-post.json', 'SIM:ENERGY'],
    ['two-pvs-form.json', 'SIM:ENERGY'],
  ])('%s: each double is the formula of its pulse', (file, pv) => expected(file, pv, energy));

  it('an integer record', () => expected('integer.json', 'SIM:COUNT', (k) => k % 1_000_000));
  it('a pulse ID over Channel Access, written with an exponent', () => expected('pulse-id.json', 'SIM:PULSE:ID', (k) => k));
  it('a pulse ID over pvAccess, inside a structure', () => expected('pva-integer.json', 'SIM:PVA:PULSE:ID', (k) => k));
  it('an enum is its index', () => expected('enum.json', 'SIM:MODE', (k) => Math.floor(k / 20) % 4));
  it('the second PV of an answer for two', () => expected('two-pvs.json', 'SIM:MODE', (k) => Math.floor(k / 20) % 4));

  it('the times keep their nanoseconds', () => {
    expect(
      parsed('scalar.json', 'SIM:ENERGY')
        .samples.map(({ timeNs }) => timeNs)
        .slice(0, 3),
    ).toEqual([1_795_345_288_000_000_000n, 1_795_345_288_099_999_904n, 1_795_345_288_200_000_047n]);
  });

  it('units and precision are in the metadata', () => {
    const { meta } = parsed('scalar.json', 'SIM:ENERGY');
    expect([...meta]).toEqual([
      ['name', 'SIM:ENERGY'],
      ['EGU', 'J'],
      ['PREC', '3'],
    ]);
  });

  it('labels of an enum are in the metadata where they were asked for', () => {
    const { meta } = parsed('enum-labels.json', 'SIM:MODE');
    expect([0, 1, 2, 3].map((index) => meta.get(`ENUM_${index}`))).toEqual(['Idle', 'Align', 'Single shot', 'Burst']);
    expect(parsed('enum.json', 'SIM:MODE').meta.has('ENUM_0')).toBe(false);
  });

  it('strings come with everything in them', () => {
    expect(values('string.json', 'SIM:LABEL:ODD')).toEqual([
      ...['a,b;c', '12', 'NaN', 'say "hi"', 'back\\slash', 'tab\there', 'line\nbreak', 'café µm', '', '<b>&amp;', 'a,b;c', '12'],
    ]);
  });

  it('a waveform of 1000 doubles', () => {
    const trace = elements(parsed('waveform.json', 'SIM:TRACE').samples[0]?.value);
    expect(trace).toHaveLength(1000);
    expect(trace[0]).toBe(1.5110082925080856e-10);
    expect(trace[999]).toBe(1.669755437958223e-10);
    expect(parsed('waveform.json', 'SIM:TRACE').samples[0]?.timeNs).toBe(1_795_345_288_002_000_093n);
  });

  it('a waveform of 16 int16', () => {
    const { samples } = parsed('waveform-short.json', 'SIM:SPECTRUM');
    expect(samples).toHaveLength(6);
    expect(elements(samples[1]?.value)).toEqual([-119, -19, 81, 181, 281, 381, 481, 581, 681, 781, 881, 981, -919, -819, -719, -619]);
  });

  it('bare NaN, Infinity and -Infinity are numbers, and the NaN is INVALID and UDF', () => {
    expect(values('nan.json', 'SIM:NAN')).toEqual([1.5, Number.NaN, 2.5, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1.5]);
    expect(parsed('nan.json', 'SIM:NAN').samples[1]).toMatchObject({
      severity: 3,
      status: 17,
      alarm: { severity: 'INVALID', status: 'UDF' },
    });
  });

  it('alarms go through all severities', () => {
    expected('alarm.json', 'SIM:ALARM', (k) => 20 + (Math.floor(k / 10) % 4));
    expect(parsed('alarm.json', 'SIM:ALARM').samples.map(({ alarm }) => alarm.severity)).toEqual([
      ...['NONE', 'MINOR', 'MAJOR', 'INVALID', 'NONE', 'MINOR'],
    ]);
  });

  it('fields of a sample tell of a start and of a lost connection', () => {
    expect(parsed('older-first.json', 'SIM:STATIC').samples[0]?.fields.get('startup')).toBe('true');
    expect([...(parsed('reconnected.json', 'SIM:GHOST').samples[5]?.fields ?? [])]).toEqual([
      ['cnxlostepsecs', '1795345318'],
      ['cnxregainedepsecs', '1795345369'],
    ]);
  });

  it('no data is no sample, with an entry and without one', () => {
    expect(parsed('no-data.json', 'SIM:ENERGY').samples).toEqual([]);
    expect(parsed('no-sample-yet.json', 'SIM:STATIC.SEVR').samples).toEqual([]);
    expect(parseEntries(textOf('no-data-two-pvs.json'))).toEqual([]);
  });
});
