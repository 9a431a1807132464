import type { Alarm } from '../../core/contract/alarms.ts';

const ranks: Readonly<Partial<Record<Alarm['kind'], number>>> = { act: 0, attention: 1 };
const deviceRank = 2;

/** Else it is about a machine or a service. */
export function isOfDevices(kind: Alarm['kind']): boolean {
  return ranks[kind] === undefined;
}

/** What somebody has to do something about, then what will not do for long, then devices; of each the one that lasts longest first. */
export function longestFirst(alarms: readonly Alarm[]): Alarm[] {
  return alarms.toSorted(
    (left, right) => (ranks[left.kind] ?? deviceRank) - (ranks[right.kind] ?? deviceRank) || left.since.localeCompare(right.since),
  );
}
