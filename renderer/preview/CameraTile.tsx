import { memo, useLayoutEffect, useRef } from 'react';
import { colourTable } from '../image/colour-maps.ts';
import { paintNumbers } from '../image/paint-numbers.ts';
import type { ValueRange } from '../image/value-scale.ts';
import { figureWords, imageChange } from './image-words.ts';
import { differenceLimits, differenceOf } from './limits.ts';
import type { Thumbnail } from './pictures.ts';
import type { Shown } from './places.ts';
import type { MapName, Show } from './sheet-settings.ts';
import { TileName } from './TileName.tsx';
import type { Drawn } from './use-thumbnails.ts';

type CameraTileProps = {
  name: string;
  place: Shown;
  drawn: Drawn | undefined;
  /** Of the reference; null where it has none. */
  before: Drawn | null;
  limits: ValueRange | null;
  show: Show;
  map: MapName;
  tabIndex: 0 | -1;
  onOpen(name: string): void;
  onLook(name: string): void;
};

/** One image, small, with its figures and how they have changed. */
export const CameraTile = memo(function CameraTile(props: CameraTileProps) {
  const { name, place, drawn, before, limits, show, map, tabIndex, onOpen, onLook } = props;
  const thumbnail = drawn?.thumbnail ?? null;
  const isOld = drawn !== undefined && drawn.file !== place.channel.file;
  const reference = !isOld && before !== null && before.file === place.reference?.file ? before.thumbnail : null;
  const longer = Math.max(thumbnail?.rows ?? 0, thumbnail?.columns ?? 0);
  const change = thumbnail === null || reference === null ? null : imageChange(thumbnail.figures, reference.figures, longer);
  const isAwaited = isOld || (show === 'difference' && place.reference !== null && reference === null && before?.trouble == null);
  return (
    <button
      type="button"
      data-tile
      className={`tile ${isOld ? 'old' : ''} ${change?.isFar === true ? 'far' : ''}`}
      tabIndex={tabIndex}
      onClick={() => onOpen(name)}
      onFocus={() => onLook(name)}
      onPointerEnter={() => onLook(name)}
    >
      <span className="picture">
        {drawn?.trouble != null ? (
          <span className="says">{drawn.trouble}</span>
        ) : (
          thumbnail !== null && <Picture {...{ thumbnail, reference, limits, map, isAwaited }} isDifference={show === 'difference'} />
        )}
      </span>
      <TileName name={name} sample={place.channel.sample} />
      <span className="figures">
        <span>{thumbnail === null ? '' : figureWords(thumbnail.figures)}</span>
        {change !== null && (change.isFar ? <b>{change.words}</b> : <span>{change.words}</span>)}
      </span>
    </button>
  );
});

type PictureProps = Pick<CameraTileProps, 'limits' | 'map'> & {
  thumbnail: Thumbnail;
  reference: Thumbnail | null;
  isDifference: boolean;
  /** Not all of it is here: what was drawn before stays. */
  isAwaited: boolean;
};

/** Its words stand beside it. */
function Picture({ thumbnail, reference, limits, map, isDifference, isAwaited }: PictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height, values } = thumbnail;
  const against = isDifference && reference?.width === width && reference.height === height ? reference.values : null;
  const [low, high] = [limits?.low ?? 0, limits?.high ?? 1];
  const hasDrawn = useRef(false);
  useLayoutEffect(() => {
    if (isAwaited && hasDrawn.current) return;
    const drawing = canvas.current?.getContext('2d');
    if (canvas.current === null || drawing === null || drawing === undefined) return;
    hasDrawn.current = true;
    canvas.current.width = width; // not by React: another size would clear what is drawn
    canvas.current.height = height;
    const numbers = against === null ? values : differenceOf(values, against);
    const range = against === null ? { low, high } : differenceLimits(numbers);
    const painted = paintNumbers(numbers, { range, scale: 'linear', map: against === null ? map : 'difference' });
    drawing.putImageData(new ImageData(painted, width, height), 0, 0);
  }, [values, against, width, height, low, high, map, isAwaited]);
  const [red, green, blue] = colourTable(map);
  return <canvas ref={canvas} aria-hidden style={against === null ? { background: `rgb(${red} ${green} ${blue})` } : {}} />;
}
