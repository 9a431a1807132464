import type { Facility, SimulatedTopic } from './facility.ts';
import { type Entry, entriesOf, firstOffset, lastLivingStep, stepAt, stepOf, stepsUnderway } from './topic-entries.ts';

export type TopicView = {
  /** First offset still held. */
  start: bigint;
  /** Offset the next message will get. */
  end: bigint;
  /** All that are there from this offset on, oldest first. */
  from(offset: bigint): Generator<Entry>;
  /** The first with a Kafka time at or after this; `end` where there is none. */
  at(timeMs: number): bigint;
};

/** Kafka's time of an entry, in whole milliseconds. */
export function kafkaMs({ timeNs }: Entry): number {
  return Number(timeNs / 1_000_000n);
}

/** One topic as it looks at this time. An entry is there once its time has come and all before it are there: a log has one order. */
export function viewOf(facility: Facility, topic: SimulatedTopic, nowNs: bigint, sinceNs: bigint): TopicView {
  const end = endOf(facility, topic, nowNs);
  const oldest = firstOffset(topic, stepAt(topic, sinceNs) + 1);
  // An empty topic begins where it ends, and stays there.
  const start = earlierOf(oldest, end);
  function* from(offset: bigint): Generator<Entry> {
    for (let step = stepOf(topic, offset); firstOffset(topic, step) < end; step++)
      for (const entry of entriesOf(facility, topic, step)) {
        if (entry.offset >= end) return;
        if (entry.offset >= offset) yield entry;
      }
  }
  const at = (timeMs: number): bigint => {
    // What was still on its way then has its time after this.
    const early = stepAt(topic, BigInt(Math.max(0, Math.floor(timeMs))) * 1_000_000n) - stepsUnderway(facility, topic);
    const first = firstOffset(topic, Math.max(0, early));
    for (const entry of from(laterOf(first, start))) if (kafkaMs(entry) >= timeMs) return entry.offset;
    return end;
  };
  return { start, end, from, at };
}

/** 0 where nothing was ever sent. */
function endOf(facility: Facility, topic: SimulatedTopic, nowNs: bigint): bigint {
  let newest = stepAt(topic, nowNs) + 1;
  while (newest >= 0) {
    newest = lastLivingStep(facility, topic, newest);
    const oldest = newest - stepsUnderway(facility, topic);
    const last = lastThere(facility, topic, oldest, newest, nowNs);
    if (last !== null) return last.offset + 1n;
    newest = oldest;
  }
  return 0n;
}

function lastThere(facility: Facility, topic: SimulatedTopic, oldest: number, newest: number, nowNs: bigint): Entry | null {
  let last: Entry | null = null;
  for (let step = Math.max(0, oldest); step <= newest; step++)
    for (const entry of entriesOf(facility, topic, step)) {
      if (entry.timeNs > nowNs) return last;
      last = entry;
    }
  return last;
}

function laterOf(a: bigint, b: bigint): bigint {
  return a < b ? b : a;
}

function earlierOf(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
