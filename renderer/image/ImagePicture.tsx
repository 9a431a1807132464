import { type RefObject, useMemo, useRef } from 'react';
import type { PreviewChannel, PulsePreview } from '../../core/contract/preview.ts';
import { Trouble } from '../parts/Trouble.tsx';
import { clockOf, grouped, isoOf } from '../words/numbers.ts';
import type { Axes } from './axes.ts';
import { imageFileName, pixelsIn } from './export-csv.ts';
import { scaledTo, seenOf, type View } from './geometry.ts';
import { ImageTools } from './ImageTools.tsx';
import { imageWords, noteOf, pixelWords, sizeWords } from './image-says.ts';
import { changeView, useImageSettings } from './image-store.ts';
import { Provenance } from './Provenance.tsx';
import type { RectangleFigures } from './rectangle.ts';
import { Stage, type StagePanel } from './Stage.tsx';
import type { ShownProfiles } from './scene.ts';
import type { ChannelSettings } from './settings.ts';
import { useExport } from './use-export.ts';
import { middleOf } from './use-figures.ts';
import type { ImageState, LoadedImage } from './use-image.ts';
import type { Shown } from './use-shown.ts';
import { useStageLayout } from './use-stage-layout.ts';

type PictureProps = {
  preview: PulsePreview;
  channel: PreviewChannel;
  reference: PulsePreview | null;
  own: ImageState;
  before: LoadedImage | null;
  /** What is shown belongs to another pulse. */
  isOld: boolean;
  shown: Shown;
  why: string | null;
  figures: RectangleFigures | null;
  profiles: ShownProfiles & { kind: 'centre' | 'line' };
  axes: Axes;
  units: string;
  settings: ChannelSettings;
  hasPixelSize: boolean;
  canvas: RefObject<HTMLCanvasElement>;
  change(change: Partial<ChannelSettings>): void;
};

export function ImagePicture(props: PictureProps) {
  const { preview, channel, reference, own, before, shown, why, figures, profiles, axes, units, settings, change, canvas } = props;
  const { image, compare, range, map, isInverted } = shown;
  const { scale: chosen, isMarked, isPhysical, views } = useImageSettings();
  const scale = compare === 'difference' ? 'linear' : chosen; // below nothing there is no logarithm and no root
  const shape = `${image.rows} ${image.columns}`;
  const view = views.get(shape) ?? 'fit';
  const exporting = useExport();
  const { rectangle } = settings;
  const isBeside = compare === 'beside';
  const line = isBeside ? null : settings.line;
  const painting = useMemo(() => ({ range, scale, map, isInverted }), [range, scale, map, isInverted]);
  const panels = useMemo((): [StagePanel, ...StagePanel[]] => {
    const marked = isMarked && compare !== 'difference';
    const first = { image, marks: marked ? shown.analysis : null, title: `This pulse, ${clockOf(preview.pulse.timestampNs)} UTC` };
    if (!isBeside || before === null) return [first];
    const title = `Reference, ${clockOf(reference?.pulse.timestampNs ?? '0')} UTC`;
    return [first, { image: before.image, marks: marked ? before.analysis : null, title }];
  }, [image, shown.analysis, isMarked, compare, isBeside, before, preview, reference]);
  const through = useMemo(() => (isBeside ? null : (line ?? middleOf(image, rectangle))), [isBeside, line, image, rectangle]);

  const what = compare === 'difference' ? 'difference' : '';
  const name = imageFileName(channel.channel, preview.pulse.pulseId, what);
  const title = [
    `${channel.channel}, pulse ${grouped(preview.pulse.pulseId)}, ${isoOf(preview.pulse.timestampNs)}`,
    ...(compare === 'none' || reference === null
      ? []
      : [`${compare === 'beside' ? 'beside' : 'less'} that of pulse ${grouped(reference.pulse.pulseId)}`]),
  ].join(', ');
  const place = useRef<HTMLDivElement>(null);
  const stage = useStageLayout(place, { view, image, profiles: isBeside ? 'none' : profiles.kind, images: panels.length === 2 ? 2 : 1 });
  const [geometry, area] = [stage.geometries[0], stage.layout.areas[0]];
  const setView = (to: View) => changeView(shape, to);
  const notes = noteOf(shown, scale, geometry ?? null, isPhysical && props.hasPixelSize);
  return (
    <section className="panel image-picture" aria-label="Image">
      <ImageTools
        name={channel.channel}
        isFitted={view === 'fit'}
        why={why}
        hasPixelSize={props.hasPixelSize}
        onFit={() => setView('fit')}
        onScale={(k) => geometry && area && setView(scaledTo(geometry, k / window.devicePixelRatio, area, image))}
        exports={{
          isBusy: exporting.isBusy,
          isOld: props.isOld,
          picture: () => canvas.current !== null && exporting.png(name, canvas.current, title),
          visible: () => geometry && exporting.csv(`${name}_seen`, image, pixelsIn(seenOf(geometry))),
          rectangle: rectangle === null ? null : () => exporting.csv(`${name}_rectangle`, image, rectangle),
        }}
      />
      {[own.trouble, exporting.trouble].map((sentence) => sentence !== null && <Trouble key={sentence} sentence={sentence} />)}
      <Stage
        {...stage}
        {...{ panels, place, painting, axes, units, through, rectangle, line, canvas }}
        profiles={isBeside ? null : profiles}
        rectangleSays={rectangle === null ? '' : sizeWords(figures, rectangle.width, rectangle.height, units)}
        says={imageWords(channel.channel, shown, figures, units)}
        oldSays={
          props.isOld
            ? own.trouble === null
              ? 'Reading the image of this pulse; what is shown is of another.'
              : 'What is shown is of another pulse.'
            : null
        }
        pixelWords={(pixel) => panels.map((panel) => pixelWords(panel.image, pixel, units)).join('; reference ')}
        onView={setView}
        onRectangle={(to) => change({ rectangle: to })}
        onLine={(to) => change({ line: to })}
      />
      {notes.length > 0 && (
        <p className="image-note small" role="status">
          {notes.join(' ')}
        </p>
      )}
      <Provenance channel={channel} preview={preview} />
    </section>
  );
}
