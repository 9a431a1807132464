/**
 * Numbers with what they are, in one answer: a 32-bit length (little-endian) in eight bytes, so many bytes of JSON filled up with spaces to a multiple of eight, then the
 * bytes of the numbers, little-endian, row by row.
 */
export function packFrame(header: object, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const json = new TextEncoder().encode(JSON.stringify(header));
  const padded = Math.ceil(json.length / 8) * 8;
  const packed = new Uint8Array(8 + padded + bytes.byteLength);
  new DataView(packed.buffer).setUint32(0, padded, true);
  packed.fill(0x20, 8, 8 + padded);
  packed.set(json, 8);
  packed.set(bytes, 8 + padded);
  return packed;
}
