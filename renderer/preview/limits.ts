import type { ThumbnailHeader } from '../../core/contract/data.ts';
import type { ValueRange } from '../image/value-scale.ts';
import type { Range } from './sheet-settings.ts';

/** By the percentiles of all pixels. An image of one value alone still has a brighter side. */
export function limitsOf({ percentiles, figures }: Pick<ThumbnailHeader, 'percentiles' | 'figures'>, range: Range): ValueRange {
  const [lowest, low, , , high, highest] = percentiles;
  if (range === 'full') return apart(figures.min, figures.max);
  return range === 'outer' ? apart(lowest, highest) : apart(low, high);
}

/** One scale for all of them; null where there are none. */
export function unitedLimits(all: readonly ValueRange[]): ValueRange | null {
  if (all.length === 0) return null;
  return {
    low: all.reduce((least, { low }) => Math.min(least, low), Number.POSITIVE_INFINITY),
    high: all.reduce((most, { high }) => Math.max(most, high), Number.NEGATIVE_INFINITY),
  };
}

/** Of a difference, about nothing: what lies beyond is drawn as the last colour, for one hot pixel must not make all the others grey. */
export function differenceLimits(difference: Float32Array): ValueRange {
  const sizes = difference.map(Math.abs).sort();
  const at = Math.min(sizes.length - 1, Math.floor(0.995 * sizes.length));
  const most = sizes[at] || sizes.at(-1) || 1;
  return { low: -most, high: most };
}

export function differenceOf(values: Float32Array, reference: Float32Array): Float32Array {
  return values.map((value, at) => value - (reference[at] ?? Number.NaN));
}

function apart(low: number, high: number): ValueRange {
  return high > low ? { low, high } : { low, high: low + 1 };
}
