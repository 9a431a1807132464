import { ExporterError, type Failure, toError, toFailure } from '../contract/errors.ts';
import { samePulse } from '../contract/same-pulse.ts';
import { decode as decodeMessage } from '../sources/kafka/decode/decode.ts';
import type { Decoded } from '../sources/kafka/decode/decoded.ts';
import type { LogMessage, TopicLog } from '../sources/kafka/topic-log.ts';
import { stepBetween } from './cadence.ts';
import { findPulse, type Timeline } from './find-pulse.ts';
import type { PulseSource } from './port.ts';
import { msBetween, nsPerMs, type Pulse } from './pulse.ts';
import { pulseOf } from './pulse-message.ts';
import { positionsOf, readStretches, type Stretch } from './topic-reader.ts';

type Ports = { log: TopicLog; topic: string; sourceName?: string | undefined; decode?(bytes: Uint8Array): Decoded };

/** How many messages from the end are looked through for the newest pulse, where others share its topic. */
const depths = [16n, 256n, 4096n];
/** How far Kafka's time may lie from the pulse's beyond what was seen, and how far order may be broken. */
const leewayMs = 1000;
/** Below the first position, for the pulse before a time. */
const below = 64n;
const messagesAtMost = 1_000_000;
/** So many messages without use, and no pulse among them, are no accident: then what is wrong with them is said. */
const uselessAtMost = 20;

/** Pulses from a topic that carries them, among other messages or alone. */
export function createKafkaPulseSource({ log, topic, sourceName, decode = decodeMessage }: Ports): PulseSource {
  const name = sourceName === undefined ? `topic ${topic}` : `topic ${topic}, source ${sourceName}`;
  /** Offset up to which each partition was looked through. */
  const looked = new Map<number, bigint>();
  let last: Pulse | null = null;
  /** How far Kafka's time of the newest pulse was behind the pulse's own, if it was earlier. */
  let earlierMs = 0;
  let trouble: Failure | null = null;
  let useless = 0;

  function read(message: LogMessage): Pulse | null {
    try {
      return pulseOf(message, name, sourceName, decode);
    } catch (error) {
      trouble = toFailure(error);
      useless += 1;
      return null;
    }
  }

  async function newest(signal: AbortSignal): Promise<Pulse> {
    const ends = await positionsOf(log, topic, 'newest', signal);
    const found: { pulse: Pulse; partition: number; kafkaMs: number }[] = [];
    let unseen: Stretch[] = ends.map(({ partition, end }) => {
      const from = looked.get(partition) ?? 0n;
      return { partition, from: from > end ? 0n : from, to: end };
    });
    for (const depth of depths) {
      const look = unseen.map(({ partition, from, to }) => ({ partition, from: larger(to - depth, from), to }));
      const onMessage = (message: LogMessage, partition: number): boolean => {
        const pulse = read(message);
        if (pulse !== null) found.push({ pulse, partition, kafkaMs: message.timestampMs });
        return true;
      };
      await readStretches({ log, topic }, look, onMessage, signal);
      unseen = unseen.flatMap(({ partition, from }, index) => {
        const to = look[index]?.from ?? from;
        return to <= from || found.some((one) => one.partition === partition) ? [] : [{ partition, from, to }];
      });
      if (unseen.length === 0) break;
    }
    for (const { partition, end } of ends) looked.set(partition, end);
    if (found.length > 0) useless = 0;
    const [latest] = found.sort((a, b) => order(b.pulse, a.pulse));
    if (latest !== undefined && stepBetween(last, latest.pulse) !== 'earlier') {
      last = latest.pulse;
      earlierMs = Math.min(0, latest.kafkaMs - msBetween(latest.pulse.timestampNs, 0n));
    }
    if (last !== null && useless < uselessAtMost) return last;
    if (trouble !== null) throw toError(trouble);
    throw new ExporterError(
      'PULSE_UNKNOWN',
      `No pulse is to be found on ${name}. Is it the topic of the timing system, and does that publish?`,
      { facts: { topic } },
    );
  }

  async function around(fromNs: bigint, toNs: bigint, limit: number, signal: AbortSignal): Promise<Pulse[]> {
    const startMs = Math.max(0, Math.floor(msBetween(fromNs, 0n) + earlierMs - leewayMs));
    const positions = await positionsOf(log, topic, startMs, signal);
    const stretches = positions.map(({ partition, at, end }) => ({ partition, from: larger(at - below, 0n), to: end }));
    const pulses: Pulse[] = [];
    let messages = 0;
    const perPartition = new Map<number, number>();
    const onMessage = (message: LogMessage, partition: number): boolean => {
      const pulse = read(message);
      messages += 1;
      const count = (perPartition.get(partition) ?? 0) + (pulse !== null && pulse.timestampNs >= fromNs ? 1 : 0);
      perPartition.set(partition, count);
      if (pulse !== null) pulses.push(pulse);
      const past = pulse !== null && pulse.timestampNs > toNs + BigInt(leewayMs) * nsPerMs;
      return !past && messages < messagesAtMost && count < limit;
    };
    await readStretches({ log, topic }, stretches, onMessage, signal);
    return pulses
      .sort(order)
      .filter((pulse, index) => pulse.timestampNs <= toNs && (index === 0 || !samePulse(pulse, pulses[index - 1] ?? pulse)));
  }

  const timeline: Timeline = { name, newest, around: (fromNs, toNs, signal) => around(fromNs, toNs, messagesAtMost, signal) };
  return {
    newest,
    find: (pulseId, signal) => findPulse(timeline, pulseId, signal),
    async between(fromNs, toNs, limit, signal) {
      // More than asked for, because doubles fall away, and the oldest may come a little later.
      const pulses = await around(fromNs, toNs, 2 * limit + 256, signal);
      return pulses.filter(({ timestampNs }) => timestampNs >= fromNs).slice(0, limit);
    },
  };
}

function order(a: Pulse, b: Pulse): number {
  if (a.timestampNs !== b.timestampNs) return a.timestampNs < b.timestampNs ? -1 : 1;
  return a.pulseId < b.pulseId ? -1 : a.pulseId > b.pulseId ? 1 : 0;
}

function larger(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
