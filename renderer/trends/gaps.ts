import { type OutcomeCode, outcomeCodes } from '../../core/contract/api.ts';
import type { TrendPoint } from '../../core/contract/preview.ts';
import { clockOf, counted, isoOf } from '../words/numbers.ts';

/** `why`: of the first of them; sentences of others differ in times only. */
export type GapReason = { code: OutcomeCode | null; why: string; captures: number };
/** Captures beside each other without a value; of their reasons that which most have comes first. */
export type Gap = { first: TrendPoint; last: TrendPoint; captures: number; reasons: GapReason[] };

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
    count(open.reasons, point.why ?? unknown);
  }
  for (const { reasons } of gaps) reasons.sort((left, right) => right.captures - left.captures);
  return gaps;
}

/** "3 captures: missing: …". Where there are several reasons each is counted. */
export function gapWords({ captures, reasons }: Gap): string {
  const [first, ...more] = reasons;
  const whys = more.length === 0 ? (first?.why ?? unknown) : reasons.map(({ why, captures: some }) => `${some} × ${why}`).join('; ');
  return `${counted(captures, 'capture')}: ${whys}`;
}

/** The outcome that the exporter's reason begins with. */
export function codeIn(why: string): OutcomeCode | null {
  return outcomeCodes.find((code) => why === code || why.startsWith(`${code}:`)) ?? null;
}

function count(reasons: GapReason[], why: string): void {
  const code = codeIn(why);
  const reason = reasons.find((each) => each.code === code && (code !== null || each.why === why));
  if (reason === undefined) reasons.push({ code, why, captures: 1 });
  else reason.captures += 1;
}

/** "10:44:02 to 10:46:02", with its day. */
export function gapTime({ first, last }: Gap): string {
  const [from, to] = [first.pulse.timestampNs, last.pulse.timestampNs];
  return `${isoOf(from).slice(0, 10)} ${clockOf(from)}${from === to ? '' : ` to ${clockOf(to)}`}`;
}
