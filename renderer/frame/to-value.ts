import type { H5Type, Json } from '../../core/contract/explorer.ts';

/** A value that came as JSON, as H5Web wants it: 64-bit whole numbers as bigint, complex ones as pairs, compounds as lists in the order of their fields. */
export function toValue(type: H5Type, value: Json): unknown {
  switch (type.class) {
    case 'integer':
      return type.size === 8 ? toBigInt(value) : Number(value);
    case 'float':
      return value === null ? Number.NaN : Number(value);
    case 'boolean':
      return value === true || value === 1 || value === 'TRUE';
    case 'enum':
      return typeof value === 'string' ? (type.values[value] ?? Number(value)) : Number(value);
    case 'complex':
      return partsOf(value).map((part) => toValue(type.base, part));
    case 'compound':
      return type.fields.map((field, at) => toValue(field.type, partOf(value, field.name, at)));
    case 'array':
    case 'vlen':
      return deep(type.base, value);
    case 'string':
      return typeof value === 'string' ? value : String(value ?? '');
    default:
      return value;
  }
}

/** `shape`: [] for a scalar; else the values stand row by row in one list. */
export function toValues(type: H5Type, shape: readonly number[], values: Json): unknown {
  if (shape.length === 0) return toValue(type, values);
  return Array.isArray(values) ? values.map((value) => toValue(type, value)) : [toValue(type, values)];
}

/** An array of several dimensions is lists in lists. */
function deep(base: H5Type, value: Json): unknown {
  if (!Array.isArray(value)) return toValue(base, value);
  const isNested = base.class !== 'array' && base.class !== 'vlen' && base.class !== 'compound' && base.class !== 'complex';
  return value.map((each) => (isNested && Array.isArray(each) ? deep(base, each) : toValue(base, each)));
}

function partsOf(value: Json): Json[] {
  if (Array.isArray(value)) return value;
  return typeof value === 'object' && value !== null ? Object.values(value) : [value, 0];
}

function partOf(value: Json, name: string, at: number): Json {
  if (Array.isArray(value)) return value[at] ?? null;
  return typeof value === 'object' && value !== null ? (value[name] ?? null) : null;
}

/** What is no whole number is shown as it came. */
function toBigInt(value: Json): unknown {
  try {
    return typeof value === 'string' || typeof value === 'number' ? BigInt(value) : value;
  } catch {
    return value;
  }
}
