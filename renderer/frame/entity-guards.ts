import type { H5Attribute, H5Entity, H5Type } from '../../core/contract/explorer.ts';
import { isRecord } from '../../core/contract/is-record.ts';

/** What the exporter says of a file, looked at again where it comes out of a message. */
export function isH5Entity(value: unknown): value is H5Entity {
  if (!isRecord(value)) return false;
  const { name, path, kind, attributes } = value;
  if (typeof name !== 'string' || typeof path !== 'string' || !isListOf(attributes, isAttribute)) return false;
  if (kind === 'group') return value['children'] === undefined || isListOf(value['children'], isH5Entity);
  if (kind === 'dataset') return isShape(value['shape']) && isH5Type(value['type']) && isListOf(value['filters'], isFilter);
  if (kind === 'datatype') return isH5Type(value['type']);
  return kind === 'unresolved' && typeof value['target'] === 'string';
}

const plainClasses = ['time', 'bitfield', 'opaque', 'reference', 'unknown'];

export function isH5Type(value: unknown): value is H5Type {
  if (!isRecord(value)) return false;
  const { size, base, dims, fields, values } = value;
  switch (value['class']) {
    case 'integer':
    case 'float':
      return typeof size === 'number' && typeof value['signed'] === 'boolean';
    case 'string':
      return value['length'] === null || typeof value['length'] === 'number';
    case 'boolean':
      return true;
    case 'compound':
      return isListOf(fields, isField);
    case 'enum':
      return isH5Type(base) && isRecord(values) && Object.values(values).every((each) => typeof each === 'number');
    case 'complex':
    case 'vlen':
      return isH5Type(base);
    case 'array':
      return isH5Type(base) && isListOf(dims, isNumber);
    default:
      return plainClasses.some((each) => each === value['class']);
  }
}

export function isListOf<T>(value: unknown, isOne: (each: unknown) => each is T): value is T[] {
  return Array.isArray(value) && value.every(isOne);
}

export function isString(value: unknown): value is string {
  return typeof value === 'string';
}

export function isNumber(value: unknown): value is number {
  return typeof value === 'number';
}

export function isShape(value: unknown): value is number[] | null {
  return value === null || isListOf(value, isNumber);
}

export function isAttribute(value: unknown): value is H5Attribute {
  return isRecord(value) && typeof value['name'] === 'string' && isShape(value['shape']) && isH5Type(value['type']);
}

function isField(value: unknown): value is { name: string; type: H5Type } {
  return isRecord(value) && typeof value['name'] === 'string' && isH5Type(value['type']);
}

function isFilter(value: unknown): value is { id: number; name: string; missing: boolean } {
  return isRecord(value) && typeof value['id'] === 'number' && typeof value['name'] === 'string';
}
