import type { CurveSettings } from './curve-settings.ts';
import { differenceOf } from './difference.ts';
import { united, visibleExtent, widthOf } from './extent.ts';
import type { Series } from './series.ts';
import { opened, padded, type Span } from './span.ts';

/** What is drawn: the pulse's own curve, or its difference to the reference; those of the pulses before, newest first. */
export type Drawn = { main: Series; reference: Series | null; earlier: readonly Series[] };

type Shown = Pick<CurveSettings, 'withReference' | 'isDifference'>;

export function drawnOf(
  series: Series,
  reference: Series | null,
  earlier: readonly Series[],
  { withReference, isDifference }: Shown,
): Drawn {
  if (reference === null || !isDifference) return { main: series, reference: withReference ? reference : null, earlier };
  return { main: differenceOf(series, reference), reference: null, earlier: earlier.map((each) => differenceOf(each, reference)) };
}

/** What is in sight of both axes: chosen, or so that all of it is seen. */
export function spansOf(drawn: Drawn, { x, y, yKind }: Pick<CurveSettings, 'x' | 'y' | 'yKind'>): { x: Span; y: Span } {
  const all = [drawn.main, ...(drawn.reference === null ? [] : [drawn.reference]), ...drawn.earlier];
  const along = x ?? opened(united(all.map(widthOf)) ?? { from: 0, to: 1 });
  if (y !== null) return { x: along, y };
  const up = united(all.map((series) => visibleExtent(series, along, yKind)));
  return { x: along, y: padded(up ?? { from: yKind === 'log' ? 0.1 : 0, to: 1 }, yKind) };
}

/** Older ones are fainter, and never gone. */
export function strengthOf(at: number, count: number): number {
  return 0.6 - 0.45 * (count < 2 ? 0 : at / (count - 1));
}
