import type { Geometry, Size } from './geometry.ts';
import type { Rectangle } from './rectangle.ts';
import { dragged, handles, rectangleKey } from './rectangle-change.ts';
import { useDrag } from './use-drag.ts';

type HandlesProps = { rectangle: Rectangle; geometry: Geometry; size: Size; says: string; onChange(rectangle: Rectangle): void };

/** Over the picture, where the canvas has drawn it: moved by dragging its inside, sized by its handles, both by keys. */
export function RectangleHandles({ rectangle, geometry, size, says, onChange }: HandlesProps) {
  const { kx, ky, left, top, box } = geometry;
  const drag = useDrag({
    begin(_at, target) {
      const index = target instanceof HTMLElement ? target.dataset['handle'] : undefined;
      const handle = index === undefined ? null : (handles[Number(index)] ?? null);
      return ({ x, y }) => onChange(dragged(rectangle, handle, x / kx, y / ky, size));
    },
  });
  const [x, y] = [left + rectangle.x * kx, top + rectangle.y * ky];
  return (
    <div className="image-clip" style={{ left: box.x, top: box.y, width: box.width, height: box.height }}>
      <button
        type="button"
        className="image-rectangle"
        aria-label={`${says}. Arrow keys move it, with Shift they size it, with Ctrl ten pixels at a time.`}
        style={{ left: x - box.x, top: y - box.y, width: rectangle.width * kx, height: rectangle.height * ky }}
        {...drag}
        onKeyDown={(event) => {
          const next = rectangleKey(rectangle, event, size);
          if (next === null) return;
          event.preventDefault();
          event.stopPropagation();
          onChange(next);
        }}
      >
        <span className="image-tag" aria-hidden>
          {says}
        </span>
        {handles.map((handle, at) => (
          <span
            key={`${handle.x} ${handle.y}`}
            data-handle={at}
            className="image-handle"
            style={{ left: `${(handle.x + 1) * 50}%`, top: `${(handle.y + 1) * 50}%`, cursor: cursorOf(handle.x, handle.y) }}
          />
        ))}
      </button>
    </div>
  );
}

function cursorOf(x: number, y: number): string {
  if (x === 0) return 'ns-resize';
  if (y === 0) return 'ew-resize';
  return x === y ? 'nwse-resize' : 'nesw-resize';
}
