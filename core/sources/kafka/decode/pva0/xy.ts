import type { NumberArray, Value } from '../../../value.ts';
import type { Table } from '../flatbuffer/table.ts';
import { anyValue } from './any-value.ts';
import { unitsOf } from './display.ts';

/** XYData: two NTScalarAny, of which x may be missing. */
export function xyValue(xy: Table): Value {
  const x = xy.table(4);
  const y = xy.required(xy.table(6), 'y');
  return {
    kind: 'xy',
    x: x === null ? null : numbersOf(x, 'x'),
    y: numbersOf(y, 'y'),
    xUnits: unitsOf(x?.table(12) ?? null),
    yUnits: unitsOf(y.table(12)),
  };
}

function numbersOf(axis: Table, name: string): NumberArray {
  const value = anyValue(axis, 4);
  if (value.kind === 'array') return value.data;
  throw axis.message.undecodable(`its ${name} is no array of numbers`);
}
