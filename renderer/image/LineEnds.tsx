import type { Geometry, Point, Size } from './geometry.ts';
import type { Line } from './profile.ts';
import { useDrag } from './use-drag.ts';

type LineEndsProps = { line: Line; geometry: Geometry; size: Size; onChange(line: Line): void };

/** Where the line of the profile begins and ends; dragged or moved by keys. */
export function LineEnds({ line, geometry, size, onChange }: LineEndsProps) {
  return (['from', 'to'] as const).map((end) => (
    <LineEnd
      key={end}
      name={end === 'from' ? 'First end of the profile' : 'Second end of the profile'}
      at={line[end]}
      {...{ geometry, size }}
      onMove={(at) => onChange({ ...line, [end]: at })}
    />
  ));
}

type LineEndProps = { name: string; at: Point; geometry: Geometry; size: Size; onMove(at: Point): void };

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

function LineEnd({ name, at, geometry: { kx, ky, left, top, box }, size, onMove }: LineEndProps) {
  const moveTo = (x: number, y: number) => onMove({ x: Math.max(0, Math.min(size.columns, x)), y: Math.max(0, Math.min(size.rows, y)) });
  const drag = useDrag({ begin: () => (by) => moveTo(at.x + by.x / kx, at.y + by.y / ky) });
  const [x, y] = [left + at.x * kx, top + at.y * ky];
  const isSeen = x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
  return (
    <button
      type="button"
      className="image-end"
      hidden={!isSeen}
      aria-label={`${name}: x ${Math.floor(at.x)}, y ${Math.floor(at.y)}. Arrow keys move it, with Ctrl ten pixels at a time.`}
      style={{ left: x, top: y }}
      {...drag}
      onKeyDown={(event) => {
        const step = steps[event.key];
        if (step === undefined) return;
        event.preventDefault();
        event.stopPropagation();
        const by = event.ctrlKey ? 10 : 1;
        moveTo(at.x + step[0] * by, at.y + step[1] * by);
      }}
    />
  );
}
