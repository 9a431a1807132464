/** A batch of messages that would become larger than this is refused: a few compressed bytes must not fill the memory. */
export const maxBatchBytes = 256 * 1024 * 1024;

/** A compressed batch that cannot be read. */
export class BatchError extends Error {
  override readonly name = 'BatchError';
}

/** Copies inside one buffer, also where source and target overlap: the bytes just written are then repeated, as LZ77 means it. */
export function repeat(bytes: Uint8Array, at: number, distance: number, length: number): void {
  if (distance <= 0 || distance > at || at + length > bytes.length) throw new BatchError('It refers to bytes outside itself');
  if (distance >= length) {
    bytes.copyWithin(at, at - distance, at - distance + length);
    return;
  }
  for (let to = at; to < at + length; to++) bytes[to] = bytes[to - distance] ?? 0;
}
