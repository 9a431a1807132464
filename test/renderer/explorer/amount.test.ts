import { expect, test } from 'vitest';
import type { H5Entity } from '../../../core/contract/explorer.ts';
import { amountOf, isOneElement, numbersMost, tooMuch, valuesMost } from '../../../renderer/frame/amount.ts';
import { npyHead } from '../../../renderer/frame/npy.ts';
import { partOf, partOfEntity, selectionIn } from '../../../renderer/frame/parts.ts';

test.each([
  { shape: [], selection: undefined, amount: 1 },
  { shape: [4, 5], selection: undefined, amount: 20 },
  { shape: [4, 5], selection: ':,:', amount: 20 },
  { shape: [7, 4, 5], selection: '0,:,:', amount: 20 },
  { shape: [7, 4, 5], selection: '0,2,:', amount: 5 },
  { shape: [10], selection: '2:5', amount: 3 },
  { shape: [10], selection: '8:50', amount: 2 },
  { shape: [10, 0], selection: undefined, amount: 0 },
])('of $shape the selection $selection has $amount values', ({ shape, selection, amount }) => {
  expect(amountOf(shape, selection)).toBe(amount);
});

test('one element is a scalar, or what is chosen by indices only', () => {
  expect([isOneElement([]), isOneElement([3], '0'), isOneElement([3, 4], '2,1')]).toEqual([true, true, true]);
  expect([isOneElement([3]), isOneElement([3, 4], '0,:'), isOneElement([1], ':')]).toEqual([false, false, false]);
});

test('a huge dataset is never read whole: a sentence says what to choose instead', () => {
  expect(tooMuch('/a', [numbersMost], undefined, numbersMost)).toBeNull();
  expect(tooMuch('/row', [numbersMost + 1], undefined, numbersMost)).toMatch(/33,554,433 values of \/row.*"Elements"/);
  expect(tooMuch('/plane', [100_000, 100_000], undefined, numbersMost)).toMatch(/\/plane \(100000 × 100000\).*"Line"/);
  expect(tooMuch('/texts', [100_001], undefined, valuesMost)).toMatch(/at the most 100,000 are read/);
  expect(tooMuch('/stack', [1_000_000, 2048, 2048], '5,:,:', numbersMost)).toBeNull();
});

test('a part of a long row is what a person types, within the row and the bound', () => {
  expect(partOf('0', '1 000 000', 5e9, numbersMost)).toEqual({ from: 0, to: 1_000_000 });
  expect(partOf('90', '200', 100, numbersMost)).toEqual({ from: 90, to: 100 });
  expect(partOf('10', '5e9', 5e9, 1000)).toEqual({ from: 10, to: 1010 });
  for (const [from, to] of [
    ['5', '5'],
    ['-1', '5'],
    ['a', '5'],
    ['100', '200'],
    ['0.5', '3'],
  ] as const)
    expect(partOf(from, to, 100, 1000)).toBeNull();
});

test('H5Web is told of a part as of the whole, by the dataset and by its group, and the part is what is read', () => {
  const row: H5Entity = {
    ...{ name: 'row', path: '/row', attributes: [], kind: 'dataset', shape: [5e9], chunks: null, filters: [] },
    type: { class: 'float', size: 8, signed: true, littleEndian: true },
  };
  const parts = new Map([['/row', { from: 10, to: 30 }]]);
  expect(partOfEntity(parts, row)).toMatchObject({ shape: [20] });
  expect(partOfEntity(parts, { name: '', path: '/', attributes: [], kind: 'group', children: [row] })).toMatchObject({
    children: [{ shape: [20] }],
  });
  expect(selectionIn(parts, '/row', undefined)).toBe('10:30');
  expect(selectionIn(parts, '/other', '0,:')).toBe('0,:');
});

test('what is exported for numpy begins as its format says', () => {
  const head = npyHead('uint16', [3, 4]) ?? new Uint8Array();
  expect(head.length % 64).toBe(0);
  expect([...head.subarray(0, 8)]).toEqual([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]);
  expect(new DataView(head.buffer).getUint16(8, true)).toBe(head.length - 10);
  expect(new TextDecoder().decode(head.subarray(10))).toMatch(/^\{'descr': '<u2', 'fortran_order': False, 'shape': \(3, 4\), \} *\n$/);
  expect(new TextDecoder().decode(npyHead('float64', [7]) ?? undefined)).toContain("'shape': (7,), ");
  expect(new TextDecoder().decode(npyHead('float64', []) ?? undefined)).toContain("'shape': (), ");
  expect(npyHead('complex64', [1])).toBeNull();
});
