import type { CountedValues } from './counted-values.ts';
import type { ValueRange } from './value-scale.ts';

/** `counts[n]` pixels lie from low + n × width on. What lies beyond an end is not in it. */
export type Histogram = { low: number; width: number; counts: number[] };

const mostBars = 128;

/** Bars of whole numbers have as many values each, or there would be stripes. */
export function histogramOf(values: CountedValues, range: ValueRange, isWhole: boolean): Histogram {
  const span = range.high - range.low;
  const isStepped = isWhole && values.width === 1;
  const width = isStepped ? Math.max(1, Math.ceil((span + 1) / mostBars)) : span / mostBars || 1;
  const counts = new Array<number>(isStepped ? Math.ceil((span + 1) / width) : mostBars).fill(0);
  const half = values.width === 1 ? 0 : 0.5;
  for (const [bin, count] of values.counts.entries()) {
    if (count === 0) continue;
    const bar = Math.floor((values.low + (bin + half) * values.width - range.low) / width);
    const before = counts[bar];
    if (before !== undefined) counts[bar] = before + count;
  }
  return { low: range.low, width, counts };
}

export function histogramEnds({ low, width, counts }: Histogram): ValueRange {
  return { low, high: low + width * counts.length };
}

/** 0 to 1, by the logarithm of the number of pixels: a single one is seen beside a million. */
export function heightsOf({ counts }: Histogram): number[] {
  const most = Math.log1p(counts.reduce((high, each) => Math.max(high, each), 0)) || 1;
  return counts.map((count) => Math.log1p(count) / most);
}
