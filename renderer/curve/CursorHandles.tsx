import { type Cursors, cursorNames, movedCursor, readAt } from './cursors.ts';
import type { CurveSettings } from './curve-settings.ts';
import type { CurveUnits, Frame } from './picture.ts';
import type { Series } from './series.ts';
import { axisOf, type Span } from './span.ts';
import { withUnits } from './words.ts';

type HandlesProps = {
  series: Series;
  cursors: Cursors;
  frame: Frame;
  span: Span;
  units: CurveUnits;
  change(change: Partial<CurveSettings>): void;
};

/** Two lines over the curve, each dragged or moved by keys. */
export function CursorHandles(props: HandlesProps) {
  return cursorNames.map((name, at) => <Handle key={name} name={name} at={at === 0 ? 0 : 1} {...props} />);
}

function Handle({ name, at, series, cursors, frame, span, units, change }: HandlesProps & { name: string; at: 0 | 1 }) {
  const axis = axisOf(span, 'linear');
  const reading = readAt(series, cursors[at]);
  const x = reading?.x ?? cursors[at];
  const place = axis.placeOf(x);
  const moveTo = (to: number) => change({ cursors: at === 0 ? [to, cursors[1]] : [cursors[0], to] });
  const pixel = (span.to - span.from) / frame.width;
  return (
    <div
      className={place < 0 || place > 1 ? 'curve-cursor is-outside' : 'curve-cursor'}
      role="slider"
      tabIndex={0}
      aria-label={`Cursor ${name}`}
      aria-orientation="horizontal"
      aria-valuenow={x}
      aria-valuemin={span.from}
      aria-valuemax={span.to}
      aria-valuetext={reading === null ? 'no point' : `x ${withUnits(reading.x, units.x)}, y ${withUnits(reading.y, units.y)}`}
      style={{ left: frame.left + Math.max(0, Math.min(1, place)) * frame.width, top: frame.top, height: frame.height }}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
        const from = event.currentTarget.parentElement?.getBoundingClientRect().left ?? 0;
        moveTo(axis.valueAt(Math.max(0, Math.min(1, (event.clientX - from - frame.left) / frame.width))));
      }}
      onKeyDown={(event) => {
        const steps = stepsOf(event.key, event.shiftKey);
        if (steps === null) return;
        event.preventDefault();
        event.stopPropagation();
        moveTo(movedCursor(series, x, steps, pixel));
      }}
    >
      <span aria-hidden>{name}</span>
    </div>
  );
}

/** Of points, or of pixels where points are denser. */
function stepsOf(key: string, isShift: boolean): number | null {
  if (key === 'ArrowLeft' || key === 'ArrowDown') return isShift ? -10 : -1;
  if (key === 'ArrowRight' || key === 'ArrowUp') return isShift ? 10 : 1;
  if (key === 'PageDown') return -50;
  return key === 'PageUp' ? 50 : null;
}
