const codes: Readonly<Record<string, string>> = {
  int8: '|i1',
  uint8: '|u1',
  int16: '<i2',
  uint16: '<u2',
  int32: '<i4',
  uint32: '<u4',
  int64: '<i8',
  uint64: '<u8',
  float32: '<f4',
  float64: '<f8',
};
/** Magic, version 1.0, and two bytes that tell the header's length; all together a multiple of 64. */
const before = 10;
const block = 64;

/** What numpy.load reads: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html. null: there is no such number there. */
export function npyHead(dtype: string, shape: readonly number[]): Uint8Array<ArrayBuffer> | null {
  const code = codes[dtype];
  if (code === undefined) return null;
  const tuple = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const text = `{'descr': '${code}', 'fortran_order': False, 'shape': (${tuple}), }`;
  const length = Math.ceil((before + text.length + 1) / block) * block;
  const head = new Uint8Array(length).fill(0x20);
  head.set([0x93, ...new TextEncoder().encode('NUMPY'), 1, 0]);
  new DataView(head.buffer).setUint16(before - 2, length - before, true);
  head.set(new TextEncoder().encode(text), before);
  head[length - 1] = 0x0a;
  return head;
}
