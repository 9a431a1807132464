import type { Failure } from '../../contract/errors.ts';

/** Times here are Kafka's own: milliseconds since 1970 as the broker keeps them. Offsets are bigint. */
export type PartitionPosition = {
  partition: number;
  /** Offset of the first message at or after the time; `end` where there is none yet. */
  at: bigint;
  /** Offset the next message will get, as far as known when asked. */
  end: bigint;
};

export type LogMessage = {
  offset: bigint;
  timestampMs: number;
  key: Uint8Array | null;
  /** A view of the whole response: copy what is kept. */
  value: Uint8Array | null;
};

export type ReadRequest = { topic: string; partition: number; from: bigint; maxBytes: number };

export type ReadAnswer = {
  topic: string;
  partition: number;
  messages: LogMessage[];
  /** Offset the next message will get. */
  end: bigint;
  /** First offset still held. */
  start: bigint;
};

/** null: no such limit. The first that is reached counts; `bytes` is of one partition. */
export type TopicKeeping = { ms: number | null; bytes: number | null };

/** One topic's trouble never fails another's answer. */
export type Perhaps<T> = { ok: true; value: T } | { ok: false; failure: Failure };

/**
 * A partitioned log that is only looked at: no group, no commits, no topic ever created. Two implementations: kafkajs, simulation.
 * A method throws an ExporterError (KAFKA_UNREACHABLE, KAFKA_TLS, KAFKA_AUTH, STOPPED) only if nothing could be asked at all, and recovers by
 * itself once the broker is back.
 */
export type TopicLog = {
  /** For each topic all its partitions, at this time, in the order asked. TOPIC_MISSING and TOPIC_FORBIDDEN are answers. `timeMs` 'newest' gives at === end. */
  positions(topics: readonly string[], timeMs: number | 'newest', signal: AbortSignal): Promise<Perhaps<PartitionPosition[]>[]>;
  /**
   * Reads forward from each position, in the order asked. Waits at most `maxWaitMs` for a first byte anywhere; an empty answer is normal. At least one whole
   * message is returned where there is one, even if larger than maxBytes. An offset below `start` is RETENTION_PASSED with facts.start, above `end` an empty answer.
   */
  read(requests: readonly ReadRequest[], maxWaitMs: number, signal: AbortSignal): Promise<Perhaps<ReadAnswer>[]>;
  /**
   * Nobody looks at these messages any more, so the next ones may come into their memory. All answers of one `read` together; not to call it costs nothing but
   * garbage.
   */
  giveBack?(answers: readonly Perhaps<ReadAnswer>[]): void;
  /** Names of all topics, for choosing. */
  topics(signal: AbortSignal): Promise<string[]>;
  /** How long each topic keeps its messages, in the order asked; not where nobody can tell. TOPIC_FORBIDDEN: reading does not include knowing that. */
  keeping?(topics: readonly string[], signal: AbortSignal): Promise<Perhaps<TopicKeeping>[]>;
  /** How many machines it lies on; not where that means nothing. */
  brokers?(signal: AbortSignal): Promise<number>;
  close(): Promise<void>;
};
