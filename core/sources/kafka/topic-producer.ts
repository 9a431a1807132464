/** `timestampMs`: milliseconds since 1970, by which it is found again. */
export type TopicMessage = { key: string; value: string; timestampMs: number };

/**
 * Writes to topics that exist; it creates none. Only partition 0 is written, so that a topic has one order. Two implementations: kafkajs, and one in
 * memory for tests.
 */
export type TopicProducer = {
  /**
   * Answered when the broker and its replicas have them all. Rejects with an ExporterError; after KAFKA_UNREACHABLE they may be there all the same, so a
   * message may stand in the topic twice. Several calls at the same time may end in any order.
   */
  send(topic: string, messages: readonly TopicMessage[]): Promise<void>;
  close(): Promise<void>;
};
