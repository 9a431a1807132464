import { pulseAt, pulsePeriodNs } from './beat.ts';
import { type Facility, type KafkaSender, latencyNs, type SimulatedTopic } from './facility.ts';

/** What stands at one offset: the measurement of pulse k, or something else that turned up behind it. */
export type Entry = { offset: bigint; timeNs: bigint; sender: KafkaSender; k: number; content: Content };
export type Content = 'measurement' | 'garbage' | 'unknown-schema' | 'connection' | 'alarm';

/** Each measurement has a second place behind it, empty but for status messages and faults: real topics have holes in their offsets too. */
const places = 2;
const lateNs = 5_000_000_000n;
/** Where a topic has one sender Kafka's times of neighbours differ; where many share it they have to fit between two pulses. */
const apartNs = { alone: 2_000_000n, together: 100_000n };
/** Forwarders tell of connection and alarm every five seconds at 10 Hz. */
const statusEvery = 50;

/** A step is one turn of a topic: all its senders once, every `every` pulses. */
export function stepAt(topic: SimulatedTopic, timeNs: bigint): number {
  return Math.floor(pulseAt(timeNs) / topic.every);
}

export function firstOffset(topic: SimulatedTopic, step: number): bigint {
  return BigInt(step) * BigInt(topic.senders.length * places);
}

export function stepOf(topic: SimulatedTopic, offset: bigint): number {
  return Number(offset / BigInt(topic.senders.length * places));
}

/** How many steps before now may still be on their way. */
export function stepsUnderway(facility: Facility, topic: SimulatedTopic): number {
  const late = topic.senders.some(({ device }) => facility.faults.everOn('late-camera', device));
  return Math.ceil((late ? 56 : 4) / topic.every) + 1;
}

/** All that one step puts into the topic, in the order of its offsets. */
export function entriesOf(facility: Facility, topic: SimulatedTopic, step: number): Entry[] {
  const entries: Entry[] = [];
  const gapNs = topic.senders.length === 1 ? apartNs.alone : apartNs.together;
  topic.senders.forEach((sender, i) => {
    const { faults } = facility;
    const swapped = faults.isOn('out-of-order', sender.device, timeOfStep(topic, step - (step % 2)));
    // Of two that change places the earlier one waits for the later one.
    const sentAt = (swapped ? step + 1 - (step % 2) : step) * topic.every;
    const k = (swapped ? (step % 2 === 0 ? step + 1 : step - 1) : step) * topic.every;
    const atNs = BigInt(k) * pulsePeriodNs;
    const isOn = (fault: Parameters<typeof faults.isOn>[0]): boolean => faults.isOn(fault, sender.device, atNs);
    if (isOn('dead-camera') || (isOn('skipped-pulses') && k % (2 * topic.every) !== 0)) return;
    const offset = firstOffset(topic, step) + BigInt(i * places);
    const swapDelay = swapped && step % 2 === 1 ? gapNs * 2n : 0n;
    const timeNs =
      BigInt(sentAt) * pulsePeriodNs +
      latencyNs(facility, topic.name, sentAt) +
      BigInt(i) * 2n * gapNs +
      (isOn('late-camera') ? lateNs : 0n) +
      swapDelay;
    entries.push({ offset, timeNs, sender, k, content: 'measurement' });
    const behind = { offset: offset + 1n, timeNs: timeNs + gapNs, sender, k };
    if (isOn('duplicates')) entries.push({ ...behind, content: 'measurement' });
    else if (isOn('garbage')) entries.push({ ...behind, content: 'garbage' });
    else if (isOn('unknown-schema')) entries.push({ ...behind, content: 'unknown-schema' });
    else if (hasStatus(sender) && step % statusEvery === 0)
      entries.push({ ...behind, content: step % (2 * statusEvery) === 0 ? 'connection' : 'alarm' });
  });
  return entries;
}

function timeOfStep(topic: SimulatedTopic, step: number): bigint {
  return BigInt(step * topic.every) * pulsePeriodNs;
}

/** The last step at which anything was sent, seen from this one: leaps over the time in which all senders were dead. -1 where they always were. */
export function lastLivingStep(facility: Facility, topic: SimulatedTopic, step: number): number {
  const deaths = topic.senders.map(({ device }) => facility.faults.span('dead-camera', device, timeOfStep(topic, step)));
  if (deaths.some((death) => death === null)) return step;
  const began = deaths.flatMap((death) => (death === null || death.fromNs === null ? [] : [stepAt(topic, death.fromNs - 1n)]));
  if (began.length === 0) return -1;
  return Math.min(step - 1, Math.max(...began));
}

function hasStatus({ wire }: KafkaSender): boolean {
  return wire.schema === 'f142' || wire.schema === 'f144';
}
