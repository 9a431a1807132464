import type { TrendPoint } from '../../core/contract/preview.ts';
import { clockOf, counted, isoOf } from '../words/numbers.ts';

/** Captures beside each other without a value. */
export type Gap = {
  first: TrendPoint;
  last: TrendPoint;
  captures: number /** Most often first. */;
  reasons: { why: string; captures: number }[];
};

const unknown = 'no value';

export function gapsOf(points: readonly TrendPoint[]): Gap[] {
  const gaps: Gap[] = [];
  let open: Gap | null = null;
  for (const point of points) {
    if (point.value !== null) {
      open = null;
      continue;
    }
    if (open === null) {
      open = { first: point, last: point, captures: 0, reasons: [] };
      gaps.push(open);
    }
    open.last = point;
    open.captures += 1;
    const why = point.why ?? unknown;
    const reason = open.reasons.find((each) => each.why === why);
    if (reason === undefined) open.reasons.push({ why, captures: 1 });
    else reason.captures += 1;
  }
  for (const { reasons } of gaps) reasons.sort((left, right) => right.captures - left.captures);
  return gaps;
}

/** "3 captures: missing, topic silent". Where there are several reasons each is counted. */
export function gapWords({ captures, reasons }: Gap): string {
  const [only, ...more] = reasons;
  if (only === undefined || more.length === 0) return `${counted(captures, 'capture')}: ${only?.why ?? unknown}`;
  return `${counted(captures, 'capture')}: ${reasons.map(({ why, captures: count }) => `${count} × ${why}`).join('; ')}`;
}

/** "10:44:02 to 10:46:02", with its day. */
export function gapTime({ first, last }: Gap): string {
  const [from, to] = [first.pulse.timestampNs, last.pulse.timestampNs];
  return `${isoOf(from).slice(0, 10)} ${clockOf(from)}${from === to ? '' : ` to ${clockOf(to)}`}`;
}
