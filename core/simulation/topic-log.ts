import { systemClock } from '../clock.ts';
import { ExporterError, type Failure, failure, toFailure } from '../contract/errors.ts';
import type { LogMessage, PartitionPosition, Perhaps, ReadAnswer, ReadRequest, TopicLog } from '../sources/kafka/topic-log.ts';
import type { Facility, SimulatedTopic } from './facility.ts';
import { messageCache } from './message-cache.ts';
import { kafkaMs, type TopicView, viewOf } from './topic-view.ts';

export type SimulatedLogOptions = {
  /** Nanoseconds since 1970. What is after it has not happened yet. */
  now(): bigint;
  retentionSeconds?: number | undefined;
  /** Encoded messages that are kept, in case several ask for the same pulse. */
  cacheBytes?: number | undefined;
};

const partition = 0;
const brokerSlowMs = 300;
/** Shorter than the steps in which anybody could see a message come late. */
const lookAgainMs = 5;

/** The facility's topics, one partition each, as a broker would show them: only what has arrived, nothing older than the retention. */
export function createSimulatedLog(facility: Facility, { now, retentionSeconds = 3600, cacheBytes }: SimulatedLogOptions): TopicLog {
  const cache = messageCache(facility, cacheBytes);
  const closing = new AbortController();
  const retentionNs = BigInt(Math.round(retentionSeconds * 1e9));

  const view = (topic: SimulatedTopic): TopicView => {
    const nowNs = now();
    return viewOf(facility, topic, nowNs, nowNs > retentionNs ? nowNs - retentionNs : 0n);
  };
  const open = async (signal: AbortSignal): Promise<AbortSignal> => {
    const either = AbortSignal.any([signal, closing.signal]);
    refuseStopped(either);
    const nowNs = now();
    if (facility.faults.isOn('broker-down', null, nowNs))
      throw new ExporterError(
        'KAFKA_UNREACHABLE',
        'The simulated Kafka broker does not answer. Switch the fault broker-down off to have it back.',
      );
    if (facility.faults.isOn('broker-slow', null, nowNs)) await pause(brokerSlowMs, either);
    return either;
  };
  const readOne = ({ topic: name, partition: asked, from, maxBytes }: ReadRequest): ReadAnswer => {
    const topic = topicNamed(facility, name, now());
    if (asked !== partition)
      throw new ExporterError(
        'TOPIC_MISSING',
        `Topic ${name} of the simulated broker has no partition ${asked}; it has partition ${partition} only.`,
      );
    const { start, end, from: entriesFrom } = view(topic);
    if (from < start)
      throw new ExporterError('RETENTION_PASSED', `Topic ${name} no longer holds offset ${from}: its first is ${start}.`, {
        facts: { start: String(start) },
      });
    const messages: LogMessage[] = [];
    let bytes = 0;
    for (const entry of entriesFrom(from)) {
      const { key, value } = cache.messageOf(name, entry);
      bytes += value.length;
      if (messages.length > 0 && bytes > maxBytes) break;
      messages.push({ offset: entry.offset, timestampMs: kafkaMs(entry), key, value });
    }
    return { topic: name, partition, messages, end, start };
  };

  return {
    async positions(topics, timeMs, signal) {
      await open(signal);
      return topics.map((name) =>
        perhaps((): PartitionPosition[] => {
          const { at, end } = view(topicNamed(facility, name, now()));
          return [{ partition, at: timeMs === 'newest' ? end : at(timeMs), end }];
        }),
      );
    },
    async read(requests, maxWaitMs, signal) {
      const either = await open(signal);
      const until = performance.now() + maxWaitMs;
      while (true) {
        const answers = requests.map((request) => perhaps(() => readOne(request)));
        const left = until - performance.now();
        if (left <= 0 || answers.some((answer) => !answer.ok || answer.value.messages.length > 0)) return answers;
        await pause(Math.min(left, lookAgainMs), either);
      }
    },
    async topics(signal) {
      await open(signal);
      return [...facility.topics.values()].filter((topic) => !isTopicOn(facility, topic, 'topic-missing', now())).map(({ name }) => name);
    },
    async keeping(topics, signal) {
      await open(signal);
      return topics.map((name) =>
        perhaps(() => {
          topicNamed(facility, name, now());
          return { ms: retentionSeconds * 1000, bytes: null };
        }),
      );
    },
    close: async () => closing.abort(),
  };
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await systemClock.sleep(ms, signal);
  refuseStopped(signal);
}

function refuseStopped(signal: AbortSignal): void {
  if (signal.aborted) throw new ExporterError('STOPPED', 'Reading from the simulated broker was stopped.');
}

function topicNamed(facility: Facility, name: string, nowNs: bigint): SimulatedTopic {
  const topic = facility.topics.get(name);
  if (topic === undefined || isTopicOn(facility, topic, 'topic-missing', nowNs))
    throw new ExporterError('TOPIC_MISSING', `Topic ${name} does not exist on the simulated broker. Check its name in the settings.`);
  if (isTopicOn(facility, topic, 'topic-forbidden', nowNs))
    throw new ExporterError('TOPIC_FORBIDDEN', `The simulated broker does not let us read topic ${name}. Ask for the right to read it.`);
  return topic;
}

function isTopicOn(facility: Facility, { senders }: SimulatedTopic, fault: 'topic-missing' | 'topic-forbidden', nowNs: bigint): boolean {
  return senders.some(({ device }) => facility.faults.isOn(fault, device, nowNs));
}

function perhaps<T>(work: () => T): Perhaps<T> {
  try {
    return { ok: true, value: work() };
  } catch (error) {
    const failed: Failure = error instanceof ExporterError ? toFailure(error) : failure('INTERNAL', String(error));
    return { ok: false, failure: failed };
  }
}
