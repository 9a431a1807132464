import { useCallback, useMemo, useRef } from 'react';
import { ChannelPanel } from '../curve/ChannelPanel.tsx';
import { ScrollPlace } from '../parts/ScrollPlace.tsx';
import { Trouble } from '../parts/Trouble.tsx';
import { useReading } from '../preview/reading.ts';
import type { ViewProps } from '../preview/view.ts';
import { axesOf, hasPixelSize } from './axes.ts';
import { ImagePicture } from './ImagePicture.tsx';
import { isWhole } from './image.ts';
import { changeChannel, useImageSettings } from './image-store.ts';
import { ProfilePanel } from './ProfilePanel.tsx';
import { RangePanel } from './RangePanel.tsx';
import { RectanglePanel } from './RectanglePanel.tsx';
import { ReferencePanel } from './ReferencePanel.tsx';
import { type ChannelSettings, firstOfChannel } from './settings.ts';
import { useFigures, useProfiles } from './use-figures.ts';
import { useImage } from './use-image.ts';
import { useShown } from './use-shown.ts';
import './image.css';
import './image-side.css';

/** One image of a pulse, with the one it is compared with. */
export function ImageView({ preview, channel, reference }: ViewProps) {
  const name = channel.channel;
  const settings = useImageSettings(({ ofChannel }) => ofChannel.get(name)) ?? firstOfChannel;
  const { isPhysical, profileWidth } = useImageSettings();
  const own = useImage(channel);
  const before = useImage(reference?.channels.find((each) => each.channel === name && each.kind === 'image') ?? null);
  const { shown, why } = useShown(own.loaded, before, reference, settings);
  const { rectangle, line } = settings;
  const compared = why === null ? (before.loaded?.image ?? null) : null;
  const image = own.loaded?.image ?? null;
  const [figures, figuresBefore] = [useFigures(image, rectangle), useFigures(compared, rectangle)];
  const profiles = useProfiles(image, compared, { rectangle, line, width: profileWidth });
  const every = image?.every ?? 1;
  const of = own.loaded?.of ?? channel;
  const axes = useMemo(() => axesOf(of.attributes, isPhysical, every), [of, isPhysical, every]);
  const change = useCallback((to: Partial<ChannelSettings>) => changeChannel(name, to), [name]);
  const canvas = useRef<HTMLCanvasElement>(null);
  const units = channel.units ?? (image === null || isWhole(image) ? 'counts' : '');
  useReading(own.trouble === null && (own.isOld || own.loaded === null));

  if (own.loaded === null || shown === null || image === null)
    return (
      <section className="panel image-waiting" aria-label="Image">
        {own.trouble === null ? <p className="empty">Reading {name}…</p> : <Trouble sentence={own.trouble} />}
      </section>
    );
  return (
    <div className="image-view">
      <ImagePicture
        {...{ preview, channel, reference, own, shown, why, figures, profiles, axes, units, settings, change, canvas }}
        before={why === null ? before.loaded : null}
        isOld={own.isOld || (shown.compare !== 'none' && before.isOld)}
        hasPixelSize={hasPixelSize(of.attributes)}
      />
      <ScrollPlace className="panel image-side" label="Figures of the image">
        <RangePanel {...{ shown, settings, units, change }} />
        <RectanglePanel
          size={image}
          {...{ rectangle, figures, units, axes }}
          before={figuresBefore}
          onChange={(to) => change({ rectangle: to })}
        />
        <ProfilePanel
          profiles={profiles.own}
          {...{ line, axes }}
          size={image}
          isRectangle={rectangle !== null}
          onLine={(to) => change({ line: to })}
        />
        <ReferencePanel {...{ reference, shown, why }} loaded={before.loaded} />
        <ChannelPanel channel={channel} preview={preview} />
      </ScrollPlace>
    </div>
  );
}
