import { describe, expect, test } from 'vitest';
import type { H5Entity, H5Type, Json } from '../../../core/contract/explorer.ts';
import { isH5Entity } from '../../../renderer/frame/entity-guards.ts';
import { isPlain, toDType } from '../../../renderer/frame/to-dtype.ts';
import { toEntity } from '../../../renderer/frame/to-entity.ts';
import { toValues } from '../../../renderer/frame/to-value.ts';

const float: H5Type = { class: 'float', size: 8, signed: true, littleEndian: true };
const int = (size: number, signed = true): H5Type => ({ class: 'integer', size, signed, littleEndian: true });
const text: H5Type = { class: 'string', charset: 'UTF-8', length: null };
const complex: H5Type = { class: 'complex', base: float };
const row: H5Type = {
  class: 'compound',
  size: 24,
  fields: [
    { name: 'id', type: int(8, false) },
    { name: 'name', type: text },
    { name: 'field', type: complex },
  ],
};
const state: H5Type = { class: 'enum', base: int(1), values: { OFF: 0, ON: 1 } };

describe('types', () => {
  test.each<[H5Type, object]>([
    [float, { class: 'Float', size: 64, endianness: 'little-endian' }],
    [
      { class: 'integer', size: 2, signed: false, littleEndian: false },
      { class: 'Integer', size: 16, signed: false, endianness: 'big-endian' },
    ],
    [text, { class: 'String', charSet: 'UTF-8' }],
    [
      { class: 'string', charset: 'ASCII', length: 12 },
      { class: 'String', charSet: 'ASCII', length: 12 },
    ],
    [{ class: 'boolean' }, { class: 'Boolean' }],
    [state, { class: 'Enumeration', base: { size: 8 }, mapping: { 0: 'OFF', 1: 'ON' } }],
    [complex, { class: 'Complex', realType: { size: 64 }, imagType: { size: 64 } }],
    [
      { class: 'array', base: int(4), dims: [2, 3] },
      { class: 'Array', base: { size: 32 }, dims: [2, 3] },
    ],
    [
      { class: 'vlen', base: text },
      { class: 'Array (variable length)', base: { class: 'String' } },
    ],
    [{ class: 'opaque', size: 4 }, { class: 'Opaque' }],
    [{ class: 'bitfield', size: 1 }, { class: 'Bitfield' }],
    [{ class: 'reference', size: 8 }, { class: 'Reference' }],
    [{ class: 'time', size: 8 }, { class: 'Time' }],
    [{ class: 'unknown', size: 1 }, { class: 'Unknown' }],
  ])('%j is shown as H5Web knows it', (type, shown) => {
    expect(toDType(type)).toMatchObject(shown);
  });

  test('the fields of a compound keep their order', () => {
    const dtype = toDType(row);
    expect('fields' in dtype ? [...dtype.fields.keys()] : []).toEqual(['id', 'name', 'field']);
  });

  test('numbers of a row of bytes come as bytes, all others as JSON', () => {
    expect([int(1), int(8, false), float, { ...float, size: 4 }].map(isPlain)).toEqual([true, true, true, true]);
    expect([{ ...float, size: 2 }, int(3), state, complex, text, row].map(isPlain)).toEqual(Array(6).fill(false));
  });
});

describe('values', () => {
  test.each<[string, H5Type, number[], Json, unknown]>([
    ['64-bit numbers keep all their digits', int(8), [2], ['9007199254740993', '-1'], [9007199254740993n, -1n]],
    ['narrower ones are numbers', int(2), [2], [3, 4], [3, 4]],
    ['floats that JSON has no word for', float, [4], ['NaN', null, 'Infinity', 1.5], [NaN, NaN, Infinity, 1.5]],
    ['booleans by word or number', { class: 'boolean' }, [4], [true, 0, 'TRUE', 'FALSE'], [true, false, true, false]],
    ['members of an enumeration by name or number', state, [3], ['ON', 0, 'OFF'], [1, 0, 0]],
    [
      'complex numbers as pairs',
      complex,
      [2],
      [[1, -2], { r: 3, i: 4 }],
      [
        [1, -2],
        [3, 4],
      ],
    ],
    ['a compound as a list in the order of its fields', row, [1], [{ name: 'a', field: [1, 2], id: '7' }], [[7n, 'a', [1, 2]]]],
    ['a compound that came as a list', row, [1], [['7', 'a', [1, 2]]], [[7n, 'a', [1, 2]]]],
    ['arrays in each element', { class: 'array', base: int(8), dims: [2] }, [1], [['1', '2']], [[1n, 2n]]],
    ['arrays of two dimensions', { class: 'array', base: int(1), dims: [2, 1] }, [1], [[[1], [2]]], [[[1], [2]]]],
    ['lists of any length', { class: 'vlen', base: float }, [2], [[1], [2, 3]], [[1], [2, 3]]],
    [
      'lists of complex numbers',
      { class: 'vlen', base: complex },
      [1],
      [
        [
          [1, 2],
          [3, 4],
        ],
      ],
      [
        [
          [1, 2],
          [3, 4],
        ],
      ],
    ],
    ['text', text, [2], ['a', 'ü'], ['a', 'ü']],
    ['a scalar is itself', int(8), [], '5', 5n],
    ['a scalar compound is one list', row, [], { id: '1', name: '', field: [0, 0] }, [1n, '', [0, 0]]],
  ])('%s', (_, type, shape, values, shown) => {
    expect(toValues(type, shape, values)).toEqual(shown);
  });

  test('a number that is none is shown as it came', () => {
    expect(toValues(int(8), [1], ['1e3'])).toEqual(['1e3']);
  });
});

const head = (name: string, path = `/${name}`) => ({ name, path, attributes: [] });
const dataset: H5Entity = {
  ...head('d'),
  kind: 'dataset',
  shape: [2, 3],
  type: float,
  chunks: [1, 3],
  filters: [{ id: 32015, name: 'zstd', missing: true }],
};

describe('entities', () => {
  test('a group has its members, and the groups among them are asked for by themselves', () => {
    const lost: H5Entity = { ...head('lost'), kind: 'unresolved', link: 'external', target: 'other.h5:/x' };
    const shown = toEntity({ ...head('', '/'), kind: 'group', children: [{ ...head('g'), kind: 'group' }, dataset, lost] });
    expect(shown).toMatchObject({ kind: 'group', path: '/' });
    const children = 'children' in shown ? shown.children : [];
    expect(children[0]).toEqual({ ...head('g'), kind: 'group' });
    expect(children[1]).toMatchObject({ kind: 'dataset', shape: { class: 'Array', dims: [2, 3] }, chunks: [1, 3] });
    expect(children[2]).toMatchObject({ kind: 'unresolved', link: { class: 'External', path: 'other.h5:/x' } });
  });

  test('a filter that is missing here is named', () => {
    expect(toEntity(dataset)).toMatchObject({ filters: [{ id: 32015, name: 'zstd (missing here)' }] });
  });

  test('scalars and empty dataspaces are told apart', () => {
    expect(toEntity({ ...dataset, shape: [] })).toMatchObject({ shape: { class: 'Scalar' } });
    expect(toEntity({ ...dataset, shape: null })).toMatchObject({ shape: { class: 'Null' } });
  });

  test('what the exporter says is looked at again where it comes out of a message', () => {
    expect(isH5Entity(dataset)).toBe(true);
    const others = [
      { ...dataset, type: { class: 'integer', size: 'eight' } },
      { ...dataset, type: { class: 'compound', fields: [{ name: 'a' }] } },
      { ...dataset, shape: 'all' },
      { ...dataset, kind: 'folder' },
      { ...dataset, attributes: [{ name: 'units' }] },
      { ...head('g'), kind: 'group', children: [{}] },
      null,
    ];
    expect(others.filter(isH5Entity)).toEqual([]);
  });
});
