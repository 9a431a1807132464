import type { TopicCounts } from '../../contract/topics.ts';

/** What is remembered of a topic from capture to capture. All of it only makes the next search shorter. */
export type TopicMemory = {
  /** Bytes of the last message, null before the first. */
  bytes: number | null;
  /** Kafka's time less the pulse's (on the device's clock) of the last match, milliseconds. */
  lagMs: number | null;
  counts: TopicCounts;
  /** Since the counts were last told. */
  counted: boolean;
};

export function newMemory(topic: string): TopicMemory {
  return {
    bytes: null,
    lagMs: null,
    counts: { topic, undecodable: 0, unknownSchemas: {}, statusMessages: 0, otherSources: 0 },
    counted: false,
  };
}

/** Anything may stand where a schema's name should: only so many are told apart. */
const schemasKept = 32;

export function countSchema({ counts }: TopicMemory, schema: string): void {
  const name = schema in counts.unknownSchemas || Object.keys(counts.unknownSchemas).length < schemasKept ? schema : 'others';
  counts.unknownSchemas[name] = (counts.unknownSchemas[name] ?? 0) + 1;
}

/** Those that have changed since they were last taken. */
export function takeCounts(memories: readonly TopicMemory[]): TopicCounts[] {
  return memories
    .filter(({ counted }) => counted)
    .map((memory) => {
      memory.counted = false;
      return structuredClone(memory.counts);
    });
}
