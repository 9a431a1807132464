import type { TableColumn } from '../../value.ts';
import { numberTypes } from './element-types.ts';
import type { Table } from './flatbuffer/table.ts';
import { sizes } from './number-array.ts';
import { plainHeader, type Schema } from './schema.ts';
import { knownTime } from './time.ts';
import { type TypeCodes, typedBytes } from './typed-bytes.ts';

/** da00_dtype begins with none. */
export const da00Types: TypeCodes = [null, ...numberTypes, 'text'];

/** Named variables of ESS, each with its shape. */
export const da00 = {
  kind: 'reading',
  header: (root) => plainHeader(root.text(4), knownTime(root.int64(6))),
  value: (root) => ({ kind: 'table', columns: root.required(root.tables(8), 'variables').map(variable) }),
} satisfies Schema;

function variable(table: Table): TableColumn {
  const name = table.required(table.text(4), 'name for a variable');
  const shape = sizes(table.message, table.required(table.vector(16, 8), 'shape for a variable'));
  return { name, units: table.text(6) || null, value: typedBytes(table, { type: 12, data: 18, codes: da00Types, shape }) };
}
