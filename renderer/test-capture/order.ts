import type { TestChannel } from '../../core/contract/test-capture.ts';
import { compared, type SortValue } from '../parts/compared.ts';
import { alarmCount, findingsOf, sourceWords, weightOf } from './findings.ts';
import { typeWords } from './words.ts';

export const sortKeys = [
  'worst',
  'channel',
  'source',
  'samples',
  'rate',
  'type',
  'bytes',
  'p50',
  'p95',
  'max',
  'offset',
  'drift',
  'pulseIds',
  'gaps',
  'duplicates',
  'alarms',
  'decodeErrors',
  'captured',
  'gateway',
] as const;
export type SortKey = (typeof sortKeys)[number];
export type Order = { by: SortKey; down: boolean };
export const worstFirst: Order = { by: 'worst', down: true };

export const shows = { all: 'All', found: 'With findings' } as const;
export type Show = keyof typeof shows;

/** What is not known comes last, whichever way round; equals by their names. */
export function inOrder(channels: readonly TestChannel[], { by, down }: Order): TestChannel[] {
  const keyed = channels.map((channel) => ({ channel, key: keyOf(channel, by) }));
  keyed.sort((left, right) => compared(left.key, right.key, down) || compared(left.channel.channel, right.channel.channel, false));
  return keyed.map(({ channel }) => channel);
}

/** Every word of the text stands in its name, its device or its source. */
export function shownOf(channels: readonly TestChannel[], show: Show, text: string): TestChannel[] {
  const words = text.toLowerCase().split(/\s+/);
  return channels.filter((channel) => {
    const all = `${channel.channel}\n${channel.device ?? ''}\n${sourceWords(channel)}`.toLowerCase();
    return words.every((word) => all.includes(word)) && (show === 'all' || findingsOf(channel).length > 0);
  });
}

function keyOf(channel: TestChannel, by: SortKey): SortValue {
  switch (by) {
    case 'worst':
      return weightOf(channel);
    case 'channel':
      return channel.channel;
    case 'source':
      return sourceWords(channel);
    case 'samples':
      return channel.samples;
    case 'rate':
      return channel.rate;
    case 'type':
      return channel.types.length === 0 ? null : typeWords(channel.types[0]);
    case 'bytes':
      return channel.bytes?.p50 ?? null;
    case 'p50':
    case 'p95':
    case 'max':
      return channel.latency?.[by] ?? null;
    case 'offset':
      return channel.offset === null ? null : Math.abs(channel.offset.p50);
    case 'drift':
      return channel.offset?.driftMsPerHour == null ? null : Math.abs(channel.offset.driftMsPerHour);
    case 'pulseIds':
      return channel.samples === 0 ? null : channel.pulseIds.with / channel.samples;
    case 'gaps':
      return channel.gaps.pulses;
    case 'duplicates':
      return channel.duplicates;
    case 'alarms':
      return alarmCount(channel);
    case 'decodeErrors':
      return channel.decodeErrors.count;
    case 'captured':
      return channel.captured === null || channel.captured.of === 0 ? null : channel.captured.captured / channel.captured.of;
    case 'gateway':
      return channel.gateway === null ? 0 : 1;
  }
}
