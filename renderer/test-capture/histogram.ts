import type { Spread } from '../../core/contract/test-capture.ts';

export type Bar = { x: number; y: number; width: number; height: number; count: number; fromMs: number; toMs: number };
export type Tick = { x: number; ms: number };
export type Size = { width: number; height: number };

const ticksMost = 5;
const binsLeast = 9;
/** A bar of one reading among thousands is still seen. */
const lowestBar = 1.5;

/** Readings that are all alike are a line, and no block that fills the picture: with room on both sides. */
export function withRoom({ fromMs, stepMs, counts }: Spread['histogram']): Spread['histogram'] {
  const room = Math.max(0, Math.ceil((binsLeast - counts.length) / 2));
  const empty = Array.from({ length: room }, () => 0);
  return { fromMs: fromMs - room * stepMs, stepMs, counts: [...empty, ...counts, ...empty] };
}

/** Bars in a box of this size, y downwards; none of an empty one. */
export function barsOf({ fromMs, stepMs, counts }: Spread['histogram'], { width, height }: Size): Bar[] {
  const most = Math.max(0, ...counts);
  if (most === 0) return [];
  const each = width / counts.length;
  return counts.flatMap((count, at) => {
    if (count === 0) return [];
    const tall = Math.max(lowestBar, (count / most) * height);
    return {
      ...{ x: at * each, y: height - tall, width: each, height: tall, count },
      ...{ fromMs: fromMs + at * stepMs, toMs: fromMs + (at + 1) * stepMs },
    };
  });
}

/** Where a time stands in that box; held within it. */
export function placeOf(ms: number, { fromMs, stepMs, counts }: Spread['histogram'], width: number): number {
  const part = (ms - fromMs) / (stepMs * Math.max(1, counts.length));
  return Math.min(1, Math.max(0, part)) * width;
}

/** Round numbers along the axis: 1, 2 or 5 times a power of ten apart. */
export function ticksOf(histogram: Spread['histogram'], width: number): Tick[] {
  const { fromMs, stepMs, counts } = histogram;
  const span = stepMs * counts.length;
  if (!(span > 0)) return [];
  const rough = span / ticksMost;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5].find((each) => each * power >= rough) ?? 10) * power;
  const first = Math.ceil(fromMs / step);
  const last = Math.floor((fromMs + span) / step);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => {
    const ms = Number(((first + at) * step).toPrecision(12));
    return { ms, x: placeOf(ms, histogram, width) };
  });
}

/** One sentence for those who do not see it drawn. */
export function histogramSays(what: string, { p50, p95, min, max, histogram }: Spread): string {
  const all = histogram.counts.reduce((sum, count) => sum + count, 0);
  return `${what} of ${all} readings: half at most ${round(p50)} ms, 95 % at most ${round(p95)} ms, from ${round(min)} to ${round(max)} ms.`;
}

function round(ms: number): number {
  return Number(ms.toPrecision(4));
}
