import type { Json } from '../../core/contract/explorer.ts';
import { isRecord } from '../../core/contract/is-record.ts';
import type { Numbers } from '../preview/slice.ts';
import { isListOf, isNumber } from './entity-guards.ts';

/** `from`: where the numbers begin in the bytes that come with it. */
export type SliceTold = { dtype: string; shape: number[]; from: number };
export type SliceAnswer = SliceTold & { numbers: Numbers; raw: Uint8Array<ArrayBuffer> };

export function isSlice(value: unknown): value is SliceTold {
  if (!isRecord(value)) return false;
  return typeof value['dtype'] === 'string' && typeof value['from'] === 'number' && isListOf(value['shape'], isNumber);
}

export function isJson(value: unknown): value is Json {
  if (value === null || typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string') return true;
  if (Array.isArray(value)) return value.every(isJson);
  return typeof value === 'object' && Object.values(value).every(isJson);
}
