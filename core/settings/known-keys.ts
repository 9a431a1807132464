import { z } from 'zod';
import { settingsSchema } from './schema.ts';

/** Keys that may stand at this place of the settings; where a `kind` decides, those of the kind that is written there. */
export function knownKeys(input: unknown, path: readonly PropertyKey[]): string[] {
  let schemas: unknown[] = [settingsSchema];
  let value = input;
  for (const key of path) {
    schemas = schemas.flatMap((schema) => candidates(schema, value)).flatMap((schema) => below(schema, key));
    value = valueAt(value, key);
  }
  return schemas
    .flatMap((schema) => candidates(schema, value))
    .flatMap((schema) => (schema instanceof z.ZodObject ? Object.keys(schema.shape) : []));
}

export function valueAt(value: unknown, key: PropertyKey): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

function candidates(schema: unknown, value: unknown): unknown[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) {
    return candidates(schema.def.innerType, value);
  }
  if (!(schema instanceof z.ZodUnion)) return [schema];
  return schema.options.flatMap((option) => candidates(option, value)).filter((option) => ofKind(option, valueAt(value, 'kind')));
}

function ofKind(schema: unknown, kind: unknown): boolean {
  const literal: unknown = schema instanceof z.ZodObject ? schema.shape['kind'] : undefined;
  return !(literal instanceof z.ZodLiteral) || [...literal.values].some((value) => value === kind);
}

function below(schema: unknown, key: PropertyKey): unknown[] {
  if (schema instanceof z.ZodArray) return [schema.element];
  return schema instanceof z.ZodObject ? [valueAt(schema.shape, key)] : [];
}

/** Comparing takes the product of the lengths. */
const longestCompared = 100;

/** The known key that was most likely meant; null where none is near. */
export function nearestKey(key: string, known: readonly string[]): string | null {
  if (key.length > longestCompared) return null;
  const ranked = known.map((name) => ({ name, edits: edits(key.toLowerCase(), name.toLowerCase()) })).sort((a, b) => a.edits - b.edits);
  const [best] = ranked;
  return best !== undefined && best.edits <= Math.max(2, Math.floor(best.name.length / 3)) ? best.name : null;
}

/** Letters to add, take away, change or swap with their neighbour. */
function edits(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const [above, twoAbove] = [rows[i - 1] ?? [], rows[i - 2] ?? []];
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      const plain = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + cost);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(swapped ? Math.min(plain, (twoAbove[j - 2] ?? 0) + 1) : plain);
    }
    rows.push(row);
  }
  return rows[a.length]?.[b.length] ?? 0;
}
