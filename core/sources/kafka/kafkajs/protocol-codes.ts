/** Numbers of https://kafka.apache.org/protocol#protocol_error_codes as far as a reader meets them. */
export const protocolCode = {
  none: 0,
  offsetOutOfRange: 1,
  corruptMessage: 2,
  unknownTopicOrPartition: 3,
  leaderNotAvailable: 5,
  messageTooLarge: 10,
  invalidTopic: 17,
  recordListTooLarge: 18,
  topicForbidden: 29,
  clusterForbidden: 31,
  unsupportedCompression: 76,
} as const;

/**
 * The partition is somewhere else, or nowhere for a moment: leader not available, not leader, replica not available, storage error, fenced or unknown
 * leader epoch, offset not available, unknown or inconsistent topic id.
 */
const elsewhere: ReadonlySet<number> = new Set([
  protocolCode.unknownTopicOrPartition,
  protocolCode.leaderNotAvailable,
  6,
  9,
  56,
  74,
  75,
  78,
  100,
  103,
]);

/** Worth asking once more with fresh metadata. */
export function mayHaveMoved(code: number): boolean {
  return elsewhere.has(code);
}
