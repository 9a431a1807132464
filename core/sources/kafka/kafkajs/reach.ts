import { ExporterError } from '../../../contract/errors.ts';

/** kafkajs's insides have no types: they are reached member by member, and a member that is not there is named. */
export function isRecord(value: unknown): value is Record<PropertyKey, unknown> {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

export function member(target: unknown, name: PropertyKey): unknown {
  if (isRecord(target) && target[name] !== undefined) return target[name];
  throw changed(String(name));
}

/** Bound to its object. */
export function method(target: unknown, name: PropertyKey): (...parameters: unknown[]) => unknown {
  const found = member(target, name);
  if (typeof found !== 'function') throw changed(String(name));
  return (...parameters) => Reflect.apply(found, target, parameters);
}

export function symbolOf(target: object, description: string): symbol {
  const found = Object.getOwnPropertySymbols(target).find((symbol) => symbol.description === description);
  if (found === undefined) throw changed(description);
  return found;
}

function changed(name: string): ExporterError {
  return new ExporterError(
    'INTERNAL',
    `This program was made for kafkajs 2.2.4, whose inside part "${name}" is not there. Install the pinned version with "npm ci".`,
    { facts: { part: name } },
  );
}
