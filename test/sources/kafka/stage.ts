import type { SourceFacts } from '../../../core/contract/api.ts';
import type { TopicCounts } from '../../../core/contract/topics.ts';
import type { Pulse } from '../../../core/pulses/pulse.ts';
import { type ChannelSettings, channelSchema } from '../../../core/settings/channel.ts';
import { encodePva0, type SentValue } from '../../../core/simulation/encode/pva0.ts';
import { msToNs } from '../../../core/sources/kafka/seen.ts';
import { createKafkaSource } from '../../../core/sources/kafka/source.ts';
import type { Answer } from '../../../core/sources/port.ts';
import { createSlotPool } from '../../../core/sources/slots.ts';
import { createMemoryLog } from './memory-log.ts';
import { virtualClock } from './virtual-clock.ts';

/** The wall clock's beginning, milliseconds since 1970; pulse n comes n × 100 ms later. */
export const beginMs = 1_760_000_000_000;
export const timeOfPulse = (n: number): number => beginMs + n * 100;
export const pulseOf = (n: number): Pulse => ({ pulseId: 1000n + BigInt(n), timestampNs: msToNs(timeOfPulse(n)) });

type Match = ChannelSettings['match'];
type Extra = Partial<Pick<ChannelSettings, 'clockOffsetMs' | 'settleMs' | 'type'>> & { sourceName?: string; key?: string; match?: Match };

export function channel(name: string, topic = name, { sourceName, key, ...extra }: Extra = {}): ChannelSettings {
  return channelSchema.parse({ name, type: 'scalar', ...extra, source: { kind: 'kafka', topic, sourceName, key } });
}

type Made = { sourceName?: string; value?: SentValue; pulse?: { id: bigint; timeNs: bigint } | null; timeMs?: number };

/** A pva0 message of pulse n, whose value is n too. */
export function messageOf(n: number, { sourceName = 'S', value, pulse, timeMs = timeOfPulse(n) }: Made = {}): Uint8Array {
  const own = { id: pulseOf(n).pulseId, timeNs: pulseOf(n).timestampNs };
  return encodePva0({
    sourceName,
    timestampNs: msToNs(timeMs),
    pulse: pulse === null ? undefined : (pulse ?? own),
    value: value ?? { kind: 'number', dtype: 'float64', value: n },
  });
}

export function image(bytes: number, fill: number): SentValue {
  const data = { dtype: 'uint8' as const, shape: [1, bytes], bytes: new Uint8Array(bytes).fill(fill) };
  return { kind: 'image', data, attributes: {} };
}

export function setStage({ poolBytes = 64 * 1024 * 1024, atMs = 0 } = {}) {
  const clock = virtualClock(beginMs + atMs);
  const log = createMemoryLog(clock);
  const slots = createSlotPool({ maxBytes: poolBytes });
  const states: SourceFacts[] = [];
  const counts: TopicCounts[][] = [];
  const listener = {
    stateChanged: (facts: SourceFacts) => states.push(facts),
    topicsCounted: (topics: TopicCounts[]) => counts.push(topics),
  };
  const settings = { leewayMs: 20, maxMessageBytes: 64 * 1024 * 1024 };
  const source = createKafkaSource({ log, settings, slots, listener, clock });
  const collect = async (n: number, channels: ChannelSettings[], waitMs = 0, signal = new AbortController().signal) => {
    const answers: Answer[] = [];
    for await (const batch of source.collect({ pulse: pulseOf(n), channels, waitMs }, signal)) answers.push(...batch);
    return answers.sort((a, b) => a.channel.localeCompare(b.channel));
  };
  /** As 10 Hz devices do: messages of these pulses, each `lagMs` after its pulse in Kafka. */
  const publish = (topic: string, from: number, to: number, lagMs = 5, made: Made = {}) => {
    for (let n = from; n <= to; n++) log.send(topic, { timeMs: timeOfPulse(n) + lagMs, value: messageOf(n, made) });
  };
  return { clock, log, slots, source, states, counts, collect, publish };
}

/** What an answer says, short. */
export function brief(answer: Answer | undefined): string {
  if (answer === undefined) return 'none';
  if (answer.kind === 'absent') return 'absent';
  if (answer.kind === 'undecodable' || answer.kind === 'unreachable') return `${answer.kind} ${answer.failure.code}`;
  const { value } = answer.reading;
  return `${answer.kind} ${value.kind === 'number' ? value.value : value.kind}`;
}
