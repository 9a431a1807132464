import { type RefObject, useEffect, useRef } from 'react';
import { type Geometry, imagePoint, type Point, panned, pixelAt, type Size, type View, zoomedBy } from './geometry.ts';
import { useImageSettings } from './image-store.ts';
import type { Layout } from './layout.ts';
import { insideOf, type Rectangle, rectangleBetween } from './rectangle.ts';
import { useDrag } from './use-drag.ts';

type StageDrag = {
  place: RefObject<HTMLDivElement>;
  layout: Layout;
  geometries: readonly Geometry[];
  size: Size;
  onView(view: View): void;
  onRectangle(rectangle: Rectangle): void;
};

/** One turn of a wheel is about 100. */
const zoomPerTurn = 1.25;

/** The wheel zooms at the pointer, two fingers at their middle; a drag moves the picture or draws a rectangle. */
export function useStageDrag(stage: StageDrag) {
  const { place, geometries, layout, size, onView, onRectangle } = stage;
  const isDrawing = useImageSettings(({ drag }) => drag === 'rectangle');
  const latest = useRef(stage);
  latest.current = stage;
  const fingers = useRef(new Map<number, Point>());

  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const onWheel = (event: WheelEvent) => {
      const { left, top } = element.getBoundingClientRect();
      const turns = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY / 3 : event.deltaY / 100;
      const factor = zoomPerTurn ** -(event.ctrlKey ? turns * 4 : turns); // pads tell a pinch as small turns with Ctrl
      if (zoomAt(latest.current, { x: event.clientX - left, y: event.clientY - top }, factor)) event.preventDefault();
    };
    element.addEventListener('wheel', onWheel, { passive: false }); // React's own can't keep the page from scrolling
    return () => element.removeEventListener('wheel', onWheel);
  }, [place]);

  const drag = useDrag({
    begin(at, target, { shiftKey }) {
      const index = indexAt(stage, at);
      const [geometry, area] = [geometries[index], layout.areas[index]];
      if (!(target instanceof HTMLCanvasElement) || geometry === undefined || area === undefined) return null;
      if (isDrawing || shiftKey) {
        const from = imagePoint(geometry, at);
        return (by) => {
          if (fingers.current.size > 1) return;
          onRectangle(insideOf(rectangleBetween(from, { x: from.x + by.x / geometry.kx, y: from.y + by.y / geometry.ky }), size));
        };
      }
      return (by) => {
        if (fingers.current.size < 2) onView(panned(geometry, by, area, size));
      };
    },
  });

  function pinch(event: React.PointerEvent<HTMLElement>): void {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    const before = [...fingers.current.values()];
    fingers.current.set(event.pointerId, { x: event.clientX - left, y: event.clientY - top });
    const now = [...fingers.current.values()];
    const factor = apart(now) / apart(before);
    if (Number.isFinite(factor) && factor > 0) zoomAt(stage, middle(now), factor);
  }

  return {
    on: {
      onPointerDown(event: React.PointerEvent<HTMLElement>) {
        const { left, top } = event.currentTarget.getBoundingClientRect();
        if (event.pointerType === 'touch') fingers.current.set(event.pointerId, { x: event.clientX - left, y: event.clientY - top });
        drag.onPointerDown(event);
      },
      onPointerMove(event: React.PointerEvent<HTMLElement>) {
        if (fingers.current.size === 2 && fingers.current.has(event.pointerId)) pinch(event);
        else drag.onPointerMove(event);
      },
      onPointerUp(event: React.PointerEvent) {
        fingers.current.delete(event.pointerId);
        drag.onPointerUp();
      },
      onPointerCancel(event: React.PointerEvent) {
        fingers.current.delete(event.pointerId);
        drag.onPointerCancel();
      },
    },
  };
}

function zoomAt(stage: StageDrag, at: Point, factor: number): boolean {
  const index = indexAt(stage, at);
  const [geometry, area] = [stage.geometries[index], stage.layout.areas[index]];
  if (geometry === undefined || area === undefined) return false;
  stage.onView(zoomedBy(geometry, factor, at, area, stage.size));
  return true;
}

/** Of the image that lies there; -1: none. */
function indexAt({ geometries, size }: StageDrag, at: Point): number {
  return geometries.findIndex((each) => pixelAt(each, at, size) !== null);
}

function apart([one, other]: readonly Point[]): number {
  return one === undefined || other === undefined ? Number.NaN : Math.hypot(one.x - other.x, one.y - other.y);
}

function middle([one = { x: 0, y: 0 }, other = one]: readonly Point[]): Point {
  return { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 };
}
