import { type Alarm, alarmsMost } from '../../core/contract/alarms.ts';
import { counted } from '../words/numbers.ts';

export type AlarmShow = 'all' | 'open' | 'acknowledged';
export type AlarmGroup = { title: string; alarms: Alarm[] };

const titles = { act: 'Act now', attention: 'Needs attention', device: 'Devices' } as const;

/** By who has to do what; within, those that nobody has acknowledged first, else as they came. A group of none is left out. */
export function alarmGroups(alarms: readonly Alarm[], show: AlarmShow): AlarmGroup[] {
  const shown = alarms.filter(({ acknowledged }) => show === 'all' || (show === 'open') === (acknowledged === null));
  return (['act', 'attention', 'device'] as const).flatMap((wanted) => {
    const of = shown.filter(({ kind }) => (kind === 'act' || kind === 'attention' ? kind : 'device') === wanted);
    const ordered = [...of.filter(isOpen), ...of.filter((alarm) => !isOpen(alarm))];
    return ordered.length === 0 ? [] : [{ title: titles[wanted], alarms: ordered }];
  });
}

export function isOpen({ acknowledged }: Alarm): boolean {
  return acknowledged === null;
}

/** An alarm whose cause is gone; `at`: when this page heard of it, ms since 1970. */
export type GoneAlarm = { alarm: Alarm; atMs: number };
export const goneMost = 200;

/** One cause that came and went `times` times: `pulses` of all of them, from its first beginning to its last end. */
export type GoneCause = { alarm: Alarm; times: number; pulses: number; since: string; atMs: number };

/** A device that comes and goes is one line; in the order of what ended last. */
export function goneCauses(gone: readonly GoneAlarm[]): GoneCause[] {
  return [...Map.groupBy(gone, ({ alarm }) => alarm.key).values()].flatMap((of) => {
    const [newest] = of;
    const pulses = of.reduce((sum, { alarm }) => sum + alarm.pulses, 0);
    const since = of.at(-1)?.alarm.since;
    return newest === undefined || since === undefined ? [] : [{ ...newest, times: of.length, pulses, since }];
  });
}

export function goneWords({ alarm: { device, kind, title }, times, pulses }: GoneCause): string {
  if (times === 1) return title;
  return device === null ? `${title}, ${times} times` : `${device}: ${kind} ${times} times, ${counted(pulses, 'pulse')} in all`;
}

/** What has ended between two states of the exporter, before those known already; newest first. */
export function withGone(
  gone: readonly GoneAlarm[],
  before: readonly Alarm[],
  after: readonly Alarm[],
  atMs: number,
): readonly GoneAlarm[] {
  if (before === after || after.length >= alarmsMost) return gone; // of too many causes some are not told: they need not be gone
  const still = new Set(after.map(({ key }) => key));
  const ended = before.filter(({ key }) => !still.has(key)).map((alarm) => ({ alarm, atMs }));
  return ended.length === 0 ? gone : [...ended, ...gone].slice(0, goneMost);
}
