/** The bytes of a typed array without a copy. Readings are little-endian, and so is every machine Node runs on today. */
export function bytesOf(array: Float32Array | Float64Array | Uint16Array | Int16Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}
