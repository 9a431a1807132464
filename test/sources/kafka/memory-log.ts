import { ExporterError, failure } from '../../../core/contract/errors.ts';
import type { LogMessage, Perhaps, ReadAnswer, ReadRequest, TopicLog } from '../../../core/sources/kafka/topic-log.ts';
import type { VirtualClock } from './virtual-clock.ts';

type Partition = { start: bigint; messages: LogMessage[] };
export type Sent = { timeMs: number; value: Uint8Array | null; key?: string; partition?: number };

/** The smallest TopicLog: topics in memory, waiting in virtual time. What was asked of it can be looked at. */
export function createMemoryLog(clock: VirtualClock) {
  const topics = new Map<string, Partition[]>();
  const log = {
    asked: { positions: 0, reads: 0, polls: 0, messages: 0, bytes: 0, mostReads: 0 },
    /** Set, every question is answered with KAFKA_UNREACHABLE. */
    down: false,
    add(topic: string, partitions = 1): void {
      topics.set(
        topic,
        Array.from({ length: partitions }, () => ({ start: 0n, messages: [] })),
      );
    },
    send(topic: string, { timeMs, value, key, partition = 0 }: Sent): void {
      if (!topics.has(topic)) log.add(topic, partition + 1);
      const into = topics.get(topic)?.[partition];
      if (into === undefined) throw new Error(`topic ${topic} has no partition ${partition}`);
      const offset = endOf(into);
      into.messages.push({ offset, timestampMs: timeMs, key: key === undefined ? null : new TextEncoder().encode(key), value });
    },
    /** As retention does. */
    drop(topic: string, below: bigint): void {
      for (const partition of topics.get(topic) ?? []) {
        partition.start = below;
        partition.messages = partition.messages.filter(({ offset }) => offset >= below);
      }
    },
    async positions(names: readonly string[], timeMs: number | 'newest') {
      refuse();
      log.asked.positions += 1;
      return names.map((name) => {
        const partitions = topics.get(name);
        if (partitions === undefined) return missing(name);
        const value = partitions.map((partition, index) => {
          const first = timeMs === 'newest' ? undefined : partition.messages.find(({ timestampMs }) => timestampMs >= timeMs);
          return { partition: index, at: first?.offset ?? endOf(partition), end: endOf(partition) };
        });
        return { ok: true as const, value };
      });
    },
    async read(requests: readonly ReadRequest[], maxWaitMs: number) {
      log.asked.reads += 1;
      if (maxWaitMs > 0) log.asked.polls += 1;
      log.asked.mostReads = Math.max(log.asked.mostReads, requests.length);
      for (let waited = 0; ; waited += 1) {
        refuse();
        const answers = requests.map(answer);
        const some = answers.some((one) => !one.ok || one.value.messages.length > 0);
        if (some || waited >= maxWaitMs) return answers;
        clock.advance(1);
      }
    },
    async topics() {
      return [...topics.keys()];
    },
    async close() {},
  };

  function refuse(): void {
    if (log.down) throw new ExporterError('KAFKA_UNREACHABLE', 'Kafka at memory:1 does not answer. Is the broker running?');
  }

  function answer({ topic, partition: index, from, maxBytes }: ReadRequest): Perhaps<ReadAnswer> {
    const partition = topics.get(topic)?.[index];
    if (partition === undefined) return missing(topic);
    const { start } = partition;
    const end = endOf(partition);
    if (from < start) {
      return { ok: false, failure: failure('RETENTION_PASSED', `topic ${topic} begins at ${start}`, { start: String(start) }) };
    }
    const messages: LogMessage[] = [];
    let bytes = 0;
    for (let place = Number(from - start); place < partition.messages.length; place++) {
      const message = partition.messages[place];
      if (message === undefined) break;
      bytes += message.value?.length ?? 0;
      if (messages.length > 0 && bytes > maxBytes) break;
      messages.push(message);
      log.asked.bytes += message.value?.length ?? 0;
    }
    log.asked.messages += messages.length;
    return { ok: true, value: { topic, partition: index, messages: viewsOfOneResponse(messages), start, end } };
  }

  return log satisfies TopicLog;
}
export type MemoryLog = ReturnType<typeof createMemoryLog>;

/** Values lie in one buffer, at odd places, as a fetch response has them. */
function viewsOfOneResponse(messages: readonly LogMessage[]): LogMessage[] {
  const total = messages.reduce((sum, { value }) => sum + (value?.length ?? 0) + 3, 0);
  const response = new Uint8Array(total);
  let used = 0;
  return messages.map((message) => {
    if (message.value === null) return { ...message };
    used += 3;
    const value = response.subarray(used, used + message.value.length);
    value.set(message.value);
    used += value.length;
    return { ...message, value };
  });
}

function endOf({ start, messages }: Partition): bigint {
  return (messages.at(-1)?.offset ?? start - 1n) + 1n;
}

function missing(topic: string): { ok: false; failure: ReturnType<typeof failure> } {
  return { ok: false, failure: failure('TOPIC_MISSING', `topic ${topic} does not exist on this broker. Is its name right?`) };
}
