import type { Entry } from '../protocol.ts';

/**
 * What was announced, kept beyond the leader's memory: in this exporter's journal, and where settings name one in a Kafka topic that all of the group can read.
 * Entries of several leaders and epochs stand in it, in the order they were written.
 */
export type AnnouncementLog = {
  /** Answered when it is kept. Rejects where it can't be; the announcement itself does not wait for it. */
  append(entries: readonly Entry[]): Promise<void>;
  /** Entries written at or after this time (ms since 1970, by the writers' clocks), oldest first, in batches; ends at the newest there was when asked. What is no entry is left out. */
  since(timeMs: number, signal: AbortSignal): AsyncIterable<readonly Entry[]>;
  close(): Promise<void>;
};
