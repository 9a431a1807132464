import type { Clock } from '../../clock.ts';
import { ExporterError, failure } from '../../contract/errors.ts';
import type { ChannelSettings, KafkaChannelSource } from '../../settings/channel.ts';
import type { KafkaSettings } from '../../settings/sources.ts';
import type { Answer, CollectRequest, Source, SourceListener } from '../port.ts';
import type { SlotPool } from '../slots.ts';
import type { Value } from '../value.ts';
import { ChannelSearch } from './channel-search.ts';
import { Collecting } from './collect.ts';
import { selectColumns } from './decode/columns.ts';
import { decode } from './decode/decode.ts';
import type { DecodeOptions } from './decode/decoded.ts';
import { Keeper } from './keeper.ts';
import { watchReachability } from './reachability.ts';
import type { TopicLog } from './topic-log.ts';
import { newMemory, type TopicMemory, takeCounts } from './topic-memory.ts';
import { TopicSearch } from './topic-search.ts';
import { startTime, windowOf } from './window.ts';

export type KafkaSourceParts = {
  log: TopicLog;
  settings: Pick<KafkaSettings, 'leewayMs' | 'maxMessageBytes'>;
  slots: SlotPool;
  listener: SourceListener;
  clock: Clock;
  /** How long after a pulse its readings may come, where the channel says nothing itself. */
  settleMs?: number;
};

const defaultSettleMs = 2000;
/** Of the past more is looked at: a reading that came after the settle time is there by now. */
const pastReach = 2;

/** Looks every channel's reading up in a log of topics, kafkajs's or the simulation's. Owns the log: `close` closes it. */
export function createKafkaSource({ log, settings, slots, listener, clock, settleMs = defaultSettleMs }: KafkaSourceParts): Source {
  const memories = new Map<string, TopicMemory>();
  const reach = watchReachability(clock, (facts) => listener.stateChanged(facts));
  const closing = new AbortController();
  let closed: Promise<void> | null = null;

  const searchOf = ({ pulse, waitMs }: CollectRequest, channel: ChannelSettings, source: KafkaChannelSource, memory: TopicMemory) => {
    const { leewayMs, maxMessageBytes } = settings;
    const live = waitMs > 0;
    const window = windowOf(channel, pulse, { leewayMs, settleMs: live ? Math.max(settleMs, waitMs) : settleMs * pastReach });
    const options = { dimensionOrder: source.dimensionOrder, byteOrder: source.byteOrder };
    return new ChannelSearch({
      ...{ settings: channel, source, pulse, window, leewayMs, maxMessageBytes },
      deadline: clock.monotonicMs() + (live ? waitFor(channel, waitMs, memory.lagMs, leewayMs) : 0),
      valueOf: (bytes) => selectColumns(readValue(bytes, options), source.columns),
    });
  };

  const searchesOf = (request: CollectRequest): TopicSearch[] => {
    const byTopic = new Map<string, ChannelSearch[]>();
    for (const channel of request.channels) {
      const { source } = channel;
      if (source.kind !== 'kafka') continue;
      const memory = memories.get(source.topic) ?? newMemory(source.topic);
      memories.set(source.topic, memory);
      const search = searchOf(request, channel, source, memory);
      const same = byTopic.get(source.topic);
      if (same === undefined) byTopic.set(source.topic, [search]);
      else same.push(search);
    }
    return [...byTopic].map(([topic, channels]) => {
      const memory = memories.get(topic) ?? newMemory(topic);
      const starts = channels.map(({ task }) => startTime(task.settings, task.window, memory.lagMs, settings.leewayMs));
      return new TopicSearch(channels, Math.min(...starts), memory, decode);
    });
  };

  async function* collect(request: CollectRequest, signal: AbortSignal): AsyncGenerator<Answer[]> {
    const over = new AbortController();
    const keeper = new Keeper(slots);
    const topics = searchesOf(request);
    const either = AbortSignal.any([signal, closing.signal, over.signal]);
    const foreign = request.channels.filter(({ source }) => source.kind !== 'kafka').map(({ name }) => notOurs(name));
    try {
      if (foreign.length > 0) yield foreign;
      const until = request.waitMs > 0 ? clock.monotonicMs() + request.waitMs : null;
      yield* new Collecting(topics, until, { log, clock, keeper, reach }, either).answers();
    } finally {
      over.abort();
      keeper.releaseAll();
      const counts = takeCounts(topics.map(({ memory }) => memory));
      if (counts.length > 0) listener.topicsCounted(counts);
    }
  }

  return {
    collect,
    release: (ids) => slots.release(ids),
    close: () => {
      closing.abort();
      closed ??= log.close();
      return closed;
    },
  };
}

function notOurs(channel: string): Answer {
  return { kind: 'unreachable', channel, failure: failure('INTERNAL', `${channel} is no channel of Kafka, but was asked for there.`) };
}

function readValue(bytes: Uint8Array, options: DecodeOptions): Value {
  const decoded = decode(bytes, options);
  if (decoded.kind === 'reading') return decoded.value();
  throw new ExporterError('MESSAGE_UNDECODABLE', `A message of schema ${decoded.schema} carries no value.`);
}

/** `last` expects no new message, only one that is on its way: no longer than the last one took. */
function waitFor({ match, settleMs }: ChannelSettings, waitMs: number, lagMs: number | null, leewayMs: number): number {
  return settleMs ?? (match.kind === 'last' ? Math.min(waitMs, leewayMs + Math.max(0, lagMs ?? 0)) : waitMs);
}
