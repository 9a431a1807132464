/** An object with names and values, and no list: what JSON from elsewhere has to be before it is looked into. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
