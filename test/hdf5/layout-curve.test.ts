import { describe, expect, it } from 'vitest';
import type { TableColumn, Value } from '../../core/sources/value.ts';
import { floats, layOut, refusal } from './laid-out.ts';
import { bigints, channel, numbers } from './samples.ts';

const trace = channel('SPEC-1', 'waveform');
const vector = channel('COEF', 'vector');

describe('a waveform channel', () => {
  it('has x and y with their units, float32 made float64', () => {
    const { datasets, attributes } = layOut(trace, {
      ...{ kind: 'xy', x: numbers('float32', [0.5, 1]), y: numbers('int16', [7, 8]), xUnits: 'nm', yUnits: 'counts' },
    });
    expect(floats(datasets['x'])).toEqual([0.5, 1]);
    expect(datasets['y']).toMatchObject({ dtype: 'int16', shape: [2] });
    expect(attributes).toMatchObject({ x_units: 'nm', y_units: 'counts' });
    expect(attributes).not.toHaveProperty('x_generated');
  });

  it('counts from 0 where the reading has no x, and says so', () => {
    const { datasets, attributes } = layOut(trace, { kind: 'array', data: numbers('float64', [7, 8, 9]) }, { units: 'V' });
    expect(floats(datasets['x'])).toEqual([0, 1, 2]);
    expect(attributes).toMatchObject({ x_generated: 'index', y_units: 'V' });
    expect(attributes).not.toHaveProperty('x_units');
  });

  it('takes the units of the settings first', () => {
    const told = channel('SPEC-1', 'waveform', { xUnits: 'µm', units: 'a.u.' });
    const value: Value = { kind: 'xy', x: numbers('int8', [1]), y: numbers('int8', [1]), xUnits: 'nm', yUnits: 'counts' };
    expect(layOut(told, value).attributes).toMatchObject({ x_units: 'µm', y_units: 'a.u.' });
  });

  it('may be empty', () => {
    expect(layOut(trace, { kind: 'array', data: numbers('float64', []) }).datasets['y']).toMatchObject({ shape: [0] });
  });

  it('refuses x and y of different lengths, and two axes', () => {
    const uneven: Value = { kind: 'xy', x: numbers('int8', [1]), y: numbers('int8', [1, 2]), xUnits: null, yUnits: null };
    expect(refusal('waveform', uneven)).toBe('refused VALUE_WRONG_SHAPE');
    expect(refusal('waveform', { kind: 'array', data: numbers('int8', [1, 2], [1, 2]) })).toBe('refused VALUE_WRONG_SHAPE');
  });

  it('refuses integers that a double cannot hold', () => {
    expect(refusal('waveform', { kind: 'array', data: bigints('uint64', [1n, 2n ** 63n + 1n]) })).toBe('refused VALUE_NOT_EXACT');
    expect(refusal('waveform', { kind: 'array', data: bigints('int64', [1n, -(2n ** 53n)]) })).toBe('taken');
  });

  it('says that a number does not fit', () => {
    expect(refusal('waveform', { kind: 'number', dtype: 'int8', value: 1 })).toBe('wrong-type VALUE_WRONG_TYPE');
  });
});

describe('a vector channel', () => {
  it('has its elements, units and labels', () => {
    const told = channel('COEF', 'vector', { labels: ['a', 'b'] });
    const { datasets, attributes } = layOut(told, { kind: 'array', data: numbers('float32', [1, 2]) }, { units: 'rad' });
    expect(floats(datasets['data'])).toEqual([1, 2]);
    expect(attributes).toMatchObject({ units: 'rad', labels: ['a', 'b'] });
  });

  it('refuses another number of labels than of elements', () => {
    expect(refusal('vector', { kind: 'array', data: numbers('int8', [1, 2, 3]) }, { labels: ['a'] })).toBe('refused VALUE_WRONG_SHAPE');
  });

  it('refuses two axes and integers that a double cannot hold', () => {
    expect(refusal('vector', { kind: 'array', data: numbers('int8', [1, 2], [2, 1]) })).toBe('refused VALUE_WRONG_SHAPE');
    expect(refusal('vector', { kind: 'array', data: bigints('int64', [2n ** 53n + 1n]) })).toBe('refused VALUE_NOT_EXACT');
  });

  it('says that texts and images do not fit', () => {
    expect(refusal('vector', { kind: 'texts', values: ['a'] })).toBe('wrong-type VALUE_WRONG_TYPE');
    expect(refusal('vector', { kind: 'image', data: numbers('uint8', [1], [1, 1]), attributes: {} })).toBe('wrong-type VALUE_WRONG_TYPE');
  });
});

describe('a table', () => {
  const column = (name: string, values: number[], units: string): TableColumn => ({
    name,
    units,
    value: { kind: 'array', data: numbers('float64', values) },
  });
  const table: Value = { kind: 'table', columns: [column('wavelength', [800, 801], 'nm'), column('signal', [5, 6], 'counts')] };
  const source = { kind: 'kafka', topic: 'a-topic' } as const;

  it('gives a waveform the columns that the settings name, with their units', () => {
    const told = channel('SPEC-1', 'waveform', { source: { ...source, columns: { x: 'wavelength', y: 'signal' } } });
    const { datasets, attributes } = layOut(told, table);
    expect([floats(datasets['x']), floats(datasets['y'])]).toEqual([
      [800, 801],
      [5, 6],
    ]);
    expect(attributes).toMatchObject({ x_units: 'nm', y_units: 'counts' });
  });

  it('gives other channels the column named data, or the only one', () => {
    const told = channel('COEF', 'vector', { source: { ...source, columns: { data: 'signal' } } });
    expect(layOut(told, table).attributes['units']).toBe('counts');
    expect(floats(layOut(vector, { kind: 'table', columns: [column('only', [9], 'V')] }).datasets['data'])).toEqual([9]);
  });

  it('does not fit where the settings name no column, or one that is not there', () => {
    expect(refusal('vector', table)).toBe('wrong-type VALUE_WRONG_TYPE');
    expect(refusal('waveform', table, { source: { ...source, columns: { x: 'wavelength', y: 'nothing' } } })).toBe(
      'wrong-type VALUE_WRONG_TYPE',
    );
  });
});
