import { createFacility, type Facility, type FacilityRequest } from '../../core/simulation/facility.ts';
import { createSimulatedLog, type SimulatedLogOptions } from '../../core/simulation/topic-log.ts';
import { decode } from '../../core/sources/kafka/decode/decode.ts';
import type { Decoded } from '../../core/sources/kafka/decode/decoded.ts';
import type { LogMessage, Perhaps, TopicLog } from '../../core/sources/kafka/topic-log.ts';

/** A facility whose time stands still until it is moved, and a look into its topics. */
export const k0 = 17_953_448_500;
export const unhurried = new AbortController().signal;

export type Stage = { facility: Facility; log: TopicLog; setNow(ns: bigint): void; nowNs(): bigint };

export function stage(request: Partial<FacilityRequest> = {}, options: Partial<SimulatedLogOptions> = {}): Stage {
  const facility = createFacility({ seed: 1, ...request });
  let now = nsOf(k0);
  const log = createSimulatedLog(facility, { now: () => now, ...options });
  return {
    facility,
    log,
    nowNs: () => now,
    setNow: (ns) => {
      now = ns;
    },
  };
}

export function nsOf(k: number): bigint {
  return BigInt(k) * 100_000_000n;
}

export function answerOf<T>(answer: Perhaps<T> | undefined): T {
  if (answer?.ok) return answer.value;
  throw new Error(answer === undefined ? 'No answer at all.' : answer.failure.message);
}

/** All messages of a topic whose Kafka time is not before this pulse. */
export async function messagesSince({ log }: Pick<Stage, 'log'>, topic: string, k: number): Promise<LogMessage[]> {
  const [position] = answerOf((await log.positions([topic], k * 100, unhurried))[0]);
  const answers = await log.read([{ topic, partition: 0, from: position?.at ?? 0n, maxBytes: 1e9 }], 0, unhurried);
  return answerOf(answers[0]).messages;
}

export function decoded(messages: readonly LogMessage[]): Decoded[] {
  return messages.map(({ value }) => decode(value ?? new Uint8Array()));
}

/** The first device whose first channel is sent in this schema. */
export function sentAs(facility: Facility, schema: string): { device: string; topic: string } {
  for (const topic of facility.topics.values())
    for (const { device, wire } of topic.senders)
      if (wire.schema === schema && topic.senders.length === 1) return { device, topic: topic.name };
  throw new Error(`Nothing is sent as ${schema}.`);
}
