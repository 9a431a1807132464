import type { OutcomeCode, PulseFacts } from '../contract/api.ts';
import type { DeviceFacts } from '../contract/devices.ts';
import { samePulse } from '../contract/same-pulse.ts';
import { counted, listed } from '../contract/words.ts';
import type { Cause } from './machines.ts';

/** Of a device: pulses in a row that it was not captured at, and which was the first. */
export type Streak = { code: OutcomeCode; sentence: string; pulses: number; first: PulseFacts };
type Missed = Streak & { device: string };
type Group = { key: string; cause: string };
type Members = [Missed, ...Missed[]];

/** So many devices at once are no coincidence. */
const togetherLeast = 4;
const namesMost = 3;
const sources = { kafka: 'Kafka', archiver: 'The Archiver' } as const;

/** Devices that have one cause are one alarm: no answer from the same source, or missed in the same way from the same pulse on. Once together, they are so until the last of them is back. */
export function createTogether(): (missed: readonly Missed[], devices: readonly DeviceFacts[], start: PulseFacts | null) => Cause[] {
  let together = new Set<string>();

  return (missed, devices, start) => {
    const kinds = new Map(devices.map(({ name, channels }) => [name, channels[0]?.source.kind]));
    const groups = new Map<string, { group: Group; members: Members }>();
    const alone: Missed[] = [];
    for (const each of missed) {
      const group = groupOf(each, kinds.get(each.device), start);
      const before = group === null ? undefined : groups.get(group.key)?.members;
      if (group === null) alone.push(each);
      else groups.set(group.key, { group, members: before === undefined ? [each] : [...before, each] });
    }
    const causes = [...groups.values()].map(({ group, members }) => {
      const isOne = members.length >= togetherLeast || together.has(group.key);
      return isOne ? { key: group.key, causes: [ofMany(group, members)] } : { key: null, causes: members.map(ofOne) };
    });
    together = new Set(causes.flatMap(({ key }) => key ?? []));
    return [...alone.map(ofOne), ...causes.flatMap((each) => each.causes)];
  };
}

/** null: nothing says that it has its cause with another. What was so at the first pulse ever seen may have begun at any time. */
function groupOf({ code, first }: Missed, kind: 'kafka' | 'archiver' | undefined, start: PulseFacts | null): Group | null {
  if (code === 'unreachable' && kind !== undefined)
    return { key: `devices unreachable ${kind}`, cause: `${sources[kind]} gave no answer for them` };
  if (start === null || samePulse(first, start)) return null;
  return {
    key: `devices ${code} ${first.pulseId} ${first.timestampNs}`,
    cause: 'It began at one pulse: look for what they share, such as a trigger or a network',
  };
}

function ofMany({ key, cause }: Group, members: Members): Cause {
  const { code, sentence, pulses, first } = members.reduce((longest, each) => (each.pulses > longest.pulses ? each : longest));
  const names = members.map(({ device }) => device).sort();
  return {
    ...{ key, kind: code, device: null, pulses, since: isoOf(first) },
    title: `${counted(names.length, 'device')}: ${code} for ${counted(pulses, 'pulse')}`,
    sentence: `${listed(names, namesMost)}. ${cause}. ${sentence}`,
  };
}

function ofOne({ device, code, sentence, pulses, first }: Missed): Cause {
  return {
    ...{ key: `device ${device}`, kind: code, sentence, device, pulses, since: isoOf(first) },
    title: `${device}: ${code} for ${counted(pulses, 'pulse')}`,
  };
}

function isoOf({ timestampNs }: PulseFacts): string {
  return new Date(Number(BigInt(timestampNs) / 1_000_000n)).toISOString();
}
