/** What stands in an HDF5 attribute: always scalar but for `texts`; texts are variable-length, as the Gateway wants them. */
export type Attribute =
  | { kind: 'text'; value: string }
  | { kind: 'texts'; value: readonly string[] }
  | { kind: 'float64'; value: number }
  | { kind: 'int64' | 'uint64'; value: bigint };

export type Attributes = Record<string, Attribute>;

export function text(value: string): Attribute {
  return { kind: 'text', value: storable(value) };
}

export function texts(value: readonly string[]): Attribute {
  return { kind: 'texts', value: value.map(storable) };
}

export function float(value: number): Attribute {
  return { kind: 'float64', value };
}

export function int(value: number | bigint): Attribute {
  return { kind: 'int64', value: BigInt(value) };
}

/** HDF5 ends a text at its first NUL, and half a surrogate pair is no UTF-8. Of a value that would be a loss; in a name of a unit it is none. */
function storable(value: string): string {
  return value.replaceAll('\0', '\uFFFD').toWellFormed();
}

export function sameAttribute(a: Attribute, b: Attribute): boolean {
  if (a.kind !== b.kind) return false;
  if (a.kind === 'texts' && b.kind === 'texts') return a.value.length === b.value.length && a.value.every((one, i) => one === b.value[i]);
  return Object.is(a.value, b.value);
}
