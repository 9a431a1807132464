import { memo, useMemo } from 'react';
import { curveDistance, curvePath, curveSpread, isCurveFar, spanOf } from './curves.ts';
import { differenceOf } from './limits.ts';
import type { Trace } from './pictures.ts';
import type { Shown } from './places.ts';
import type { Show } from './sheet-settings.ts';
import { TileName } from './TileName.tsx';

type CurveTileProps = {
  name: string;
  place: Shown;
  trace: Trace | string | undefined;
  reference: Trace | null;
  /** The same channel over the last captures. */
  history: readonly Float32Array[] | undefined;
  show: Show;
  isOld: boolean;
  tabIndex: 0 | -1;
  onOpen(name: string): void;
  onLook(name: string): void;
};

const box = { width: 100, height: 50 };

/** One curve, small: this pulse in ink, the reference dashed. */
export const CurveTile = memo(function CurveTile(props: CurveTileProps) {
  const { name, place, trace, reference, history, show, isOld, tabIndex, onOpen, onLook } = props;
  const drawn = typeof trace === 'object' ? trace : null;
  const paths = useMemo(() => pathsOf(drawn, reference, show), [drawn, reference, show]);
  const isFar = useMemo(
    () => drawn !== null && reference !== null && isFarFrom(drawn, reference, history ?? []),
    [drawn, reference, history],
  );
  return (
    <button
      type="button"
      data-tile
      className={`tile curve ${isOld ? 'old' : ''} ${isFar && !isOld ? 'far' : ''}`}
      tabIndex={tabIndex}
      onClick={() => onOpen(name)}
      onFocus={() => onLook(name)}
      onPointerEnter={() => onLook(name)}
    >
      <TileName name={name} sample={place.channel.sample}>
        {isFar && <span className="unseen">, differs by more than 3 σ</span>}
      </TileName>
      {typeof trace === 'string' ? (
        <span className="says">{trace}</span>
      ) : (
        <svg viewBox={`-1 -2 ${box.width + 2} ${box.height + 4}`} preserveAspectRatio="none" aria-hidden>
          {paths.reference !== '' && <path className="before" d={paths.reference} />}
          <path d={paths.now} />
        </svg>
      )}
    </button>
  );
});

function pathsOf(trace: Trace | null, reference: Trace | null, show: Show): { now: string; reference: string } {
  if (trace === null) return { now: '', reference: '' };
  const isDifference = show === 'difference' && reference !== null && reference.points.length === trace.points.length;
  const now = isDifference ? differenceOf(trace.points, reference.points) : trace.points;
  const before = isDifference ? new Float32Array(now.length) : (reference?.points ?? new Float32Array());
  const span = spanOf(now, before);
  if (span === null) return { now: '', reference: '' };
  return { now: curvePath(now, span, box.width, box.height), reference: curvePath(before, span, box.width, box.height) };
}

function isFarFrom({ points }: Trace, reference: Trace, history: readonly Float32Array[]): boolean {
  return isCurveFar(curveDistance(points, reference.points), curveSpread(history, points.length));
}
