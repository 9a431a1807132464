import { type RefObject, useLayoutEffect, useRef } from 'react';
import { CursorHandles } from './CursorHandles.tsx';
import { readAt } from './cursors.ts';
import type { CurveSettings } from './curve-settings.ts';
import { keysSay } from './gesture.ts';
import { paintCurve } from './paint-curve.ts';
import type { CurveUnits, Frame, Picture, Size } from './picture.ts';
import type { Drawn } from './seen.ts';
import { axisOf, type Span } from './span.ts';
import { useGestures } from './use-gestures.ts';
import { withUnits } from './words.ts';

type PlotProps = {
  place: RefObject<HTMLDivElement>;
  size: Size;
  frame: Frame;
  /** Made anew when anything of it changes. */
  picture(): Picture;
  drawn: Drawn;
  spans: { x: Span; y: Span };
  settings: CurveSettings;
  change(change: Partial<CurveSettings>): void;
  units: CurveUnits;
  /** What it shows, for who does not see it. */
  says: string;
  labels: readonly string[] | null;
};

export function Plot({ place, size, frame, picture, drawn, spans, settings, change, units, says, labels }: PlotProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const sight = { ...spans, yKind: settings.yKind };
  const { on, hovered, selected } = useGestures({ canvas, frame, sight, drag: settings.drag, change });

  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (element === null || !context || size.width === 0) return;
    const scale = window.devicePixelRatio;
    element.width = Math.round(size.width * scale);
    element.height = Math.round(size.height * scale);
    context.scale(scale, scale);
    paintCurve(context, picture());
  }, [size, picture]);

  const x = axisOf(spans.x, 'linear');
  const under = hovered === null ? null : readAt(drawn.main, x.valueAt((hovered.x - frame.left) / frame.width));
  return (
    <div className="curve-plot" ref={place}>
      <canvas ref={canvas} tabIndex={0} role="img" aria-label={`${says} ${keysSay}`} style={size} data-drag={settings.drag} {...on} />
      {selected !== null && (
        <div
          className="curve-box"
          style={{
            left: frame.left + Math.min(...(selected.x ?? [0, 1])) * frame.width,
            width: lengthOf(selected.x) * frame.width,
            top: frame.top + (1 - Math.max(...(selected.y ?? [0, 1]))) * frame.height,
            height: lengthOf(selected.y) * frame.height,
          }}
        />
      )}
      {settings.cursors !== null && (
        <CursorHandles series={drawn.main} cursors={settings.cursors} frame={frame} span={spans.x} units={units} change={change} />
      )}
      {under !== null && (
        <p className="curve-under" aria-hidden>
          x {withUnits(under.x, units.x)}, y {withUnits(under.y, units.y)}
          {labels?.[under.at] !== undefined && `, ${labels[under.at]}`}
        </p>
      )}
    </div>
  );
}

function lengthOf(selected: readonly [number, number] | null): number {
  return selected === null ? 1 : Math.abs(selected[1] - selected[0]);
}
