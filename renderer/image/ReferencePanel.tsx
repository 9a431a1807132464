import { useLayoutEffect, useRef } from 'react';
import type { PulsePreview } from '../../core/contract/preview.ts';
import { clockOf } from '../words/numbers.ts';
import { PulseId } from '../words/PulseId.tsx';
import { geometryOf } from './geometry.ts';
import { useImageSettings } from './image-store.ts';
import { pictureOf } from './picture.ts';
import type { LoadedImage } from './use-image.ts';
import type { Shown } from './use-shown.ts';

type PanelProps = { reference: PulsePreview | null; loaded: LoadedImage | null; shown: Shown; why: string | null };

/** What the picture and its figures are compared with. */
export function ReferencePanel({ reference, loaded, shown, why }: PanelProps) {
  return (
    <section aria-label="Reference">
      <h3>Reference</h3>
      <div className="image-reference">
        {loaded !== null && <Small loaded={loaded} shown={shown} />}
        <p className="small soft">
          {reference !== null && (
            <span>
              Pulse <PulseId id={reference.pulse.pulseId} />, {clockOf(reference.pulse.timestampNs)} UTC.{' '}
            </span>
          )}
          {why ?? 'Its profiles are dashed.'}
        </p>
      </div>
    </section>
  );
}

const [width, height] = [112, 84];

/** With the colours that the picture has; of a difference with its own. */
function Small({ loaded: { image, analysis }, shown }: { loaded: LoadedImage; shown: Shown }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { scale, map, isInverted } = useImageSettings();
  const range = shown.compare === 'difference' ? analysis.inner : shown.range;
  useLayoutEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const geometry = geometryOf('fit', { x: 0, y: 0, width, height }, image);
    const density = window.devicePixelRatio;
    const picture = pictureOf({ image, geometry, painting: { range, scale, map, isInverted }, marks: null, density });
    element.width = Math.round(geometry.box.width * density);
    element.height = Math.round(geometry.box.height * density);
    element.style.width = `${geometry.box.width}px`;
    if (picture !== null) element.getContext('2d')?.drawImage(picture, 0, 0);
  }, [image, range, scale, map, isInverted]);
  return (
    <span aria-hidden="true">
      <canvas ref={canvas} />
    </span>
  );
}
