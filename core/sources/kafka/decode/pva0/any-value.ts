import { dtypes } from '../../../value.ts';
import { arrays, type Members, single } from '../element-types.ts';
import type { Table } from '../flatbuffer/table.ts';
import { type UnionValue, unionValue } from '../union-value.ts';

/** AnyInner of schemas/pva0.fbs, from Bool to StringArray. */
export const anyMembers: Members = [...single([...dtypes, 'text']), ...arrays([...dtypes, 'text'])];

/** The AnyT that stands in a field called value. */
export function anyValue(holder: Table, slot: number): UnionValue {
  return unionValue(holder.required(holder.table(slot), 'value'), 4, anyMembers);
}
