import { memo, useLayoutEffect, useRef } from 'react';
import { colourTable } from '../image/colour-maps.ts';
import { paintNumbers } from '../image/paint-numbers.ts';
import type { ValueRange } from '../image/value-scale.ts';
import { figureWords, imageChange } from './image-words.ts';
import { differenceLimits, differenceOf } from './limits.ts';
import type { Thumbnail } from './pictures.ts';
import type { Shown } from './places.ts';
import { SampleMark } from './SampleMark.tsx';
import type { MapName, Show } from './sheet-settings.ts';
import type { Drawn } from './use-thumbnails.ts';

type CameraTileProps = {
  name: string;
  place: Shown;
  drawn: Drawn | undefined;
  reference: Thumbnail | null;
  limits: ValueRange | null;
  show: Show;
  map: MapName;
  tabIndex: 0 | -1;
  onOpen(name: string): void;
  onLook(name: string): void;
};

/** One image, small, with its figures and how they have changed. */
export const CameraTile = memo(function CameraTile(props: CameraTileProps) {
  const { name, place, drawn, reference, limits, show, map, tabIndex, onOpen, onLook } = props;
  const thumbnail = drawn?.thumbnail ?? null;
  const isOld = drawn !== undefined && drawn.file !== place.channel.file;
  const longer = Math.max(thumbnail?.rows ?? 0, thumbnail?.columns ?? 0);
  const change = thumbnail === null || reference === null ? null : imageChange(thumbnail.figures, reference.figures, longer);
  return (
    <button
      type="button"
      data-tile
      className={`tile ${isOld ? 'old' : ''} ${change?.isFar === true && !isOld ? 'far' : ''}`}
      tabIndex={tabIndex}
      onClick={() => onOpen(name)}
      onFocus={() => onLook(name)}
      onPointerEnter={() => onLook(name)}
    >
      <span className="picture">
        {drawn?.trouble != null ? (
          <span className="says">{drawn.trouble}</span>
        ) : (
          thumbnail !== null && <Picture {...{ thumbnail, reference, limits, map }} isDifference={show === 'difference'} />
        )}
      </span>
      <span className="name cut">
        <SampleMark sample={place.channel.sample} /> {name}
      </span>
      <span className="figures">
        <span>{thumbnail === null ? '' : figureWords(thumbnail.figures)}</span>
        {change !== null && (change.isFar ? <b>{change.words}</b> : <span>{change.words}</span>)}
      </span>
    </button>
  );
});

type PictureProps = Pick<CameraTileProps, 'reference' | 'limits' | 'map'> & { thumbnail: Thumbnail; isDifference: boolean };

/** Its words stand beside it. */
function Picture({ thumbnail, reference, limits, map, isDifference }: PictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height, values } = thumbnail;
  const against = isDifference && reference?.width === width && reference.height === height ? reference.values : null;
  const [low, high] = [limits?.low ?? 0, limits?.high ?? 1];
  useLayoutEffect(() => {
    const drawing = canvas.current?.getContext('2d');
    if (drawing === null || drawing === undefined) return;
    const numbers = against === null ? values : differenceOf(values, against);
    const range = against === null ? { low, high } : differenceLimits(numbers);
    const painted = paintNumbers(numbers, { range, scale: 'linear', map: against === null ? map : 'difference' });
    drawing.putImageData(new ImageData(painted, width, height), 0, 0);
  }, [values, against, width, height, low, high, map]);
  const [red, green, blue] = colourTable(map);
  return (
    <canvas
      ref={canvas}
      width={width}
      height={height}
      aria-hidden
      style={against === null ? { background: `rgb(${red} ${green} ${blue})` } : {}}
    />
  );
}
