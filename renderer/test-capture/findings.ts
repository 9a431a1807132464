import { isSilent, type TestChannel } from '../../core/contract/test-capture.ts';
import type { Family } from '../marks/outcomes.ts';
import { counted } from '../words/numbers.ts';

/** Something a person should know of a channel. The heavier, the higher it stands; `family`: whom to ask. */
export type Finding = { weight: number; family: Family; word: string; sentence: string };

/** Lighter ones can wait: nothing is lost by them. */
export function isUrgent({ weight }: Finding): boolean {
  return weight >= 50;
}

/** Worst first; none where all is well. */
export function findingsOf(channel: TestChannel): Finding[] {
  const { samples, captured, gateway, gaps, duplicates, decodeErrors, types, pulseIds, offset, suggestions } = channel;
  const found: (Finding | false)[] = [
    isSilent(channel) && {
      ...{ weight: 100, family: 'source', word: 'nothing came' },
      sentence: `Nothing came on ${sourceWords(channel)}. Is the device running, and is it triggered?`,
    },
    decodeErrors.count > 0 && {
      ...{ weight: 80, family: 'form', word: 'not decoded' },
      sentence: withReason(`${counted(decodeErrors.count, 'message')} could not be decoded`, decodeErrors.sentence),
    },
    captured !== null &&
      captured.captured < captured.of && {
        ...{ weight: 70, family: 'source', word: 'not captured' },
        sentence: withReason(`Captured at ${captured.captured} of ${counted(captured.of, 'pulse')}`, captured.sentence),
      },
    gateway !== null && { ...{ weight: 60, family: 'form', word: 'would be refused' }, sentence: gateway },
    types.length > 1 && {
      ...{ weight: 55, family: 'form', word: 'type changes' },
      sentence: `It came as ${counted(types.length, 'different type or shape', 'different types or shapes')}.`,
    },
    samples > 0 &&
      gaps.pulses > 0 && {
        ...{ weight: 50, family: 'source', word: 'gaps' },
        sentence: `There is no reading of ${counted(gaps.pulses, 'pulse')} of this test.`,
      },
    samples === 0 &&
      !isSilent(channel) && {
        ...{ weight: 5, family: 'source', word: 'no new value' },
        sentence: `No new value came on ${sourceWords(channel)} during the test; its last one from before was captured.`,
      },
    samples > 0 &&
      pulseIds.with === samples &&
      pulseIds.matched === 0 &&
      offset?.by === 'nearest' && {
        ...{ weight: 65, family: 'time', word: 'other pulse IDs' },
        sentence: 'Its pulse IDs are of no pulse of this test: it counts by itself, or gets them from elsewhere.',
      },
    duplicates > 0 && {
      ...{ weight: 30, family: 'source', word: 'duplicates' },
      sentence: `${counted(duplicates, 'reading')} came twice.`,
    },
    pulseIds.with > 0 &&
      pulseIds.without > 0 && {
        ...{ weight: 25, family: 'form', word: 'some without pulse ID' },
        sentence: `${counted(pulseIds.without, 'reading')} of ${samples} came without a pulse ID.`,
      },
    alarmCount(channel) > 0 && { ...{ weight: 20, family: 'source', word: 'alarms' }, sentence: `In alarm: ${alarmWords(channel)}.` },
    suggestions.length > 0 && {
      ...{ weight: 10, family: 'time', word: 'suggestion' },
      sentence: `${counted(suggestions.length, 'setting')} should be another.`,
    },
  ];
  return found.filter((each) => each !== false);
}

/** Of what is wrong with it the worst counts, and then how much there is. */
export function weightOf(channel: TestChannel): number {
  const findings = findingsOf(channel);
  return (findings[0]?.weight ?? 0) * 1000 + findings.reduce((sum, { weight }) => sum + weight, 0);
}

export function sourceWords({ source }: Pick<TestChannel, 'source'>): string {
  const from = source.kind === 'kafka' ? `topic ${source.topic}` : `PV ${source.pv}`;
  return source.sourceName === undefined ? from : `${from}, source ${source.sourceName}`;
}

/** EPICS has two words for none. */
const noAlarms: readonly string[] = ['NONE', 'NO_ALARM'];

export function alarmsOf({ alarms }: Pick<TestChannel, 'alarms'>): [string, number][] {
  return Object.entries(alarms).filter(([severity, count]) => count > 0 && !noAlarms.includes(severity));
}

export function alarmCount(channel: Pick<TestChannel, 'alarms'>): number {
  return alarmsOf(channel).reduce((sum, [, count]) => sum + count, 0);
}

export function alarmWords(channel: Pick<TestChannel, 'alarms'>): string {
  return alarmsOf(channel)
    .map(([severity, count]) => `${count} ${severity}`)
    .join(', ');
}

function withReason(what: string, reason: string | null): string {
  return reason === null ? `${what}.` : `${what}: ${reason}`;
}
