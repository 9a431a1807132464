import type { PeekSource } from '../../../core/contract/browse.ts';
import { isRecord } from '../../../core/contract/is-record.ts';
import type { NumberText } from '../../settings/field.ts';

export const channelTypes = ['scalar', 'image', 'float_image', 'waveform', 'vector'] as const;
export type ChannelType = (typeof channelTypes)[number];
export const matchKinds = ['pulse-id', 'nearest', 'last'] as const;
export type MatchKind = (typeof matchKinds)[number];

/** A channel as it is being put together. `rest`: what its settings have besides, and keep. */
export type DraftChannel = {
  name: string;
  type: ChannelType;
  source: PeekSource;
  /** Where one topic carries several. */
  sourceName: string | null;
  match: MatchKind;
  /** Of `nearest` and `last`, milliseconds. */
  reachMs: NumberText;
  rest: Readonly<Record<string, unknown>>;
};

export type DraftDevice = { name: string; area: string; channels: readonly DraftChannel[] };

/** As the settings write it. */
export function deviceSettings({ name, area, channels }: DraftDevice): Record<string, unknown> {
  return { name: name.trim(), ...(area.trim() !== '' && { area: area.trim() }), channels: channels.map(channelSettings) };
}

function channelSettings({ name, type, source, sourceName, match, reachMs, rest }: DraftChannel): Record<string, unknown> {
  const { source: before, image, ...others } = rest;
  const { columns, ...kept } = isRecord(before) ? before : {};
  return {
    ...others,
    ...(isFilled(image) && { image }),
    name: name.trim(),
    type,
    source: {
      ...kept,
      ...source,
      ...(sourceName !== null && { sourceName }),
      ...(isFilled(columns) && { columns }),
    },
    match:
      match === 'pulse-id'
        ? { kind: match }
        : match === 'nearest'
          ? { kind: match, toleranceMs: reachMs }
          : { kind: match, maxAgeMs: reachMs },
  };
}

/** What can be edited of a device as the settings have it; null where they make no sense. */
export function draftOf(device: unknown): DraftDevice | null {
  if (!isRecord(device) || typeof device['name'] !== 'string' || !Array.isArray(device['channels'])) return null;
  const channels = device['channels'].map(draftChannelOf);
  if (!channels.every((each) => each !== null)) return null;
  return { name: device['name'], area: textOr(device['area'], ''), channels };
}

function draftChannelOf(channel: unknown): DraftChannel | null {
  if (!isRecord(channel)) return null;
  const { source, match, name } = channel;
  const type = channelTypes.find((each) => each === channel['type']);
  const from = sourceOf(source);
  if (typeof name !== 'string' || type === undefined || from === null) return null;
  const matched = isRecord(match) ? match : {};
  const reach = matched['toleranceMs'] ?? matched['maxAgeMs'];
  return {
    ...{ name, type, source: from, rest: channel },
    sourceName: isRecord(source) && typeof source['sourceName'] === 'string' ? source['sourceName'] : null,
    match: matchKinds.find((each) => each === matched['kind']) ?? 'pulse-id',
    reachMs: typeof reach === 'number' ? reach : 100,
  };
}

function sourceOf(source: unknown): PeekSource | null {
  if (!isRecord(source)) return null;
  if (typeof source['topic'] === 'string') return { kind: 'kafka', topic: source['topic'] };
  return typeof source['pv'] === 'string' ? { kind: 'archiver', pv: source['pv'] } : null;
}

function isFilled(part: unknown): boolean {
  return isRecord(part) && Object.keys(part).length > 0;
}

function textOr(value: unknown, other: string): string {
  return typeof value === 'string' ? value : other;
}
