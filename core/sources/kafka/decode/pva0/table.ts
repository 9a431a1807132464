import type { Value } from '../../../value.ts';
import type { Table } from '../flatbuffer/table.ts';
import { anyValue } from './any-value.ts';

/** NTTable. A column without a label is called by its place. */
export function tableValue(table: Table): Value {
  const labels = table.texts(4);
  const columns = table.required(table.tables(6), 'columns');
  return {
    kind: 'table',
    columns: columns.map((column, index) => ({ name: labels[index] ?? `column ${index + 1}`, units: null, value: anyValue(column, 4) })),
  };
}
