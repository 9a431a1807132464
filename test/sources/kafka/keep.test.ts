import { expect, test } from 'vitest';
import { bytesToKeep, copyInto, slotFor } from '../../../core/sources/kafka/keep.ts';
import type { NumberArray, Value } from '../../../core/sources/value.ts';

/** As in a fetch response: inside a larger buffer, at an odd place. */
function view(values: number[]): NumberArray {
  const response = new Uint8Array(1000);
  response.set(values, 13);
  return { dtype: 'uint8', shape: [values.length], bytes: response.subarray(13, 13 + values.length) };
}

const values: [string, Value][] = [
  ['array', { kind: 'array', data: view([1, 2, 3]) }],
  ['image', { kind: 'image', data: { ...view([1, 2, 3, 4]), shape: [2, 2] }, attributes: { Gain: 2 } }],
  ['trace without x', { kind: 'xy', x: null, y: view([5, 6]), xUnits: null, yUnits: 'V' }],
  ['trace', { kind: 'xy', x: view([1, 2]), y: view([5, 6]), xUnits: 's', yUnits: 'V' }],
  [
    'table',
    {
      kind: 'table',
      columns: [
        { name: 'a', units: null, value: { kind: 'array', data: view([9, 8, 7]) } },
        { name: 'b', units: 'm', value: { kind: 'text', value: 'x' } },
      ],
    },
  ],
  ['number', { kind: 'number', dtype: 'float64', value: 1.5 }],
];

test.each(values)('copies a %s whole, and holds nothing of the response', (_, value) => {
  const room = new Uint8Array(bytesToKeep(value));
  const kept = copyInto(room, value);
  expect(kept).toEqual(value);
  for (const { bytes } of arraysIn(kept)) {
    expect(bytes.buffer).toBe(room.buffer);
    expect(bytes.byteOffset % 8).toBe(0);
  }
});

test.each(values)('copies a %s into shared memory at the place within eight bytes that it came from', (_, value) => {
  const { bytes: size, place } = slotFor(value);
  const kept = copyInto(new Uint8Array(new SharedArrayBuffer(size + place), place, size), value);
  expect(kept).toEqual(value);
  for (const { bytes } of arraysIn(kept)) expect(bytes.byteOffset % 8).toBe(13 % 8);
});

function arraysIn(value: Value): NumberArray[] {
  if (value.kind === 'array' || value.kind === 'image') return [value.data];
  if (value.kind === 'xy') return value.x === null ? [value.y] : [value.x, value.y];
  return value.kind === 'table' ? value.columns.flatMap((column) => arraysIn(column.value)) : [];
}
