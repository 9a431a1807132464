import { useRef } from 'react';
import type { Point } from './geometry.ts';

export type Drag = {
  /** `target`: what was pressed. null: this press is nobody's. */
  begin(at: Point, target: EventTarget, event: React.PointerEvent): ((by: Point) => void) | null;
  end?(): void;
};

/** Follows a pressed pointer until it is let go, also outside of the element; tells how far it is from where it began. */
export function useDrag({ begin, end }: Drag) {
  const current = useRef<{ from: Point; move(by: Point): void } | null>(null);
  const stop = () => {
    if (current.current === null) return;
    current.current = null;
    end?.();
  };
  return {
    onPointerDown(event: React.PointerEvent<HTMLElement>) {
      if (event.button !== 0) return;
      const from = { x: event.clientX, y: event.clientY };
      const { left, top } = event.currentTarget.getBoundingClientRect();
      const move = begin({ x: from.x - left, y: from.y - top }, event.target, event);
      if (move === null) return;
      current.current = { from, move };
      event.currentTarget.setPointerCapture(event.pointerId);
      event.stopPropagation();
    },
    onPointerMove({ clientX, clientY }: React.PointerEvent) {
      const { from, move } = current.current ?? {};
      if (from !== undefined) move?.({ x: clientX - from.x, y: clientY - from.y });
    },
    onPointerUp: stop,
    onPointerCancel: stop,
  };
}
