import type { CurveSettings } from './curve-settings.ts';
import type { KeyChange, Selected } from './gesture.ts';
import { type AxisKind, panned, part, type Span, zoomed } from './span.ts';

/** What is in sight, with how y is drawn. */
export type Sight = { x: Span; y: Span; yKind: AxisKind };
type Change = Partial<CurveSettings>;

export function byKey(sight: Sight, change: KeyChange): Change {
  if (change.kind === 'fit') return fit;
  if (change.kind === 'zoom') return zoomedAt(sight, change.axis, change.factor, 0.5);
  return movedBy(sight, change.axis === 'x' ? { x: change.by, y: 0 } : { x: 0, y: change.by });
}

export const fit: Change = { x: null, y: null };

export function zoomedAt(sight: Sight, axis: 'x' | 'y', factor: number, at: number): Change {
  return axis === 'x' ? { x: zoomed(sight.x, 'linear', factor, at) } : { y: zoomed(sight.y, sight.yKind, factor, at) };
}

/** In parts of what is in sight. An axis that does not move stays automatic where it was. */
export function movedBy(sight: Sight, by: { x: number; y: number }): Change {
  return {
    ...(by.x !== 0 && { x: panned(sight.x, 'linear', by.x) }),
    ...(by.y !== 0 && { y: panned(sight.y, sight.yKind, by.y) }),
  };
}

export function toSelected(sight: Sight, { x, y }: Selected): Change {
  return { ...(x !== null && { x: part(sight.x, 'linear', ...x) }), ...(y !== null && { y: part(sight.y, sight.yKind, ...y) }) };
}
