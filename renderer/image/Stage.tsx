import { type RefObject, useLayoutEffect, useMemo, useState } from 'react';
import { inkOf } from '../curve/paint-curve.ts';
import { useShownTheme } from '../look/shown-theme.ts';
import type { Axes } from './axes.ts';
import { pixelAt, type View } from './geometry.ts';
import type { Image } from './image.ts';
import { LineEnds } from './LineEnds.tsx';
import type { Painting } from './paint-numbers.ts';
import { paintStage } from './paint-stage.ts';
import { type PictureWanted, pictureOf } from './picture.ts';
import type { Line } from './profile.ts';
import { RectangleHandles } from './RectangleHandles.tsx';
import type { Rectangle } from './rectangle.ts';
import { type Scene, type ShownProfiles, stageInk } from './scene.ts';
import { keysSay, stageKey } from './stage-keys.ts';
import { useStageDrag } from './use-stage-drag.ts';
import type { StageLayout } from './use-stage-layout.ts';

export type StagePanel = { image: Image; marks: PictureWanted['marks']; title: string };

type StageProps = StageLayout & {
  /** One or two, of the same size. */
  panels: readonly [StagePanel, ...StagePanel[]];
  place: RefObject<HTMLDivElement>;
  painting: Painting;
  axes: Axes;
  units: string;
  profiles: ShownProfiles | null;
  through: Scene['through'];
  rectangle: Rectangle | null;
  rectangleSays: string;
  line: Line | null;
  /** The picture in words. */
  says: string;
  /** Why it is not of this pulse; null: it is. */
  oldSays: string | null;
  /** For the export: the canvas as it is seen. */
  canvas: RefObject<HTMLCanvasElement>;
  pixelWords(pixel: { column: number; row: number }): string;
  onView(view: View): void;
  onRectangle(rectangle: Rectangle): void;
  onLine(line: Line): void;
};

export function Stage(props: StageProps) {
  const { panels, place, layout, geometries, painting, axes, units, profiles, through, rectangle, line, canvas } = props;
  const theme = useShownTheme();
  const [pixel, setPixel] = useState<{ column: number; row: number } | null>(null);
  const { width, height } = layout;
  const size = panels[0].image;
  const pictures = useMemo(
    () =>
      panels.map(({ image, marks }, at) => {
        const geometry = geometries[at];
        return geometry === undefined || width === 0
          ? null
          : pictureOf({ image, geometry, painting, marks, density: window.devicePixelRatio });
      }),
    [panels, geometries, painting, width],
  );

  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context || width === 0) return;
    const density = window.devicePixelRatio;
    const [across, down] = [Math.round(width * density), Math.round(height * density)];
    if (element.width !== across) element.width = across; // even the same number would empty it, which takes longer than painting
    if (element.height !== down) element.height = down;
    element.dataset['theme'] = theme; // painted again when it changes
    context.setTransform(density, 0, 0, density, 0, 0);
    const shown = panels.flatMap(({ title }, at) => {
      const geometry = geometries[at];
      return geometry === undefined ? [] : [{ picture: pictures[at] ?? null, geometry, title }];
    });
    const ink = stageInk(element, inkOf(element));
    paintStage(context, { layout, panels: shown, axes, bar: { ...painting, units }, profiles, through, rectangle, ink });
  }, [canvas, panels, pictures, geometries, layout, axes, painting, units, profiles, through, rectangle, theme, width, height]);

  const area = layout.areas[0];
  const geometry = geometries[0];
  const drag = useStageDrag({ ...props, size });

  return (
    <div className="image-stage" ref={place} data-old={props.oldSays !== null} {...drag.on}>
      <canvas
        ref={canvas}
        tabIndex={0}
        role="img"
        aria-label={`${props.says} ${keysSay}`}
        style={{ width, height }}
        onPointerMove={({ nativeEvent: { offsetX: x, offsetY: y } }) => {
          const under = geometries.find((each) => pixelAt(each, { x, y }, size) !== null);
          setPixel(under === undefined ? null : pixelAt(under, { x, y }, size));
        }}
        onPointerLeave={() => setPixel(null)}
        onDoubleClick={() => props.onView('fit')}
        onKeyDown={(event) => {
          if (geometry === undefined || area === undefined || event.metaKey || event.altKey) return;
          const done = stageKey(event, geometry, area, size, pixel);
          if (done === null) return;
          event.preventDefault();
          event.stopPropagation();
          if (done.kind === 'view') props.onView(done.view);
          else setPixel(done);
        }}
      />
      {pixel !== null && geometry !== undefined && (
        <output className="image-pixel" style={{ right: width - geometry.box.x - geometry.box.width + 8, top: geometry.box.y + 8 }}>
          {props.pixelWords(pixel)}
        </output>
      )}
      {props.oldSays !== null && <p className="image-reading looking-late">{props.oldSays}</p>}
      {rectangle !== null && geometry !== undefined && (
        <RectangleHandles rectangle={rectangle} geometry={geometry} size={size} says={props.rectangleSays} onChange={props.onRectangle} />
      )}
      {line !== null && geometry !== undefined && <LineEnds line={line} geometry={geometry} size={size} onChange={props.onLine} />}
    </div>
  );
}
