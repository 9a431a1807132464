import { describe, expect, it } from 'vitest';
import { selectColumns } from '../../../../core/sources/kafka/decode/columns.ts';
import type { TableColumn, Value } from '../../../../core/sources/value.ts';

function column(name: string, units: string | null, ...elements: number[]) {
  const data = { dtype: 'uint8', shape: [elements.length], bytes: Uint8Array.from(elements) } as const;
  return { name, units, value: { kind: 'array', data } } satisfies TableColumn;
}

const time = column('time', 'us', 1, 2);
const signal = column('signal', 'V', 3, 4);
const names = { name: 'names', units: null, value: { kind: 'texts', values: ['a', 'b'] } } satisfies TableColumn;
const table: Value = { kind: 'table', columns: [time, names, signal] };

describe('Columns of a table', () => {
  it('leaves other values alone', () => {
    const value: Value = { kind: 'number', dtype: 'int8', value: 1 };
    expect(selectColumns(value, { data: 'time' })).toEqual({ value, units: null });
  });

  it('takes the column the settings name, with its units', () => {
    expect(selectColumns(table, { data: 'time' })).toMatchObject({ value: time.value, units: 'us' });
  });

  it('puts x and y together, with the units of each', () => {
    const value = { kind: 'xy', x: time.value.data, y: signal.value.data, xUnits: 'us', yUnits: 'V' };
    expect(selectColumns(table, { x: 'time', y: 'signal' })).toEqual({ value, units: 'V' });
  });

  it('needs no x', () => {
    expect(selectColumns(table, { y: 'signal' }).value).toMatchObject({ kind: 'xy', x: null, xUnits: null });
  });

  it('without settings takes the only one called signal or data, or the only one at all', () => {
    expect(selectColumns(table)).toMatchObject({ value: signal.value, units: 'V' });
    expect(selectColumns({ kind: 'table', columns: [names] }).value).toEqual(names.value);
  });

  it('names the columns there are where it cannot choose', () => {
    const both: Value = { kind: 'table', columns: [signal, column('data', null, 1)] };
    expect(() => selectColumns(both)).toThrow(
      expect.objectContaining({ code: 'VALUE_WRONG_TYPE', message: expect.stringContaining('signal, data') }),
    );
  });

  it('names the columns there are where the one asked for is not among them', () => {
    const failure = { code: 'VALUE_WRONG_TYPE', message: expect.stringMatching(/"energy".*time, names, signal/) };
    expect(() => selectColumns(table, { data: 'energy' })).toThrow(expect.objectContaining(failure));
  });

  it('refuses texts as an axis', () => {
    expect(() => selectColumns(table, { x: 'names', y: 'signal' })).toThrow(expect.objectContaining({ code: 'VALUE_WRONG_TYPE' }));
  });
});
