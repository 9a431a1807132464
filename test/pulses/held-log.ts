import { failure } from '../../core/contract/errors.ts';
import type { LogMessage, TopicLog } from '../../core/sources/kafka/topic-log.ts';

export type HeldMessage = { timestampMs: number; value: Uint8Array | null };

/** A topic log that holds what a test gave it, some messages a read, and counts what it is asked. */
export function heldLog(topic: string, partitions: readonly HeldMessage[][], { start = 0, perRead = 50 } = {}) {
  const asked = { positions: 0, reads: 0 };
  const log: TopicLog = {
    async positions(topics, timeMs) {
      asked.positions += 1;
      return topics.map((name) => {
        if (name !== topic) return { ok: false, failure: failure('TOPIC_MISSING', `There is no topic ${name}.`) };
        return {
          ok: true,
          value: partitions.map((messages, partition) => ({ partition, at: BigInt(at(messages, timeMs)), end: BigInt(messages.length) })),
        };
      });
    },
    async read(requests) {
      asked.reads += 1;
      return requests.map(({ partition, from }) => {
        const all = partitions[partition] ?? [];
        const end = BigInt(all.length);
        if (from < start) return { ok: false, failure: failure('RETENTION_PASSED', 'gone', { start: String(start) }) };
        const messages: LogMessage[] = all
          .slice(Number(from), Number(from) + perRead)
          .map((message, index) => ({ ...message, key: null, offset: from + BigInt(index) }));
        return { ok: true, value: { topic, partition, messages, end, start: BigInt(start) } };
      });
    },
    topics: async () => [topic],
    close: async () => undefined,
  };
  function at(messages: readonly HeldMessage[], timeMs: number | 'newest'): number {
    const index = timeMs === 'newest' ? -1 : messages.findIndex(({ timestampMs }, offset) => offset >= start && timestampMs >= timeMs);
    return index < 0 ? messages.length : index;
  }
  return { log, asked };
}
