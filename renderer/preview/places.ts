import type { ChannelOutcome, PulseFacts } from '../../core/contract/api.ts';
import type { SetupFacts } from '../../core/contract/devices.ts';
import type { PreviewChannel, PulsePreview } from '../../core/contract/preview.ts';

export type Shown = { kind: 'shown'; channel: PreviewChannel; reference: PreviewChannel | null };
export type Missing = { kind: 'missing'; outcome: ChannelOutcome };
/** One channel's place on the sheet: it stays the same whether the channel is there or not. */
export type Place = { name: string } & (Shown | Missing);
export type Part = 'images' | 'curves' | 'values';
export type Places = Record<Part, Place[]>;

const partOfKind: Readonly<Record<PreviewChannel['kind'], Part>> = { image: 'images', curve: 'curves', number: 'values', text: 'values' };

/** In the order of the settings; what they know no more comes last, by name. Skipped channels have no place. */
export function placesOf(preview: PulsePreview, reference: PulsePreview | null, setup: SetupFacts | null): Places {
  const types = new Map((setup?.devices ?? []).flatMap(({ channels }) => channels.map(({ name, type }) => [name, type] as const)));
  const order = new Map([...types.keys()].map((name, at) => [name, at]));
  const before = new Map(reference?.channels.map((channel) => [channel.channel, channel]));
  const found: Places = { images: [], curves: [], values: [] };
  for (const channel of preview.channels)
    found[partOfKind[channel.kind]].push({
      name: channel.channel,
      kind: 'shown',
      channel,
      reference: alike(channel, before.get(channel.channel)),
    });
  const there = new Set(preview.channels.map(({ channel }) => channel));
  for (const outcome of preview.missing)
    if (outcome.code !== 'skipped' && !there.has(outcome.channel))
      found[partOfMissing(outcome, types.get(outcome.channel), before.get(outcome.channel))].push({
        name: outcome.channel,
        kind: 'missing',
        outcome,
      });
  const rank = ({ name }: Place) => order.get(name) ?? order.size;
  for (const part of Object.values(found)) part.sort((left, right) => rank(left) - rank(right) || left.name.localeCompare(right.name));
  return found;
}

/** "18 of 20". */
export function countOf(places: readonly Place[]): string {
  const shown = places.filter(({ kind }) => kind === 'shown').length;
  return shown === places.length ? String(shown) : `${shown} of ${places.length}`;
}

export type Fullness = { expected: number; captured: number; verdict: 'complete' | 'partial' | 'empty' };

/** Over all the files of it that are here; skipped channels are not expected. null where there are files and none could be read: it may have been complete. */
export function fullnessOf({ channels, missing, files, unread, away }: Omit<PulsePreview, 'pulse' | 'metadata'>): Fullness | null {
  if (files.length === 0 && unread.length + away.length > 0) return null;
  const captured = channels.length;
  const expected = captured + missing.filter(({ code }) => code !== 'skipped').length;
  return { expected, captured, verdict: captured === 0 ? 'empty' : captured < expected ? 'partial' : 'complete' };
}

export function keyOf({ pulseId, timestampNs }: PulseFacts): string {
  return `${pulseId}@${timestampNs}`;
}

/** An image is not compared with what is no image any more. */
function alike(channel: PreviewChannel, reference: PreviewChannel | undefined): PreviewChannel | null {
  return reference?.kind === channel.kind ? reference : null;
}

function partOfMissing({ pixels }: ChannelOutcome, type: string | undefined, before: PreviewChannel | undefined): Part {
  if (before !== undefined) return partOfKind[before.kind];
  if (type === 'image' || type === 'float_image' || pixels !== undefined) return 'images';
  return type === 'waveform' || type === 'vector' ? 'curves' : 'values';
}
