import { type OutcomeCode, outcomeCodes } from '../../core/contract/api.ts';
import type { DayReport, MissingCause, MissingReason } from '../../core/contract/report.ts';
import { counted, grouped } from '../words/numbers.ts';

/** The few numbers a shift is told by. */
export type Figure = { title: string; value: string; unit: string; says: string };

export const verdictWords = {
  arrived: 'Everything arrived',
  missing: 'Something is missing',
  unknown: 'Not everything can be told',
} as const;

export function figuresOf({ captures, uploads, gateway, missing, missingBeyond }: DayReport): Figure[] {
  const { announced, complete, partial, empty, failed, notCaptured, open } = captures;
  const whole = announced === 0 ? '–' : ((100 * complete) / announced).toFixed(1);
  const lacking = missing.length + missingBeyond;
  return [
    {
      title: 'Pulses',
      value: grouped(String(announced)),
      unit: '',
      says:
        listed([
          [open, 'still open'],
          [captures.localOnly, 'local only'],
        ]) || 'taken or announced',
    },
    {
      title: 'Complete',
      value: whole,
      unit: announced === 0 ? '' : '%',
      says: `${grouped(String(complete))} of ${grouped(String(announced))}`,
    },
    {
      title: 'Lack something',
      value: grouped(String(lacking)),
      unit: '',
      says:
        listed([
          [partial, 'partial'],
          [empty, 'empty'],
          [failed, 'failed'],
          [notCaptured, 'not captured'],
        ]) || 'captured, all of them',
    },
    gateway === null
      ? {
          title: 'Files in the Gateway',
          value: grouped(String(uploads.accepted)),
          unit: '',
          says:
            listed([
              [uploads.partlyRefused, 'in part'],
              [uploads.refused, 'refused'],
              [uploads.waiting, 'waiting'],
              [uploads.notQueued, 'not queued'],
            ]) || 'as it answered when they were sent',
        }
      : {
          title: 'Whole in the Gateway',
          value: grouped(String(gateway.whole)),
          unit: '',
          says: `of ${grouped(String(gateway.asked))} asked; ${grouped(String(gateway.expected))} expected`,
        },
  ];
}

/** An outcome has its mark; other codes have their word alone. */
export function outcomeIn(code: string): OutcomeCode | null {
  return outcomeCodes.find((known) => known === code) ?? null;
}

/** Of one reason of one pulse; the JSON has more. */
const channelsShown = 6;

export function channelsText({ channels, channelCount }: Pick<MissingReason, 'channels' | 'channelCount'>): string {
  const shown = channels.slice(0, channelsShown);
  const beyond = channelCount - shown.length;
  return [...shown, ...(beyond > 0 ? [counted(beyond, 'more', 'more')] : [])].join(', ');
}

/** A pulse or two, or from and to. */
export function whenText({ pulses, first, last }: Pick<MissingCause, 'pulses' | 'first' | 'last'>, timeOf: (ns: string) => string): string {
  return pulses === 1 ? timeOf(first.timestampNs) : `${timeOf(first.timestampNs)} to ${timeOf(last.timestampNs)}`;
}

function listed(counts: readonly (readonly [number, string])[]): string {
  return counts.flatMap(([count, word]) => (count === 0 ? [] : [`${grouped(String(count))} ${word}`])).join(', ');
}
