import { create } from 'zustand';
import { remember, remembered } from '../store/remembered.ts';
import type { View } from './geometry.ts';
import { channelsFrom, imagesFrom } from './remembered-settings.ts';
import { type ChannelSettings, firstOfChannel, type ImageSettings, withNewest } from './settings.ts';

type Store = ImageSettings & {
  ofChannel: ReadonlyMap<string, ChannelSettings>;
  /** By rows × columns: cameras of one kind are looked at in the same place. Not kept: who comes anew sees all of an image first. */
  views: ReadonlyMap<string, View>;
};

const imagesKey = 'images';
const channelsKey = 'images-of-channels';
/** A rectangle that is drawn changes at every move. */
const keptAfterMs = 500;

export const useImageSettings = create<Store>()(() => ({
  ...imagesFrom(remembered(imagesKey)),
  ofChannel: new Map(channelsFrom(remembered(channelsKey))),
  views: new Map(),
}));

export function changeImages(change: Partial<ImageSettings>): void {
  useImageSettings.setState(change);
  remember(imagesKey, imagesFrom(useImageSettings.getState()));
}

let keeping: ReturnType<typeof setTimeout> | undefined;

export function changeChannel(channel: string, change: Partial<ChannelSettings>): void {
  useImageSettings.setState(({ ofChannel }) => ({
    ofChannel: withNewest(ofChannel, channel, { ...firstOfChannel, ...ofChannel.get(channel), ...change }),
  }));
  clearTimeout(keeping);
  keeping = setTimeout(() => remember(channelsKey, [...useImageSettings.getState().ofChannel]), keptAfterMs);
}

export function changeView(shape: string, view: View): void {
  useImageSettings.setState(({ views }) => ({ views: withNewest(views, shape, view) }));
}
