import type { Ranges } from './analyse.ts';
import type { ChannelSettings } from './settings.ts';
import type { ValueRange } from './value-scale.ts';

/** From the first colour to the last; never of no length. */
export function limitsOf(ranges: Ranges, { range, fixed }: Pick<ChannelSettings, 'range' | 'fixed'>): ValueRange {
  return apart(range === 'fixed' ? (fixed ?? ranges.inner) : ranges[range]);
}

/** Of a difference, as far below nothing as above it. */
export function limitsOfDifference(
  ranges: Ranges,
  { range, fixedDifference }: Pick<ChannelSettings, 'range' | 'fixedDifference'>,
): ValueRange {
  const { low, high } = ranges[range === 'fixed' ? 'inner' : range];
  const most = (range === 'fixed' ? fixedDifference : null) ?? Math.max(Math.abs(low), Math.abs(high));
  return most > 0 ? { low: -most, high: most } : { low: -1, high: 1 };
}

/** One colour scale for two images: what either of them has is on it. */
export function unitedRanges(one: Ranges, other: Ranges): Ranges {
  const united = (name: keyof Ranges) => ({
    low: Math.min(one[name].low, other[name].low),
    high: Math.max(one[name].high, other[name].high),
  });
  return { full: united('full'), inner: united('inner'), outer: united('outer') };
}

/** One limit is moved; the other stays, and they keep apart. */
export function withLimit(range: ValueRange, end: 'low' | 'high', value: number): ValueRange {
  return end === 'low' ? { low: Math.min(value, range.high), high: range.high } : { low: range.low, high: Math.max(value, range.low) };
}

function apart({ low, high }: ValueRange): ValueRange {
  return high > low ? { low, high } : { low, high: low + 1 };
}
