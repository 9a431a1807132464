/** The few of the database's operators that are asked for here; `undefined` is a field that is not there. */
const operators: Record<string, (value: unknown, wanted: unknown) => boolean> = {
  $eq: (value, wanted) => value === wanted,
  $ne: (value, wanted) => value !== wanted,
  $gt: (value, wanted) => order(value, wanted, (a, b) => a > b),
  $gte: (value, wanted) => order(value, wanted, (a, b) => a >= b),
  $lt: (value, wanted) => order(value, wanted, (a, b) => a < b),
  $lte: (value, wanted) => order(value, wanted, (a, b) => a <= b),
  $in: (value, wanted) => Array.isArray(wanted) && wanted.includes(value),
  $exists: (value, wanted) => (value !== undefined) === wanted,
};

/** What `conditions` asks of a record; null where it is no JSON object. Unknown operators match nothing. */
export function matching(text: string): ((record: object) => boolean) | null {
  let conditions: unknown;
  try {
    conditions = JSON.parse(text);
  } catch {
    return null;
  }
  return isObject(conditions) ? test(conditions) : null;
}

function test(conditions: object): (record: object) => boolean {
  const each = Object.entries(conditions).map(([path, wanted]) => {
    if (path === '$and' && Array.isArray(wanted)) {
      const all = wanted.filter(isObject).map(test);
      return (record: object) => all.every((one) => one(record));
    }
    const asked = isObject(wanted) ? Object.entries(wanted) : [['$eq', wanted] as const];
    return (record: object) => asked.every(([operator, it]) => operators[operator]?.(at(record, path), it) ?? false);
  });
  return (record) => each.every((one) => one(record));
}

function at(record: object, path: string): unknown {
  let value: unknown = record;
  for (const key of path.split('.')) value = isObject(value) ? new Map<string, unknown>(Object.entries(value)).get(key) : undefined;
  return value;
}

function order(a: unknown, b: unknown, holds: (a: number | string, b: number | string) => boolean): boolean {
  if (typeof a === 'number' && typeof b === 'number') return holds(a, b);
  return typeof a === 'string' && typeof b === 'string' && holds(a, b);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
