import type { Value } from '../value.ts';
import type { Json } from './tolerant-json.ts';

/**
 * The value of a sample, or null where it is none of ours. Over pvAccess it is a structure whose field `value` has it, and for an enum `value.index`.
 * Numbers are float64, as the appliance does not tell their type; only an integer that float64 cannot hold is int64 or uint64.
 */
export function toValue(val: Json): Value | null {
  if (typeof val === 'string') return { kind: 'text', value: val };
  if (typeof val === 'number') return { kind: 'number', dtype: 'float64', value: val };
  if (typeof val === 'boolean') return { kind: 'number', dtype: 'bool', value: val };
  if (typeof val === 'bigint') {
    const dtype = integerType([val]);
    return dtype === null ? null : { kind: 'number', dtype, value: val };
  }
  if (Array.isArray(val)) return toArray(val);
  return val === null ? null : toValue(val.get('value') ?? val.get('index') ?? null);
}

function toArray(elements: Json[]): Value | null {
  if (elements.length > 0 && elements.every((element) => typeof element === 'string')) return { kind: 'texts', values: elements };
  const numbers = new DataView(new ArrayBuffer(elements.length * 8));
  for (const [index, element] of elements.entries()) {
    if (typeof element === 'bigint') return toLargeIntegers(elements);
    const number = typeof element === 'boolean' ? Number(element) : element;
    if (typeof number !== 'number') return null;
    numbers.setFloat64(index * 8, number, true);
  }
  return { kind: 'array', data: { dtype: 'float64', shape: [elements.length], bytes: new Uint8Array(numbers.buffer) } };
}

/** Where one element is beyond what float64 holds exactly, all must be integers. */
function toLargeIntegers(elements: readonly Json[]): Value | null {
  const integers: bigint[] = [];
  for (const element of elements) {
    if (typeof element !== 'bigint' && !(typeof element === 'number' && Number.isSafeInteger(element))) return null;
    integers.push(BigInt(element));
  }
  const dtype = integerType(integers);
  if (dtype === null) return null;
  const bytes = new DataView(new ArrayBuffer(integers.length * 8));
  for (const [index, integer] of integers.entries()) bytes.setBigUint64(index * 8, BigInt.asUintN(64, integer), true);
  return { kind: 'array', data: { dtype, shape: [integers.length], bytes: new Uint8Array(bytes.buffer) } };
}

function integerType(integers: readonly bigint[]): 'int64' | 'uint64' | null {
  if (integers.every((integer) => BigInt.asIntN(64, integer) === integer)) return 'int64';
  return integers.every((integer) => BigInt.asUintN(64, integer) === integer) ? 'uint64' : null;
}
