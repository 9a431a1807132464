import { isoOfMs, type TrendSpan } from './trend-span.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const steps = [
  ...[1, 2, 5, 10, 15, 30].map((each) => each * second),
  ...[1, 2, 5, 10, 15, 30].map((each) => each * minute),
  ...[1, 2, 3, 6, 12].map((each) => each * hour),
  ...[1, 2, 7, 14, 28].map((each) => each * day),
];

export type TimeTick = { value: number; label: string };

/** At even times in UTC, not more of them than `most`; midnight is told by its day. */
export function timeTicks({ fromMs, toMs }: TrendSpan, most: number): TimeTick[] {
  const least = (toMs - fromMs) / Math.max(1, most);
  const step = steps.find((each) => each >= least) ?? Math.ceil(least / day) * day;
  const ticks: TimeTick[] = [];
  for (let at = Math.ceil(fromMs / step) * step; at <= toMs && ticks.length <= most; at += step)
    ticks.push({ value: at, label: labelOf(at, step) });
  return ticks;
}

function labelOf(ms: number, step: number): string {
  const iso = isoOfMs(ms);
  if (ms % day === 0) return iso.slice(0, 10);
  return step < minute ? iso.slice(11, 19) : iso.slice(11, 16);
}
