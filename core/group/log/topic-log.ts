import { ExporterError, type Failure, toError } from '../../contract/errors.ts';
import type { LogMessage, PartitionPosition, Perhaps, TopicLog } from '../../sources/kafka/topic-log.ts';
import type { TopicMessage, TopicProducer } from '../../sources/kafka/topic-producer.ts';
import { fromJson } from '../json.ts';
import { type Entry, largestMessage } from '../protocol.ts';
import { entryOf, isSince, timeOf } from './kept-entry.ts';
import type { AnnouncementLog } from './port.ts';

export type TopicLogParts = { log: Pick<TopicLog, 'positions' | 'read' | 'giveBack'>; producer: TopicProducer; topic: string };

/** Of JSON in one batch. A broker takes 1 MB of it by default, compressed; a single setup may be larger than this and then goes alone. */
const batchChars = 250_000;
const batchMost = 500;
/** As it comes, compressed: some thousand announcements, which are parsed so many at once, as their thread also has readings to decode. */
const readBytes = 64_000;
const parsedMost = 200;
const maxWaitMs = 500;
/** Answers without a message before the end: what is there then holds none, such as marks of transactions. */
const emptyMost = 5;

/**
 * What was announced, in a Kafka topic that the whole group can read; only its partition 0, so that there is one order. An announcement may stand in it twice.
 * Owns the producer; the log belongs to others. `append` waits for no other: whoever wants an order gives one after the other.
 */
export function createTopicLog({ log, producer, topic }: TopicLogParts): AnnouncementLog {
  const closing = new AbortController();
  let closed: Promise<void> | null = null;

  /** A view of a message is not kept: it is text when this answers. */
  async function read(from: bigint, end: bigint, signal: AbortSignal): Promise<{ next: bigint; texts: string[]; empty: boolean }> {
    const answers = await log.read([{ topic, partition: 0, from, maxBytes: readBytes }], maxWaitMs, signal);
    const answer = answers[0];
    if (answer?.ok !== true) return { next: behind(from, answer?.failure), texts: [], empty: false };
    const messages = answer.value.messages.filter(({ offset }) => offset < end);
    const texts = messages.flatMap(({ value }) => textOf(value) ?? []);
    const last = answer.value.messages.at(-1);
    log.giveBack?.(answers);
    return { next: last === undefined ? from : last.offset + 1n, texts, empty: last === undefined };
  }

  async function* entriesSince(timeMs: number, signal: AbortSignal): AsyncGenerator<readonly Entry[]> {
    if (signal.aborted) throw stopped(topic);
    const { at, end } = firstPart((await log.positions([topic], timeMs, signal))[0], topic);
    let empty = 0;
    for (let from = at; from < end && empty < emptyMost; ) {
      if (signal.aborted) throw stopped(topic);
      const found = await read(from, end, signal);
      from = found.next;
      empty = found.empty ? empty + 1 : 0;
      for (let n = 0; n < found.texts.length; n += parsedMost) {
        if (signal.aborted) throw stopped(topic);
        const entries = found.texts.slice(n, n + parsedMost).flatMap((text) => entryOf(fromJson(text)) ?? []);
        const wanted = entries.filter((entry) => isSince(entry, timeMs));
        if (wanted.length > 0) yield wanted;
      }
    }
  }

  return {
    async append(entries) {
      if (closed !== null) throw stopped(topic);
      for (const batch of inBatches(entries)) await producer.send(topic, batch);
    },
    since: (timeMs, signal) => entriesSince(timeMs, AbortSignal.any([signal, closing.signal])),
    close() {
      closing.abort();
      closed ??= producer.close();
      return closed;
    },
  };
}

function* inBatches(entries: readonly Entry[]): Generator<TopicMessage[]> {
  let batch: TopicMessage[] = [];
  let chars = 0;
  for (const entry of entries) {
    const timestampMs = timeOf(entry);
    if (timestampMs === null) continue;
    const value = JSON.stringify(entry);
    if (batch.length > 0 && (chars + value.length > batchChars || batch.length === batchMost)) {
      yield batch;
      batch = [];
      chars = 0;
    }
    batch.push({ key: entry.leader, value, timestampMs });
    chars += value.length;
  }
  if (batch.length > 0) yield batch;
}

function textOf(value: LogMessage['value']): string | null {
  return value === null || value.length > largestMessage ? null : new TextDecoder().decode(value);
}

function stopped(topic: string): ExporterError {
  return new ExporterError('STOPPED', `Keeping announcements in topic ${topic} was stopped.`);
}

/** Of one message, where they name its offset. */
const unreadable: ReadonlySet<Failure['code']> = new Set(['MESSAGE_TOO_LARGE', 'MESSAGE_UNDECODABLE', 'TOPIC_COMPRESSION']);

/** Where to go on after what cannot be read: what retention has taken meanwhile, or one message that others have written. */
function behind(from: bigint, failure: Failure | undefined): bigint {
  if (failure === undefined) throw new ExporterError('INTERNAL', 'A topic log answers every question.');
  const { start, offset } = failure.facts ?? {};
  if (failure.code === 'RETENTION_PASSED' && BigInt(start ?? 0) > from) return BigInt(start ?? 0);
  if (offset !== undefined && unreadable.has(failure.code)) return (BigInt(offset) < from ? from : BigInt(offset)) + 1n;
  throw toError(failure);
}

function firstPart(answer: Perhaps<PartitionPosition[]> | undefined, topic: string): PartitionPosition {
  if (answer?.ok === false) throw toError(answer.failure);
  const first = answer?.value.find(({ partition }) => partition === 0);
  if (first === undefined) throw new ExporterError('TOPIC_MISSING', `Topic "${topic}" has no partition 0 on the Kafka broker.`);
  return first;
}
