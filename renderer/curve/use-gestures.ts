import { type RefObject, useEffect, useRef, useState } from 'react';
import { byKey, fit, movedBy, type Sight, toSelected, zoomedAt } from './change-view.ts';
import type { CurveSettings, Drag } from './curve-settings.ts';
import { keyChangeOf, type Point, placeAt, type Region, regionAt, selectedBy, wheelFactor } from './gesture.ts';
import type { Frame } from './picture.ts';

type GesturePorts = {
  canvas: RefObject<HTMLCanvasElement | null>;
  frame: Frame;
  sight: Sight;
  drag: Drag;
  change(change: Partial<CurveSettings>): void;
};
type Dragged = { region: Region; from: Point; to: Point; isMoving: boolean; begun: Sight };

/** Zoom and move by pointer, wheel and keys. `box`: what is being chosen, while it is. */
export function useGestures({ canvas, frame, sight, drag, change }: GesturePorts) {
  const [dragged, setDragged] = useState<Dragged | null>(null);
  const [hovered, setHovered] = useState<Point | null>(null);

  const onWheel = useRef<(event: WheelEvent) => void>(() => undefined);
  onWheel.current = (event) => {
    const at = { x: event.offsetX, y: event.offsetY };
    const region = regionAt(frame, at);
    if (region === null) return;
    event.preventDefault();
    const axis = region === 'y' || (region === 'plot' && event.shiftKey) ? 'y' : 'x';
    // With Shift some systems turn the wheel sideways.
    change(zoomedAt(sight, axis, wheelFactor(event.deltaY || event.deltaX), placeAt(frame, at)[axis]));
  };
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const turn = (event: WheelEvent) => onWheel.current(event);
    element.addEventListener('wheel', turn, { passive: false }); // React's own can't keep the page from scrolling
    return () => element.removeEventListener('wheel', turn);
  }, [canvas]);

  const selected = dragged === null || dragged.isMoving ? null : selectedBy(dragged.region, frame, dragged.from, dragged.to);
  return {
    hovered: dragged === null ? hovered : null,
    selected,
    on: {
      onPointerDown(event: React.PointerEvent<HTMLCanvasElement>) {
        const at = pointOf(event);
        const region = regionAt(frame, at);
        if (region === null || event.button > 1) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setDragged({ region, from: at, to: at, isMoving: drag === 'pan' || event.shiftKey || event.button === 1, begun: sight });
      },
      onPointerMove(event: React.PointerEvent<HTMLCanvasElement>) {
        const at = pointOf(event);
        setHovered(regionAt(frame, at) === 'plot' ? at : null);
        if (dragged === null) return;
        setDragged({ ...dragged, to: at });
        if (dragged.isMoving) change(movedBy(dragged.begun, shiftOf(dragged.region, frame, dragged.from, at)));
      },
      onPointerUp() {
        if (selected !== null) change(toSelected(sight, selected));
        setDragged(null);
      },
      onPointerCancel: () => setDragged(null),
      onPointerLeave: () => setHovered(null),
      onDoubleClick: () => change(fit),
      onKeyDown(event: React.KeyboardEvent) {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        const found = keyChangeOf(event.key);
        if (found === null) return;
        event.preventDefault();
        event.stopPropagation();
        change(byKey(sight, found));
      },
    },
  };
}

function pointOf({ nativeEvent: { offsetX, offsetY } }: React.PointerEvent): Point {
  return { x: offsetX, y: offsetY };
}

/** What is seen goes with the hand. */
function shiftOf(region: Region, { width, height }: Frame, from: Point, to: Point): { x: number; y: number } {
  return { x: region === 'y' ? 0 : (from.x - to.x) / width, y: region === 'x' ? 0 : (to.y - from.y) / height };
}
