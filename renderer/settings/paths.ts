import { isRecord } from '../../core/contract/is-record.ts';
/** Where a field stands in the settings, as their problems name it: `devices[3].channels[0].match.toleranceMs`. */
export type Keys = readonly (string | number)[];

export function keysOf(path: string): Keys {
  return [...path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|([^.[\]]+)/g)].map(([, quoted, index, plain]) =>
    index === undefined ? (plain ?? quoted ?? '') : Number(index),
  );
}

export function valueAt(settings: unknown, path: string): unknown {
  return keysOf(path).reduce<unknown>((value, key) => {
    if (Array.isArray(value)) return value[Number(key)];
    return isRecord(value) ? value[String(key)] : undefined;
  }, settings);
}

/** A copy with another value there; undefined takes the field out. What is on the way to it is made. */
export function withValue(settings: unknown, path: string, value: unknown): unknown {
  return put(settings, keysOf(path), value);
}

function put(into: unknown, [key, ...rest]: Keys, value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(into)) return into.map((item, index) => (index === key ? put(item, rest, value) : item));
  const before = isRecord(into) ? into : {};
  const next = put(before[String(key)], rest, value);
  const { [String(key)]: _, ...others } = before;
  if (next === undefined) return others;
  return String(key) in before ? { ...before, [String(key)]: next } : { ...others, [String(key)]: next };
}

/** `inner` is `outer`, or stands in it. */
export function isWithin(inner: string, outer: string): boolean {
  return outer === '' || inner === outer || (inner.startsWith(outer) && (inner[outer.length] === '.' || inner[outer.length] === '['));
}
