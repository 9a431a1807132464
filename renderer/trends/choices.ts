import type { SetupFacts } from '../../core/contract/devices.ts';
import type { TrendQuantity } from '../../core/contract/preview.ts';

/** One line of numbers: what is drawn of a channel. */
export type Choice = { channel: string; quantity: TrendQuantity };
export const choicesMost = 4;

/** A channel of the settings, with what can be drawn of it; the first is meant where nobody says. */
export type TrendChannel = {
  channel: string;
  device: string;
  type: string;
  units: string | null;
  quantities: readonly [TrendQuantity, ...TrendQuantity[]];
};

export const quantityWords: Readonly<Record<TrendQuantity, string>> = {
  value: 'Value',
  mean: 'Mean',
  sum: 'Sum',
  max: 'Largest',
  centroidX: 'Centroid x',
  centroidY: 'Centroid y',
  fwhmX: 'FWHM x',
  fwhmY: 'FWHM y',
  saturated: 'Saturated pixels',
};

export function channelsOf(setup: SetupFacts | null): TrendChannel[] {
  return (setup?.devices ?? []).flatMap(({ name: device, channels }) =>
    channels.map(({ name: channel, type, units }) => ({ channel, device, type, units, quantities: quantitiesOf(type) })),
  );
}

export function quantitiesOf(type: string): readonly [TrendQuantity, ...TrendQuantity[]] {
  if (type === 'waveform' || type === 'vector') return ['mean', 'sum', 'max'];
  if (type === 'image' || type === 'float_image')
    return ['mean', 'sum', 'max', 'centroidX', 'centroidY', 'fwhmX', 'fwhmY', ...(type === 'image' ? (['saturated'] as const) : [])];
  return ['value'];
}

/** All words of the text stand in the name of the channel, of its device or in its type. */
export function found(channels: readonly TrendChannel[], text: string): TrendChannel[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return channels.filter(({ channel, device, type }) => {
    const all = `${channel} ${device} ${type}`.toLowerCase();
    return words.every((word) => all.includes(word));
  });
}

/** Chosen once more it is taken away; where there are as many as fit the oldest makes room. */
export function toggled(chosen: readonly Choice[], { channel, quantities }: Pick<TrendChannel, 'channel' | 'quantities'>): Choice[] {
  const others = chosen.filter((each) => each.channel !== channel);
  return others.length < chosen.length ? others : [...others.slice(1 - choicesMost), { channel, quantity: quantities[0] }];
}

export function keyOfChoice({ channel, quantity }: Choice): string {
  return `${channel} ${quantity}`;
}
